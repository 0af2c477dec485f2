"""The pages of commands."""

import pytest

from adapters.chat.help_topics import topics
from adapters.chat.wording import languages, lines, wording
from tools.commands import page


@pytest.mark.parametrize("language", languages())
def test_a_page_has_every_form_of_every_command(language: str) -> None:
    text = page(language).replace("\\|", "|")
    for topic in topics(wording(language).gettext, lines(language)).values():
        assert topic.does in text
        for form in topic.usage:
            assert f"`{form}`" in text
    assert "{" not in text


def test_bars_do_not_end_a_cell() -> None:
    for row in page("en").splitlines():
        if row.startswith("|"):
            assert row.replace("\\|", "").count("|") == 4
