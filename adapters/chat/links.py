"""Addresses of entries, and the page that a browser shows there: it says how to read the entry in chat, and nothing of it."""

from html import escape
from urllib.parse import urlsplit

from adapters.chat.inline import Link
from adapters.chat.wording import wording
from core.languages import LANGUAGES, find_language

# Followed by the number of the entry.
ROUTE = "/e/"
_DIGITS = 18


def entry_link(public_url: str, no: int) -> Link | None:
    """The address of an entry; None where the server has none."""
    if not public_url:
        return None
    address = f"{public_url}{ROUTE}{no}"
    return Link(address.partition("//")[2], address)


def entry_no(url: str, public_url: str) -> int | None:
    """The number of the entry that an address is the one of, None for any other address."""
    try:
        given, ours = urlsplit(url), urlsplit(public_url)
    except ValueError:
        return None
    start = f"{ours.path}{ROUTE}"
    no = given.path.removeprefix(start)
    same = (given.scheme, given.netloc.lower()) == (ours.scheme, ours.netloc.lower()) and given.path.startswith(start)
    return int(no) if same and no.isascii() and no.isdecimal() and len(no) <= _DIGITS else None


def preferred(accept_language: str) -> str:
    """The first language of a browser's that is one of ours, English where none is."""
    codes = (part.split(";")[0].strip() for part in accept_language.split(","))
    found = (find_language(code) for code in codes if len(code.split("-")[0]) == 2)
    return next((code for code in found if code in LANGUAGES), "en")


def page(no: int, language: str) -> str:
    """The page as HTML. It is the same whether the entry is there or not, as anybody may ask for it."""
    words = wording(language)
    title = words.gettext("Entry #{no}").format(no=no)
    detail = words.gettext("It can be read in Slack or Teams. Write this to Aftercall there:")
    line = words.pgettext("line", "show #{no}").format(no=no)
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width">\n<meta name="robots" content="noindex">\n'
        f"<title>{escape(title)}</title>\n</head>\n<body>\n<h1>{escape(title)}</h1>\n<p>{escape(detail)}</p>\n"
        f"<p><code>{escape(line)}</code></p>\n</body>\n</html>\n"
    )
