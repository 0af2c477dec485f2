"""Where lines come from and answers go: plain standard input and output. The terminal's own is in prompt.py."""

import asyncio
from dataclasses import dataclass
from typing import Protocol, TextIO

from adapters.chat.card import Card
from adapters.console.plain import lines
from adapters.console.text import one_line


@dataclass(eq=False)
class Dropped(Exception):
    """A form was left; `line` is what was said instead: a command, "" for nothing, None at the end of input."""

    line: str | None


class Screen(Protocol):
    """One person's input and output."""

    async def read(self, prompt: str) -> str | None:
        """The next line, without its end; None at the end of input. An empty prompt asks for a command, another for a field.

        Raises Dropped when the person leaves the form that the field belongs to.
        """

    def card(self, card: Card) -> None:
        """Shows an answer."""

    def notice(self, card: Card, hint: str) -> None:
        """Shows what nobody asked for, and what may be said of it."""

    def say(self, text: str) -> None:
        """Shows one line of the console's own."""

    def hint(self, text: str) -> None:
        """Shows what may be said next."""

    def choices(self, labels: list[str]) -> None:
        """Shows what can be chosen, numbered from 1."""


class PlainScreen:
    """Lines in, lines out, for pipes and files. What nobody asked for goes to `notices`, so that `out` has the answers alone."""

    def __init__(self, source: TextIO, out: TextIO, notices: TextIO) -> None:
        self._source = source
        self._out = out
        self._notices = notices

    async def read(self, prompt: str) -> str | None:
        if prompt:
            self.say(f"{prompt}:")
        # What was said so far has to be seen before more is read, also by a program at the other end.
        self._out.flush()
        line = await asyncio.to_thread(self._source.readline)
        # Files of Windows begin with a byte order mark.
        return line.removeprefix("\ufeff").rstrip("\r\n") if line else None

    def card(self, card: Card) -> None:
        for line in lines(card):
            self._out.write(line + "\n")

    def notice(self, card: Card, hint: str) -> None:
        for line in (*lines(card), hint):
            self._notices.write(one_line(line) + "\n")
        self._notices.flush()

    def say(self, text: str) -> None:
        self._out.write(one_line(text) + "\n")

    def hint(self, text: str) -> None:
        self.say(text)

    def choices(self, labels: list[str]) -> None:
        for number, label in enumerate(labels, 1):
            self.say(f"{number}. {label}")
