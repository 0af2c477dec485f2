"""What is said and pressed for the pictures, in order; every answer is one picture.

Lines are in English, which is understood in every language, with {texts} of `phrases`; buttons are named in English too.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Scene:
    """`presses` are labels of buttons that are pressed one after the other, "" is the yes of a question. `values` is entered in
    the form that opens, `file` comes with the line. A picture of the few that docs/pictures shows is `main`.
    """

    who: str
    line: str
    presses: tuple[str, ...] = ()
    values: dict[str, str] = field(default_factory=dict)
    file: str = ""
    main: bool = False


# Before there is anything.
EMPTY = (
    Scene("ada", "start"),
    Scene("ada", "start", ("Choose templates",)),
    Scene("ada", "list"),
)
_ENTRIES = (
    Scene("nobody", "hello"),
    Scene("nobody", "list"),
    Scene("kari", "hi"),
    Scene("kari", "help"),
    Scene("kari", "help log"),
    Scene("kari", "help rights"),
    Scene("kari", "whoami"),
    Scene("ada", "start"),
    Scene("kari", "list"),
    Scene("kari", 'log call {contact_first} 20m follow:today "{send}": {note}', main=True),
    Scene("kari", "log meeting {company} on:yesterday at:14:30 ++: {signed}"),
    Scene("mads", "log complaint {third_first} - cost:1250.5: {complaint}\n\n- *{note}* <b>\nhttps://example.test"),
    Scene("kari", "log call {contact_last}: {note}"),
    Scene("kari", "log c {contact_first}: {note}"),
    Scene("kari", "log", main=True),
    Scene("kari", "log", values={"template": "CALL", "contact": "CT000011", "duration": "soon", "cost": "x", "note": "{note}"}),
    Scene("kari", "log call anma: {note}"),
    Scene("kari", "log call {blocked_first}: {note}"),
    Scene("kari", "again {single_first}"),
    Scene("kari", "undo"),
    Scene("kari", "list canceled:all", main=True),
    Scene("kari", "list {company}"),
    Scene("kari", "list since:mondey"),
    Scene("kari", "lits me"),
    Scene("kari", "show 1", main=True),
    Scene("mads", "show 1"),
    Scene("mads", "cancel 1"),
    Scene("kari", "edit 1 30m"),
    Scene("kari", "edit 1"),
    Scene("kari", "comment 1 {comment}"),
    Scene("kari", "comment 1"),
    Scene("kari", "evaluate 1 positive"),
    Scene("kari", "evaluate 1"),
    Scene("kari", "evaluate 1 great"),
    Scene("kari", "attach 1", file="{letter}"),
    Scene("kari", "attach 1"),
    Scene("kari", "open 1"),
    Scene("maria", "list {company}", ("Cancel all {count} found",)),
    Scene("maria", "list {company}", ("Evaluate all {count} found",)),
    Scene("maria", "cancel 1 2 {reason}"),
    Scene("maria", "undo"),
    Scene("maria", "cancel 3 {reason}"),
    Scene("kari", "cancel 99"),
    Scene("kari", "log call {contact_first} postpone: {later}"),
    Scene("kari", "postponed"),
    Scene("kari", "log call {contact_first}: {note}"),
)
_CONTACTS = (
    Scene("kari", "contacts {contact_last}"),
    Scene("kari", "contacts zzz"),
    Scene("kari", "contact {contact}", main=True),
    Scene("kari", "contact {company}"),
    Scene("kari", "add contact {contact}"),
    Scene("kari", "add contact"),
    Scene("ada", "contact {contact2} erase"),
)
_TEMPLATES = (
    Scene("kari", "templates"),
    Scene("ada", "template create"),
    Scene("ada", "template call attach", file="{letter}"),
    Scene("ada", "template call language nb: Telefonsamtale"),
    Scene("ada", "template call"),
    Scene("ada", "template complaint remove"),
    Scene("ada", "groups"),
    Scene("kari", "template create VISIT: X"),
)
_SEGMENTS = (
    Scene("kari", "segments"),
    Scene("kari", "segment create MAIL cost:2: {mailing}"),
    Scene("kari", "segment mail add company:{company_first}"),
    Scene("kari", "segment mail add by:MJ"),
    Scene("kari", "segment mail reduce city:oslo"),
    Scene("kari", "segment mail change {contact} 1h"),
    Scene("kari", "segment mail"),
    Scene("kari", "segment mail", ("Add contacts",)),
    Scene("kari", "log call segment:mail: {prices}", main=True),
    Scene("kari", "log segment:mail: {prices}"),
    Scene("kari", "log call segment:mail: {prices}", ("",)),
    Scene("kari", "segments logged"),
    Scene("kari", "segment create MAIL-2: {mailing}"),
    Scene("kari", "segments"),
)
_KEEPING = (
    Scene("ada", "campaign create SPRING: {mailing}"),
    Scene("kari", "edit 1 campaign:spring"),
    Scene("kari", "campaigns"),
    Scene("ada", "opportunity create OP17 status:won: {delivery}"),
    Scene("kari", "opportunities"),
    Scene("kari", "opportunity op17"),
    Scene("kari", "followups"),
    Scene("kari", "followups done 1"),
    Scene("kari", 'edit 1 follow:2026-12-01 "{send}"'),
    Scene("kari", "stats"),
    Scene("maria", "stats team by salesperson", main=True),
    Scene("maria", "stats team by week"),
    Scene("maria", "stats team idle:1d"),
    Scene("maria", "export csv"),
    Scene("maria", "export xlsx since:mondey"),
    Scene("ada", "delete-canceled"),
    Scene("ada", "audit"),
    Scene("ada", "people"),
    Scene("ada", "people", ("Give a role",)),
    Scene("ada", "grant {nobody_first}@example.test rep"),
    Scene("kari", "language klingon"),
    Scene("kari", "language"),
)
_DOCUMENTS = (
    Scene("ada", "setup documents"),
    Scene("maria", "skipped"),
    Scene("ada", "setup documents usual"),
    Scene("ada", "setup documents usual", ("Set them up",)),
    Scene("ada", "setup documents invoice"),
    Scene("ada", "setup documents invoice", ("Change",)),
    Scene("ada", "setup documents invoice", ("Try it",)),
    Scene("maria", "replay all"),
    Scene("kari", "notify"),
    Scene("kari", "notify me"),
    Scene("kari", "notify me credit memos contact:{company_first} above:1000 daily at 9:30"),
    Scene("kari", "notify me by:me weekly on friday"),
    Scene("kari", "notify mute quotes"),
    Scene("kari", "notify quiet 20:00-7:00"),
    Scene("kari", "notify"),
    Scene("kari", "notify", ("Quiet hours",)),
    Scene("maria", "notify here invoices above:500 daily"),
)
SCENES = _ENTRIES + _CONTACTS + _TEMPLATES + _SEGMENTS + _KEEPING + _DOCUMENTS
# What the home then tells of.
HOME = (
    "log meeting {contact2_first} follow:tomorrow: {signed}",
    'log call {contact2_first} follow:today "{send}": {prices}',
    "log call {single_first} failed",
)
# Pressed on the card that tells of an invoice.
TOLD = ("Cancel", "Evaluate", "Comment", "Mute this")
# Said once documents were recorded and messages could not be sent.
UNSENT = (
    Scene("kari", "list auto:yes"),
    Scene("ada", "outbox"),
    Scene("ada", "outbox 2"),
    Scene("ada", "outbox drop all"),
    Scene("ada", "outbox send all"),
)
