"""The page of commands of each language: `python -m tools.commands` writes docs/commands/, `--check` tells which is out of date.

The pages say what `help` says, from the same topics.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from adapters.chat.help import Names
from adapters.chat.help_options import option_lines
from adapters.chat.help_topic import Topic
from adapters.chat.help_topics import overview_groups, topics
from adapters.chat.vocabulary import Kind, vocabulary
from adapters.chat.wording import languages, lines, wording
from core.values import Role

ROOT = Path(__file__).parent.parent
PAGES = ROOT / "docs" / "commands"


def page(language: str) -> str:
    """The page, as Markdown."""
    _ = wording(language).gettext
    return "\n".join((f"# {_('What you can say')}", "", *_overview(language), *_options(language)))


def _overview(language: str) -> Iterator[str]:
    _, line = wording(language).gettext, lines(language)
    known, names = topics(_, line), Names.usual(line)
    grouped = {command for _heading, commands in overview_groups(_) for command in commands}
    first = tuple(command for command in known if command not in grouped)
    for heading, commands in (("", first), *overview_groups(_)):
        if heading:
            yield from (f"## {heading}", "")
        yield from (f"| {_('Commands')} | | {_('For example')} |", "|---|---|---|")
        for command in commands:
            topic = known[command]
            examples = (names.put_in(each) for each in (topic.example, *topic.more))
            yield f"| {_typed(topic.usage)} | {_does(topic, language)} | {_typed(examples)} |"
        yield ""


def _does(topic: Topic, language: str) -> str:
    _ = wording(language).gettext
    whom = {Role.ADMIN: _("For admins."), Role.MANAGER: _("For managers.")}.get(topic.role)
    return f"{topic.does} ({whom.rstrip('.')})" if whom else topic.does


def _options(language: str) -> Iterator[str]:
    _, line = wording(language).gettext, lines(language)
    yield from (f"## {_('Options')}", "")
    for command in topics(_, line):
        options = option_lines(command, _, line)
        if options:
            yield from (f"`{vocabulary(language).word(Kind.COMMAND, command)}`", "")
            yield from (f"- {_typed((option,))}: {does}" for option, does in options)
            yield ""


def _typed(lines_to_type: Iterator[str] | tuple[str, ...]) -> str:
    """Lines as code; a bar would end the cell of a table."""
    return "<br>".join(f"`{each}`".replace("|", "\\|") for each in lines_to_type)


def main() -> int:
    pages = {PAGES / f"{language}.md": page(language) for language in languages()}
    if "--check" not in sys.argv[1:]:
        PAGES.mkdir(exist_ok=True)
        for path, text in pages.items():
            path.write_text(text, encoding="utf-8")
        return 0
    old = [path for path, text in pages.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    print("\n".join(f"{path.relative_to(ROOT)} is out of date; run `make messages`" for path in old) or "commands: all in order")
    return 1 if old else 0


if __name__ == "__main__":
    raise SystemExit(main())
