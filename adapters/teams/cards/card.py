"""A card as an Adaptive Card."""

from collections.abc import Iterator, Sequence

from adapters.chat import codec
from adapters.chat.card import Card, Confirm, Element, Entries, Paragraph, Table, Tone
from adapters.chat.formats import formats
from adapters.chat.plain import plain
from adapters.teams import limits
from adapters.teams.cards.actions import REFRESH, Actions, Carry
from adapters.teams.cards.elements import Elements
from adapters.teams.cards.shell import left_out, shell
from adapters.teams.cards.text import Json, block, is_accepted, run, runs, size

# A part of a card, and whether it is there even when others have to be left out.
_Part = tuple[bool, Json]

_MARK = {Tone.DONE: ("✓", "good"), Tone.ASK: ("?", "accent"), Tone.REFUSED: ("⚠", "attention")}
# Bytes for what is between the parts, and around the actions that stand behind "More".
_BETWEEN = 2
_AROUND = 2000


def card_content(
    card: Card,
    *,
    refresh_request: str | None = None,
    viewers: Sequence[str] = (),
    nonce: str = "",
    carry: Carry = codec.dump,
    most: int = limits.CARD_BYTES,
) -> Json:
    """The content of an attachment of CONTENT_TYPE, for a message or as the answer to a press.

    It is at most `most` bytes large (SHARED_CARD_BYTES in the answer to a message extension), with a note where something
    was left out; title, questions and buttons come first. With `refresh_request` (serialized) Teams asks for it when one of
    `viewers` (user ids, the first 60; none: anybody in a small chat) sees the card. `nonce` is unique to this card; each
    action gets one of its own from it. `carry` gives what an action carries for a request: the request itself, or a key to
    a kept copy of a long one.
    """
    actions = Actions(carry, nonce, card.language)
    elements = Elements(card, actions)
    links = [actions.link(link) for link in card.links if is_accepted(link.url)]
    buttons = [*(actions.button(button) for button in card.buttons), *links]
    body = list(_body(card, elements))
    content = shell(plain(card), card.language)
    if any(isinstance(element, Entries | Table) for element in card.body):
        content["msteams"] = {"width": "Full"}
    if refresh_request is not None:
        content["refresh"] = _refresh(refresh_request, viewers)
    content["body"] = [_title(card), *(piece for _, piece in body)]
    content["actions"] = actions.shown(buttons)
    if size(content) > most:
        content["body"], content["actions"] = [_title(card), left_out(card.language)], []
        room = most - size(content) - _AROUND
        kept = _within([*((True, button) for button in buttons), *body], room)
        content["actions"] = actions.shown([piece for piece in kept[: len(buttons)] if piece])
        content["body"][1:1] = [piece for piece in kept[len(buttons) :] if piece]
    return content


def _body(card: Card, elements: Elements) -> Iterator[_Part]:
    before: Element = Paragraph(())
    for element in card.body:
        for index, piece in enumerate(elements.pieces(element)):
            # A paragraph below rows is a heading of what comes next, or about all of them.
            if index == 0 and isinstance(element, Paragraph) and not isinstance(before, Paragraph):
                piece["spacing"] = "medium"
            yield isinstance(element, Confirm), piece
        before = element


def _title(card: Card) -> Json:
    parts = runs(card.title, formats(card.language, card.time_zone), limits.TITLE, size="medium", weight="bolder")
    if card.tone in _MARK:
        mark, color = _MARK[card.tone]
        parts.insert(0, run(f"{mark}  ", size="medium", weight="bolder", color=color))
    return block(parts or [run("–", size="medium", weight="bolder")])


def _refresh(request: str, viewers: Sequence[str]) -> Json:
    action = {"type": "Action.Execute", "verb": REFRESH, "data": {"request": request}}
    users = list(dict.fromkeys(viewers))[: limits.VIEWERS]
    return {"action": action, "userIds": users} if users else {"action": action}


def _within(parts: list[_Part], room: int) -> list[Json | None]:
    """As many of the parts as there is room for, each in its place: first those that are needed, then the others in order."""
    kept: list[Json | None] = [None] * len(parts)
    for wanted in (True, False):
        for index, (needed, part) in enumerate(parts):
            if needed is not wanted:
                continue
            fitting = _fitting(part, room)
            if fitting is not None:
                kept[index] = fitting
                room -= size(fitting) + _BETWEEN
            if fitting is not part and not needed:
                break
    return kept


def _fitting(part: Json, room: int) -> Json | None:
    """The part if there is room for it; of a table as many rows as there is room for, and its head."""
    room -= _BETWEEN
    if size(part) <= room:
        return part
    if part["type"] != "Table":
        return None
    head, *rows = part["rows"]
    room -= size({**part, "rows": [head]})
    if room < 0:
        return None
    shown = [head]
    for row in rows:
        room -= size(row) + _BETWEEN
        if room < 0:
            break
        shown.append(row)
    return {**part, "rows": shown}
