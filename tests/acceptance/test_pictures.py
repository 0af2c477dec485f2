"""Every card of the pictures, in every language: nothing in English, nothing too long, all of it for who hears it read out."""

import asyncio
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from adapters.chat.card import Chart as CardChart
from adapters.chat.card import Entries, Facts, Table
from adapters.chat.wording import languages, lines, wording
from adapters.slack import limits as slack
from adapters.teams import limits as teams
from tests.acceptance.pictured.phrases import phrases
from tests.acceptance.pictured.pictures import Picture, pictures
from tests.adapters.console.test_languages import english
from tests.standins.adaptive_cards import actions, objects, problems
from tools.messages import extracted

of_every_language = pytest.mark.parametrize("language", languages())
# What was typed in English is quoted as it was typed.
_TYPED = frozenset({"list since:monday", "list since:→mondey←"})


@cache
def drawn(language: str) -> tuple[Picture, ...]:
    with TemporaryDirectory() as folder:
        return tuple(asyncio.run(pictures(language, Path(folder))))


@cache
def _untranslated(language: str) -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """Whole messages, and lines to type, as they would be in English."""
    gettext, line = wording(language).gettext, lines(language)
    whole, typed = set(), []
    for message in extracted():
        text = str(message.id if isinstance(message.id, str) else message.id[0])
        if not message.context and gettext(text) != text:
            whole.add(text)
        if message.context == "line" and line(text) != text:
            names = "".join(re.escape(part) + ("" if name is None else ".+") for part, name, *_ in Formatter().parse(text))
            typed.append(re.compile(names))
    own = {gettext(str(each)) for each in whole}
    return frozenset(whole - own), tuple(typed)


def texts(part: object) -> Iterator[str]:
    """All that is shown or read out of a block or a card, what buttons carry left out."""
    if isinstance(part, list):
        for item in part:
            yield from texts(item)
    elif isinstance(part, dict):
        for key, value in part.items():
            if key in ("data", "value", "fallback", "private_metadata"):
                continue
            if isinstance(value, str):
                if key in ("text", "title", "label", "placeholder", "hint", "accessibility_label", "alt_text", "tooltip"):
                    yield value
            else:
                yield from texts(value)


def shown(picture: Picture) -> list[str]:
    return [*texts(picture.slack), *texts(dict(picture.view or {})), *texts(picture.teams), *picture.text.splitlines()]


@of_every_language
def test_nothing_is_in_english(language: str) -> None:
    whole, typed = _untranslated(language)

    said = {text: picture.title for picture in drawn(language) for text in shown(picture)}
    names = frozenset(phrases(language).values())
    everything = "\n".join(said)
    parts = [re.compile(rf"(?<!\w){re.escape(part)}(?!\w)") for part in english(language) if part in everything]

    def is_english(text: str) -> bool:
        bare = text.strip().rstrip(":").strip()
        if not bare or bare in _TYPED or bare in names:
            return False
        return bare in whole or any(part.search(text) for part in parts) or any(line.fullmatch(bare) for line in typed)

    found = [f"{title}: {text}" for text, title in said.items() if language != "en" and is_english(text)]
    assert not found, "\n".join(found)


@of_every_language
def test_nothing_is_longer_than_slack_takes(language: str) -> None:
    most = {"button": slack.BUTTON_TEXT, "header": slack.HEADER_TEXT}
    for picture in drawn(language):
        assert len(picture.slack) <= (slack.VIEW_BLOCKS if picture.view or "home" in picture.title else slack.MESSAGE_BLOCKS)
        for part in objects(picture.slack):
            if part.get("type") in most:
                text = part["text"]["text"]
                assert len(text) <= most[part["type"]], text
                assert not text.endswith("…"), f"{picture.title}: {text}"
        for key in ("title", "submit", "close") if picture.view else ():
            text = (picture.view or {})[key]["text"]
            assert len(text) <= slack.VIEW_TITLE, text
            assert not text.endswith("…"), f"{picture.title}: {text}"


@of_every_language
def test_teams_takes_every_card(language: str) -> None:
    for picture in drawn(language):
        assert problems(picture.teams, teams.CARD_BYTES) == [], picture.title
        cut = [action["title"] for action in actions(picture.teams) if str(action.get("title", "")).endswith("…")]
        assert cut == [], picture.title


@of_every_language
def test_the_text_beside_a_card_has_all_of_it(language: str) -> None:
    for picture in drawn(language):
        if len(picture.text) >= slack.FALLBACK_TEXT:
            continue
        for read in (picture.text, _plain(picture.teams["fallbackText"])):
            for element in () if picture.form else picture.card.body:
                for part in _numbers(element):
                    assert _plain(part) in _plain(read), f"{picture.title}: {part}\n{read}"


def _numbers(element: object) -> Iterator[str]:
    """What must not be missing: labels, numbers of entries, figures."""
    match element:
        case Entries():
            yield from (row.no for row in element.rows)
            yield from (row.status for row in element.rows)
        case CardChart():
            yield from (f"{bar.label}: {bar.shown}" for bar in element.bars)
        case Facts():
            yield from (f"{fact.label}: " for fact in element.rows)
        case Table():
            yield from (" ".join(cell.split()) for row in element.rows for text in row for cell in text if isinstance(cell, str))


def _plain(text: str) -> str:
    """Without what a platform needs before characters that mean something to it."""
    for mark, character in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        text = text.replace(mark, character)
    return " ".join(re.sub(r"[\\\u200b\u2060]", "", text).split())


@of_every_language
def test_everything_has_a_name(language: str) -> None:
    for picture in drawn(language):
        for part in objects(picture.slack):
            if part.get("type") == "input":
                assert part["label"]["text"].strip(" –"), picture.title
            if part.get("type") == "image":
                assert part["alt_text"], picture.title
        for part in objects(picture.teams):
            kind = str(part.get("type", ""))
            if kind.startswith("Input."):
                assert part.get("label") or part.get("title"), f"{picture.title}: {part}"
            if kind.startswith("Chart."):
                assert part["title"]
                assert all(f"{point['y']:g}" in json.dumps(part["fallback"]) for point in part["data"])
            if kind == "Table":
                assert part["firstRowAsHeaders"]
            if kind == "Image":
                assert part["altText"]


@of_every_language
def test_buttons_that_read_alike_are_told_apart(language: str) -> None:
    for picture in drawn(language):
        of_slack = ((part, part["text"]["text"], "accessibility_label") for part in objects(picture.slack) if _is_button(part))
        of_teams = ((part, part["title"], "tooltip") for part in actions(picture.teams) if "title" in part)
        for buttons, asked in ((of_slack, "value"), (of_teams, "data")):
            names: dict[str, Any] = {}
            for button, label, key in buttons:
                request = button.get(asked)
                said = request.get("request") if isinstance(request, dict) else request
                assert names.setdefault(button.get(key, label), said) == said, f"{picture.title}: {label}"


def _is_button(part: dict[str, Any]) -> bool:
    return part.get("type") == "button" and "text" in part
