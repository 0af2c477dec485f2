import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.chat.grammar import complete


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("l", ["log", "list", "language"]),
        ("LI", ["list"]),
        ("add ", ["contact"]),
        ("add con", ["contact"]),
        ("log call anna c", ["cost:", "campaign:"]),
        ("log call anna f", ["failed", "for:", "follow:"]),
        ("edit 12 p", []),
        ("edit 12 t", ["type:", "template:"]),
        ("log call anna: c", []),
        ("list s", ["since:", "segment:"]),
        ("list m", ["me"]),
        ("list canceled:", ["canceled:yes", "canceled:no", "canceled:all"]),
        ("list eval:v", ['eval:"very positive"', 'eval:"very negative"']),
        ("list foo:", []),
        ("evaluate 12 neg", ["negative"]),
        ("template cre", ["create"]),
        ("add contact Anna type:", ["type:company", "type:person"]),
        ("log call anna type:f", ["type:fax"]),
        ("grant anna@x.no m", ["manager"]),
        ("help gr", ["groups", "group", "grant"]),
        ("export xl", ["xlsx"]),
        ("export s", ["since:", "segment:"]),
        ("stats te", ["team", "template", "template:", "text:"]),
        ("audit a", ["about:"]),
        ("delete-canceled u", ["until:"]),
        ("campaign SPRING status:a", ["status:active"]),
        ("opportunity 7 status:", ["status:open", "status:won", "status:lost"]),
        ("campaign SPRING: s", []),
        ("followups s", ["snooze"]),
        ("whoami ", []),
        ("foo ", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert complete(text, "en") == expected


def test_nothing_said_yet_completes_to_every_command() -> None:
    assert {"help", "log", "list", "add contact"} <= set(complete("", "en"))


@given(st.text(max_size=40))
def test_what_is_offered_continues_the_last_word(text: str) -> None:
    last = text.split(" ")[-1].casefold()
    for word in complete(f"list {text}", "en"):
        assert word.replace('"', "").casefold().startswith(last.split()[-1] if last.split() and not last[-1].isspace() else "")
