"""`help rights`: who may say what, as the core decides it."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from adapters.chat.card import Card, Paragraph, Table
from adapters.chat.reader import Reader
from adapters.chat.request import NAMES
from adapters.chat.words import role_word
from core.rights import RULES, Whose, decide
from core.values import Role

# How requests are said, where that is not their own name; those that only buttons make are what the button belongs to.
_SAID: Mapping[str, str] = MappingProxyType(
    {
        "putback": "edit",
        "followupsdone": "followups done",
        "snooze": "followups snooze",
        "drafts": "postponed",
        "addcontact": "add contact",
        "erase": "contact erase",
        "segment": "segment",
        "savesegment": "segment",
        "removesegment": "segment",
        "addtosegment": "segment",
        "removefromsegment": "segment",
        "reducesegment": "segment",
        "segmentline": "segment",
        "followupsegment": "segment",
        "previewsegment": "segment",
        "logsegment": "log segment:CODE",
        "loggedsegments": "segments logged",
        "cancelsegment": "segment cancel",
        "restoresegment": "segment restore",
        "savetemplate": "template create, change",
        "removetemplate": "template remove",
        "templatelanguage": "template language",
        "removetemplatelanguage": "template language",
        "attachtemplate": "template attach",
        "opentemplate": "template",
        "savegroup": "group create, change",
        "removegroup": "group remove",
        "exportaudit": "audit export",
        "deletecanceled": "delete-canceled",
        "deleteentries": "delete-canceled",
        "changeall": "list",
        "notify": "notify",
        "rule": "notify me, here",
        "removerule": "notify remove",
        "quiet": "notify quiet",
        "notifications": "notify on, off",
        "channellanguage": "notify here, language",
        "mute": "notify",
        "sendagain": "outbox send",
        "dropmessages": "outbox drop",
        "resume": "outbox",
        "documentsetups": "setup documents",
        "documentsetup": "setup documents",
        "savedocumentsetup": "setup documents",
        "removedocumentsetup": "setup documents",
        "trydocument": "setup documents",
        "usualdocuments": "setup documents",
        "references": "campaigns, opportunities",
        "reference": "campaign, opportunity",
        "savereference": "campaign, opportunity create, change",
        "removereference": "campaign, opportunity remove",
    }
)
_ORDER = {"yes": 0, "own": 1, "no": 2}
_IN_A_ROW = 5
_ROLES = (Role.NONE, Role.REP, Role.MANAGER, Role.ADMIN)


def rights(reader: Reader) -> Card:
    """The commands that take the same rights together, the ones that everybody has first."""
    _ = reader.text
    rows: dict[tuple[str, ...], dict[str, None]] = {}
    for name, kind in NAMES.items():
        if kind in RULES:
            rows.setdefault(tuple(_cell(kind, role) for role in _ROLES), {}).setdefault(_SAID.get(name, name))
    cells = {"yes": _("yes"), "own": _("own"), "no": _("no")}
    table = Table(
        (_("Commands"), *(role_word(role, _) for role in _ROLES)),
        tuple(
            ((" · ".join(said),), *((cells[cell],) for cell in decided))
            for decided, commands in sorted(rows.items(), key=lambda row: [_ORDER[cell] for cell in row[0]])
            for said in _rows(commands)
        ),
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
