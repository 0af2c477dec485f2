"""Replies as JSON, so that the answer to a request can be kept and given again.

Inline values are strings or arrays that begin with a letter, elements arrays that begin with a letter. A form is not kept:
what opens one has written nothing, and is done anew.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import orjson

from adapters.chat import codec
from adapters.chat.card import (
    Bar,
    Bullets,
    Button,
    ButtonRow,
    Card,
    Chart,
    Choice,
    Confirm,
    Element,
    Entries,
    EntryRow,
    Examples,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Pick,
    Style,
    Table,
    Tone,
)
from adapters.chat.inline import Inline, Link, Moment, Person, Text
from adapters.chat.turn import Reply
from core.values import Status


def dump_reply(reply: Reply) -> str:
    """The reply, without its form, as text that `load_reply` reads."""
    return orjson.dumps([1, reply.command, reply.outcome, reply.entry_nos, int(reply.shared), _card(reply.card)]).decode()


def load_reply(text: str) -> Reply:
    """The reply that `dump_reply` made text of, marked as a replay. Raises codec.Unreadable."""
    try:
        version, command, outcome, nos, shared, card = orjson.loads(text)
        if version != 1:
            raise codec.Unreadable
        return Reply(
            card=_read_card(card), shared=bool(shared), replay=True, command=command, outcome=outcome, entry_nos=tuple(nos)
        )
    except (ValueError, KeyError, TypeError, IndexError, AttributeError) as error:
        raise codec.Unreadable from error


def _card(card: Card) -> list[object]:
    return [
        _text(card.title),
        [_WRITERS[type(element)](element) for element in card.body],
        [_button(button) for button in card.buttons],
        card.tone.value,
        card.language,
        card.time_zone,
        [_inline(link) for link in card.links],
    ]


def _read_card(data: list[Any]) -> Card:
    # Those that were kept by earlier versions have no links.
    title, body, buttons, tone, language, time_zone, *links = data
    return Card(
        _read_text(title),
        tuple(_READERS[element[0]](element) for element in body),
        tuple(_read_button(button) for button in buttons),
        Tone(tone),
        language,
        time_zone,
        tuple(Link(label, url) for _, label, url in links[0]) if links else (),
    )


def _inline(part: Inline) -> object:
    if isinstance(part, str):
        return part
    if isinstance(part, Moment):
        return ["m", part.at.isoformat(), int(part.day)]
    if isinstance(part, Person):
        return ["p", part.name]
    return ["l", part.label, part.url]


def _text(text: Text) -> list[object]:
    return [_inline(part) for part in text]


def _read_inline(data: Any) -> Inline:
    if isinstance(data, str):
        return data
    kind = data[0]
    if kind == "m":
        return _moment(data)
    return Person(data[1]) if kind == "p" else Link(data[1], data[2])


def _moment(data: Any) -> Moment:
    return Moment(datetime.fromisoformat(data[1]), bool(data[2]))


def _read_text(data: list[Any]) -> Text:
    return tuple(_read_inline(part) for part in data)


def _button(button: Button) -> list[object]:
    return [button.label, codec.dump(button.request), button.style.value, int(button.fresh)]


def _read_button(data: list[Any]) -> Button:
    label, request, style, fresh = data
    return Button(label, codec.load(request), Style(style), bool(fresh))


def _row(row: EntryRow) -> list[object]:
    return [
        row.no,
        _inline(row.at),
        row.contact,
        row.what,
        row.detail,
        row.status,
        row.status_kind.value,
        _button(row.show),
    ]


def _read_row(data: list[Any]) -> EntryRow:
    no, at, contact, what, detail, status, kind, show = data
    return EntryRow(no, _moment(at), contact, what, detail, status, Status(kind), _read_button(show))


_WRITERS: dict[type[Element], Callable[[Any], list[object]]] = {
    Heading: lambda e: ["h", e.text],
    Paragraph: lambda e: ["p", _text(e.text), int(e.subtle)],
    Facts: lambda e: ["f", [[fact.label, _text(fact.value)] for fact in e.rows]],
    Entries: lambda e: ["e", [_row(row) for row in e.rows]],
    Table: lambda e: ["t", e.columns, [[_text(cell) for cell in row] for row in e.rows], e.numeric],
    Chart: lambda e: ["g", e.title, [[bar.label, bar.value, bar.shown] for bar in e.bars], int(e.over_time)],
    Bullets: lambda e: ["b", [_text(item) for item in e.items]],
    Examples: lambda e: ["x", e.rows],
    Pick: lambda e: ["k", [[c.label, c.detail, codec.dump(c.request)] for c in e.choices], e.listed],
    ButtonRow: lambda e: ["a", [_button(button) for button in e.buttons], e.about],
    Confirm: lambda e: ["c", _button(e.yes), e.no_label],
}
_READERS: dict[str, Callable[[Any], Element]] = {
    "h": lambda d: Heading(d[1]),
    "p": lambda d: Paragraph(_read_text(d[1]), bool(d[2])),
    "f": lambda d: Facts(tuple(Fact(label, _read_text(value)) for label, value in d[1])),
    "e": lambda d: Entries(tuple(_read_row(row) for row in d[1])),
    "t": lambda d: Table(tuple(d[1]), tuple(tuple(_read_text(cell) for cell in row) for row in d[2]), tuple(d[3])),
    "g": lambda d: Chart(d[1], tuple(Bar(label, float(value), shown) for label, value, shown in d[2]), bool(d[3])),
    "b": lambda d: Bullets(tuple(_read_text(item) for item in d[1])),
    "x": lambda d: Examples(tuple((line, does) for line, does in d[1])),
    "k": lambda d: Pick(tuple(Choice(label, detail, codec.load(request)) for label, detail, request in d[1]), *d[2:]),
    "a": lambda d: ButtonRow(tuple(_read_button(button) for button in d[1]), d[2]),
    "c": lambda d: Confirm(_read_button(d[1]), d[2]),
}
