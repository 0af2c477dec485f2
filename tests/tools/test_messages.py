"""The check of the message catalogs."""

from babel.messages.catalog import Catalog

from tools.messages import extracted, problems


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
    return list(problems(wanted(), wanted(), {"nb": translation}))


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


def test_messages_of_every_kind_are_found_in_the_source() -> None:
    source = extracted()
    assert source.get("Undo") is not None
    assert source.get("log", "command") is not None
    assert source.get("You can say: {words}") is not None
    assert any(message.pluralizable for message in source)
