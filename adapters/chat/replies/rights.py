"""`help rights`: who may say what, as the core decides it."""

from collections.abc import Iterable

from adapters.chat.card import Card, Paragraph, Table
from adapters.chat.help_topic import Gettext
from adapters.chat.reader import Reader
from adapters.chat.request import NAMES
from adapters.chat.vocabulary import Kind, vocabulary
from adapters.chat.words import role_word
from core.rights import RULES, Whose, decide
from core.values import Role

_ORDER = {"yes": 0, "own": 1, "no": 2}
_IN_A_ROW = 5
_ROLES = (Role.NONE, Role.REP, Role.MANAGER, Role.ADMIN)


def _said(line: Gettext) -> dict[str, str]:
    """How requests are said, where that is not their own name; those that only buttons make are what the button belongs to."""
    return {
        "putback": line("edit"),
        "followupsdone": line("followups done"),
        "snooze": line("followups snooze"),
        "drafts": line("postponed"),
        "overview": line("list"),
        "addcontact": line("add contact"),
        "erase": line("contact erase"),
        "segment": line("segment"),
        "savesegment": line("segment"),
        "removesegment": line("segment"),
        "addtosegment": line("segment"),
        "removefromsegment": line("segment"),
        "reducesegment": line("segment"),
        "segmentline": line("segment"),
        "followupsegment": line("segment"),
        "previewsegment": line("segment"),
        "logsegment": line("log segment:CODE"),
        "loggedsegments": line("segments logged"),
        "cancelsegment": line("segment cancel"),
        "restoresegment": line("segment restore"),
        "savetemplate": line("template create, change"),
        "removetemplate": line("template remove"),
        "usualtemplates": line("start"),
        "templatelanguage": line("template language"),
        "removetemplatelanguage": line("template language"),
        "attachtemplate": line("template attach"),
        "opentemplate": line("template"),
        "savegroup": line("group create, change"),
        "removegroup": line("group remove"),
        "exportaudit": line("audit export"),
        "deletecanceled": line("delete-canceled"),
        "deleteentries": line("delete-canceled"),
        "changeall": line("list"),
        "notify": line("notify"),
        "rule": line("notify me, here"),
        "removerule": line("notify remove"),
        "quiet": line("notify quiet"),
        "notifications": line("notify on, off"),
        "channellanguage": line("notify here, language"),
        "mute": line("notify"),
        "sendagain": line("outbox send"),
        "dropmessages": line("outbox drop"),
        "resume": line("outbox"),
        "documentsetups": line("setup documents"),
        "documentsetup": line("setup documents"),
        "savedocumentsetup": line("setup documents"),
        "removedocumentsetup": line("setup documents"),
        "trydocument": line("setup documents"),
        "usualdocuments": line("setup documents"),
        "references": line("campaigns, opportunities"),
        "reference": line("campaign, opportunity"),
        "savereference": line("campaign, opportunity create, change"),
        "removereference": line("campaign, opportunity remove"),
    }


def rights(reader: Reader) -> Card:
    """The commands that take the same rights together, the ones that everybody has first."""
    _ = reader.text
    words, said = vocabulary(reader.language), _said(reader.lines)
    rows: dict[tuple[str, ...], dict[str, None]] = {}
    for name, kind in NAMES.items():
        if kind in RULES:
            rows.setdefault(tuple(_cell(kind, role) for role in _ROLES), {}).setdefault(
                said.get(name) or words.word(Kind.COMMAND, name)
            )
    cells = {"yes": _("yes"), "own": _("own"), "no": _("no")}
    table = Table(
        (_("Commands"), *(role_word(role, _) for role in _ROLES)),
        tuple(
            ((" · ".join(each),), *((cells[cell],) for cell in decided))
            for decided, commands in sorted(rows.items(), key=lambda row: [_ORDER[cell] for cell in row[0]])
            for each in _rows(commands)
        ),
        numeric=tuple(range(1, 1 + len(_ROLES))),
    )
    own = _("Own is what you recorded or are the salesperson of; a channel's notifications are others'.")
    elsewhere = _("What belongs to another organization nobody sees or changes.")
    return reader.card(_("Who may do what"), table, Paragraph((f"{own} {elsewhere}",), subtle=True))


def _rows(commands: Iterable[str]) -> list[list[str]]:
    every = list(commands)
    return [every[start : start + _IN_A_ROW] for start in range(0, len(every), _IN_A_ROW)]


def _cell(kind: type, role: Role) -> str:
    if not decide(kind, role, Whose.OWN):
        return "no"
    return "yes" if decide(kind, role, Whose.OTHERS) else "own"
