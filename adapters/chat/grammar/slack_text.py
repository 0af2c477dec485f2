"""Text as Slack sends it, made the text that a person sees.

Slack sends `<@U123|anna>`, `<mailto:a@b.no|a@b.no>`, `<tel:+4722|22 33>`, `<https://x.no|x.no>`, `<#C1|general>`, `<!here>`, and
`&amp;` `&lt;` `&gt;` for the three characters themselves, so that nothing a person typed can pass for one of its forms
(Slack's documentation, "Formatting text for app surfaces").
"""

import re

from adapters.chat.grammar.mentions import mark, unmarked

_FORM = re.compile(r"<([^<>|]+)(?:\|([^<>]*))?>")
_ESCAPE = re.compile(r"&(amp|lt|gt);")
_CHARACTERS = {"amp": "&", "lt": "<", "gt": ">"}


def plain(text: str) -> str:
    """The text for `parse`: escapes and links as one reads them, people marked as mentions."""
    return _ESCAPE.sub(lambda match: _CHARACTERS[match[1]], _FORM.sub(_shown, unmarked(text)))


def _shown(match: re.Match[str]) -> str:
    target, label = match[1], match[2] or ""
    match target[0]:
        case "@":
            return mark(target[1:], label.removeprefix("@"))
        case "#":
            return "#" + (label or target[1:]).removeprefix("#")
        case "!":
            return label or "@" + target[1:].split("^")[0]
    address = re.sub(r"^(mailto|tel):", "", target)
    # A label that is a part of the address, or the number in another way of writing, adds nothing; another one hides it.
    if not label or target.startswith(("mailto:", "tel:")) or label in address:
        return label or address
    return f"{label} ({address})"
