"""What Tab offers."""

from collections.abc import Sequence

import pytest

from adapters.console.completion import completions

CONTACTS = (("CT1", "Anna Olsen · Fjord AS"), ("CT2", "Annika Ek"))


async def contacts(words: str) -> Sequence[tuple[str, str]]:
    return [each for each in CONTACTS if each[1].lower().startswith(words.lower())]


async def templates(words: str) -> Sequence[tuple[str, str]]:
    return [each for each in (("CALL", "Phone call"), ("VISIT", "Visit")) if each[0].startswith(words.upper())]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("und", ["undo"]),
        ("CONT", ["contact", "contacts"]),
        ("help ev", ["evaluate"]),
        ("log ", ["CALL", "VISIT"]),
        ("log ca", ["CALL", "campaign:"]),
        ("log call ann", ["Anna Olsen", "Annika Ek"]),
        ("log call anna: ann", []),
        ("list sin", ["since:"]),
        ("contact anni", ["Annika Ek"]),
        ("template v", ["VISIT"]),
        ("nonsense ann", []),
        ("whoami x", []),
    ],
)
async def test_completions(line: str, offered: list[str]) -> None:
    assert await completions(line, "en", contacts, templates) == offered
