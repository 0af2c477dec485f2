"""The screen of a terminal: a prompt with history and completion, answers in colour."""

from collections.abc import AsyncGenerator, Awaitable, Callable, Iterable
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.history import FileHistory
from prompt_toolkit.patch_stdout import patch_stdout
from rich.console import Console
from rich.text import Text

from adapters.chat.card import Card
from adapters.chat.wording import wording
from adapters.console.screen import Dropped
from adapters.console.terminal import renderables
from adapters.console.text import one_line

# What the last word of the line up to the cursor may become.
Complete = Callable[[str], Awaitable[list[str]]]


class TerminalScreen:
    """`history` is the file that keeps what was said, for the next time. `language` is the one of the screen's own words."""

    def __init__(self, history: Path, complete: Complete, language: str) -> None:
        self._language = language
        history.parent.mkdir(parents=True, exist_ok=True)
        self._commands: PromptSession[str] = PromptSession(
            history=FileHistory(str(history)), completer=_Words(complete), complete_while_typing=False
        )
        # What is entered in forms is no command, and stays out of the history.
        self._fields: PromptSession[str] = PromptSession()
        self._console = Console(highlight=False, markup=False, emoji=False)

    async def read(self, prompt: str) -> str | None:
        session, shown = (self._fields, f"{one_line(prompt)}: ") if prompt else (self._commands, "> ")
        while True:
            try:
                with patch_stdout():
                    return await session.prompt_async(FormattedText([("bold", shown)]))
            except KeyboardInterrupt:
                if prompt:
                    raise Dropped("") from None
                # As in a shell, what was typed is thrown away.
                if not session.default_buffer.text:
                    self.hint(wording(self._language).gettext("Type exit, or press Ctrl-D, to leave."))
            except EOFError:
                if prompt:
                    raise Dropped("") from None
                return None

    def card(self, card: Card) -> None:
        for renderable in renderables(card):
            self._console.print(renderable)

    def notice(self, card: Card, hint: str) -> None:
        self.card(card)
        self.hint(hint)

    def say(self, text: str) -> None:
        self._console.print(Text(one_line(text)))

    def hint(self, text: str) -> None:
        self._console.print(Text(one_line(text), "dim"))

    def choices(self, labels: list[str]) -> None:
        for number, label in enumerate(labels, 1):
            self._console.print(Text.assemble((f"  {number}. ", "yellow"), one_line(label)))


class _Words(Completer):
    def __init__(self, complete: Complete) -> None:
        self._complete = complete

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
        return ()

    async def get_completions_async(self, document: Document, complete_event: CompleteEvent) -> AsyncGenerator[Completion, None]:
        last = document.text_before_cursor.rpartition(" ")[2]
        for text in await self._complete(document.text_before_cursor):
            yield Completion(one_line(text), start_position=-len(last))
