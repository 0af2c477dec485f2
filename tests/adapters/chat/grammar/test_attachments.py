import pytest

from adapters.chat.request import Request
from core.requests.attachments import (
    AttachToEntry,
    AttachToTemplate,
    OpenAttachment,
    OpenTemplateAttachment,
    RemoveTemplateLanguage,
    SaveTemplateLanguage,
)
from core.requests.setup import SaveTemplate, ShowTemplate
from core.values import WizardAction
from tests.adapters.chat.grammar.saying import refused, say


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("attach 12", AttachToEntry(no=12)),
        ("ATTACH #12", AttachToEntry(no=12)),
        ("open 12", OpenAttachment(no=12)),
        ("open #12 3", OpenAttachment(no=12, attachment=3)),
        ("template letter attach", AttachToTemplate(code="letter")),
        ("template letter attach nb", AttachToTemplate(code="letter", language="nb")),
        ("template letter open", OpenTemplateAttachment(code="letter")),
        ("template letter language nb", SaveTemplateLanguage(code="letter", language="nb")),
        (
            "template letter language nb: Brev: kort",
            SaveTemplateLanguage(code="letter", language="nb", description="Brev: kort"),
        ),
        ("template letter language nb remove", RemoveTemplateLanguage(code="letter", language="nb")),
        ("template letter change wizard:merge", SaveTemplate(code="letter", wizard_action=WizardAction.MERGE)),
        ("template letter change campaign:spring", SaveTemplate(code="letter", campaign="spring")),
        ("template letter change wizard:none", SaveTemplate(code="letter", wizard_action=WizardAction.NONE)),
        ("template language", ShowTemplate(template="language")),
        ('template letter "open"', ShowTemplate(template="letter open")),
    ],
)
def test_understood(line: str, expected: Request) -> None:
    assert say(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "attach",
        "attach anna",
        "attach 1 2",
        "open",
        "open 1 x",
        "open 1 2 3",
        "open 1 99999999999",
        "template letter language",
        "template letter language nb da",
        "template letter attach nb da",
        "template letter attach: x",
        "template letter change wizard:fly",
    ],
)
def test_misunderstood(line: str) -> None:
    refused(line)
