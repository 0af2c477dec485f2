"""Refusals: what a person asked for that cannot be done, and why.

Each carries what happened as typed attributes; the conversation words it in the reader's language. `field` names the form
field that the refusal belongs to ("" for none), so that a form shows it there.
"""

from dataclasses import dataclass
from datetime import datetime

from core.contact import Contact
from core.reference import Reference, ReferenceKind
from core.salesperson import Salesperson
from core.segment import Omission
from core.template import InteractionTemplate
from core.values import Role


class Refusal(Exception):
    """Base of all refusals; nothing was changed when one is raised."""

    field: str = ""


@dataclass(eq=False)
class NotAllowed(Refusal):
    """The person's role does not suffice. `own` tells that a rep may do it to own entries only."""

    needed: Role
    own: bool = False
    entry_no: int = 0


@dataclass(eq=False)
class NoAccess(Refusal):
    """The person has no role at all."""

    email: str = ""
    member: bool = True


@dataclass(eq=False)
class OperatorsOnly(Refusal):
    """Only whoever runs the program may do it, at its command line: others may be concerned that know nothing of the person."""


@dataclass(eq=False)
class NoChannel(Refusal):
    """It was asked for a channel where there is none."""


@dataclass(eq=False)
class NotFound(Refusal):
    """`kind` is entry, contact, template, group, segment, salesperson, person, change, message or command; `key` as it was
    given.
    """

    kind: str
    key: str


@dataclass(eq=False)
class ContactNotFound(Refusal):
    """`name` and `email` are those of an account that was mentioned and is no contact."""

    words: str
    nearest: tuple[Contact, ...] = ()
    name: str = ""
    email: str = ""
    field = "contact"


@dataclass(eq=False)
class ContactAmbiguous(Refusal):
    """Several contacts match; `likely` holds the likeliest ten."""

    words: str
    likely: tuple[Contact, ...]
    field = "contact"


@dataclass(eq=False)
class ContactMissing(Refusal):
    """No contact was named."""

    field = "contact"


@dataclass(eq=False)
class TemplateMissing(Refusal):
    """No template was named."""

    field = "template"


@dataclass(eq=False)
class TemplateNotFound(Refusal):
    words: str
    field = "template"


@dataclass(eq=False)
class TemplateAmbiguous(Refusal):
    words: str
    likely: tuple[InteractionTemplate, ...]
    field = "template"


@dataclass(eq=False)
class SalespersonMissing(Refusal):
    """Neither the person nor the contact has a salesperson; an entry needs one."""

    contact: Contact
    field = "salesperson"


@dataclass(eq=False)
class SalespersonAmbiguous(Refusal):
    words: str
    likely: tuple[Salesperson, ...]
    field = "salesperson"


@dataclass(eq=False)
class PrivacyBlocked(Refusal):
    contact: Contact
    field = "contact"


@dataclass(eq=False)
class LooksLikeRepeat(Refusal):
    """The same person logged the same within 30 s, as `entry_no`."""

    entry_no: int


@dataclass(eq=False, kw_only=True)
class InvalidValue(Refusal):
    """`field` has a `value` that breaks `rule`: negative, not_a_number, too_long, too_large, empty, in_future, in_past, unknown,
    not_a_day, not_a_date (a day that cannot be used), not_a_time, not_a_time_zone, not_a_language, not_a_code, not_an_email,
    not_a_company, taken, same, too_many.
    `limit` is the figure the rule has, `allowed` the values it would take.
    """

    field: str
    value: str
    rule: str
    limit: int = 0
    allowed: tuple[str, ...] = ()


@dataclass(eq=False)
class AlreadyExists(Refusal):
    """`kind` as in NotFound."""

    kind: str
    key: str


@dataclass(eq=False)
class InUse(Refusal):
    """What should be removed is still used by `count` rows of `by`."""

    kind: str
    key: str
    by: str
    count: int


@dataclass(eq=False)
class DuplicateContacts(Refusal):
    """Contacts that look like the one to be added."""

    likely: tuple[Contact, ...]


@dataclass(eq=False)
class NothingToUndo(Refusal):
    """The person has changed nothing yet, or `already` tells that this change was taken back before."""

    already: bool = False


@dataclass(eq=False)
class ChangedSince(Refusal):
    """Undo is refused: somebody changed the same fields of the entry afterwards."""

    entry_no: int
    by_name: str


@dataclass(eq=False)
class SegmentLogged(Refusal):
    """The segment was logged already: that is done once, and it does not change afterwards. `entries` is how many there were."""

    segment_no: str
    at: datetime
    entries: int


@dataclass(eq=False)
class SegmentCanceled(Refusal):
    """An entry cannot be restored while the logged segment that it belongs to is canceled."""

    entry_no: int
    segment_no: str


@dataclass(eq=False)
class NobodyToLog(Refusal):
    """A segment has no contact that may be logged."""

    segment_no: str
    omissions: tuple[Omission, ...]


@dataclass(eq=False)
class ReferenceNotFound(Refusal):
    """There is no campaign or opportunity with this code; `nearest` are the likeliest."""

    kind: ReferenceKind
    words: str
    nearest: tuple[Reference, ...] = ()


@dataclass(eq=False)
class FileMissing(Refusal):
    """A file was to come with the request. `entry_no` or `template_code` is what it was for."""

    entry_no: int = 0
    template_code: str = ""


@dataclass(eq=False)
class FileRefused(Refusal):
    """The file that came breaks `rule`: too_large (`limit` in bytes), empty, too_many (`limit` files), several,
    unavailable, gone (it waited for too long), not_mergeable (the attachment of a template), out_of_reach (an attachment, for the
    time being).
    """

    rule: str
    limit: int = 0


@dataclass(eq=False)
class LastAdmin(Refusal):
    """The role of the only admin left cannot be lowered."""

    name: str
