"""The check of the message catalogs."""

import pytest
from babel.messages.catalog import Catalog

from core.languages import LANGUAGES
from tools.messages import extracted, problems, updated


def catalog(**messages: str) -> Catalog:
    found = Catalog(locale="nb")
    for name, text in messages.items():
        found.add(name, text)
    return found


def wanted() -> Catalog:
    found = Catalog()
    found.add("Undo")
    found.add("Logged {no}")
    found.add(("{count} entry", "{count} entries"))
    found.add("list", context="command")
    return found


def translated() -> Catalog:
    found = catalog(Undo="Angre")
    found.add("Logged {no}", "{no} er loggført")
    found.add(("{count} entry", "{count} entries"), ("{count} post", "{count} poster"))
    found.add("list", "vis", context="command")
    return found


def found_in(translation: Catalog) -> list[str]:
    return list(problems(wanted(), wanted(), {each: translation if each == "nb" else translated() for each in LANGUAGES[1:]}))


def test_a_whole_catalog_is_in_order() -> None:
    assert found_in(translated()) == []


def test_the_template_has_to_be_up_to_date() -> None:
    assert "out of date" in next(problems(catalog(), wanted(), {}))


def test_what_is_missing_fuzzy_unused_or_has_other_placeholders_is_named() -> None:
    translation = translated()
    translation.add("Undo", "Angre", flags=("fuzzy",))
    translation["Logged {no}"].string = "{number} er loggført"
    translation["{count} entry"].string = ("{count} post", "")
    translation.add("Redo", "Gjør om")
    translation.delete("list", "command")
    assert found_in(translation) == [
        "nb: unused: ('', 'Redo')",
        "nb: fuzzy: Undo",
        "nb: other placeholders: Logged {no}",
        "nb: not translated: ('{count} entry', '{count} entries')",
        "nb: not translated: list",
    ]


def test_every_language_has_a_catalog() -> None:
    assert list(problems(wanted(), wanted(), {each: translated() for each in LANGUAGES[1:-1]})) == ["nl: there is no catalog"]


@pytest.mark.parametrize("text", ["{no is logged", "logged", "{no} {by}", "{}"])
def test_placeholders_have_to_be_those_of_the_message(text: str) -> None:
    translation = translated()
    translation["Logged {no}"].string = text
    assert found_in(translation) == ["nb: other placeholders: Logged {no}"]


def test_a_form_of_a_number_may_leave_the_number_out_as_in_english() -> None:
    some = Catalog()
    some.add(("One entry", "{count} entries"))
    found = Catalog(locale="nb")
    found.add(("One entry", "{count} entries"), ("Én post", "{count} poster"))
    assert list(problems(some, some, dict.fromkeys(LANGUAGES[1:], found))) == []
    found["One entry"].string = ("Én post",)
    assert next(problems(some, some, dict.fromkeys(LANGUAGES[1:], found))).startswith("nb: other number of forms")


def test_a_catalog_is_brought_up_to_date() -> None:
    translation = translated()
    translation.add("Redo", "Gjør om")
    translation.delete("list", "command")
    now = updated(translation, wanted())
    assert found_in(now) == ["nb: not translated: list"]
    assert now.get("Redo") is None
    assert now["Undo"].string == "Angre"


def test_messages_of_every_kind_are_found_in_the_source() -> None:
    source = extracted()
    assert source.get("Undo") is not None
    assert source.get("log", "command") is not None
    assert source.get("You can say: {words}") is not None
    assert any(message.pluralizable for message in source)
