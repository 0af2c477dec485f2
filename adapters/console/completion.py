"""What a line in the console can be completed to: commands, options, templates and contacts."""

from collections.abc import Awaitable, Callable, Sequence

from adapters.chat.vocabulary import Kind, vocabulary

_KEYS = {"log": Kind.OPTION, "edit": Kind.EDIT_OPTION, "list": Kind.FILTER}
_TAKES_CONTACT = ("log", "again", "list", "contact", "contacts")
_MOST = 10

# (words) -> (value, label) of what matches.
Find = Callable[[str], Awaitable[Sequence[tuple[str, str]]]]


async def completions(line: str, language: str, contacts: Find, templates: Find) -> list[str]:
    """What the last word of the line may become, the likeliest first."""
    words = vocabulary(language)
    *before, last = line.lstrip().split(" ")
    commands = sorted(words.words(Kind.COMMAND))
    if not before:
        return _beginning(commands, last)
    command = words.find(Kind.COMMAND, before[0])
    if command == "help":
        return _beginning(commands, last)
    names_template = command == "template" or (command == "log" and len(before) == 1)
    found = [code for code, _ in await templates(last)] if names_template else []
    if ":" in " ".join(before) or (not last and found):
        return found
    if last and command in _KEYS:
        found += _beginning([f"{key}:" for key in words.words(_KEYS[command])], last)
    if command in _TAKES_CONTACT:
        found += [label.split(" · ")[0] for _, label in await contacts(last)]
    return found[:_MOST]


def _beginning(words: Sequence[str], with_: str) -> list[str]:
    return [word for word in words if word.startswith(with_.lower())]
