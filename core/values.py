"""The closed sets of values of the domain (domain.md section 2), as the product stores them."""

from enum import IntEnum, IntFlag, StrEnum


class Role(IntEnum):
    """What a person may do; a higher role includes the lower ones."""

    NONE = 0
    REP = 1
    MANAGER = 2
    ADMIN = 3


class Hint(IntFlag):
    """What a person is shown once and never again. The numbers are stored: none is given another meaning."""

    NONE = 0
    FIRST_STEPS = 1
    LOG = 2
    LIST = 4
    FORM = 8


class ContactType(StrEnum):
    COMPANY = "company"
    PERSON = "person"


class InformationFlow(StrEnum):
    NONE = ""
    OUTBOUND = "outbound"
    INBOUND = "inbound"


class InitiatedBy(StrEnum):
    NONE = ""
    US = "us"
    THEM = "them"


class CorrespondenceType(StrEnum):
    NONE = ""
    HARD_COPY = "hard copy"
    EMAIL = "email"
    FAX = "fax"


class WizardAction(StrEnum):
    """What happens with the attachment of a template when an interaction is created."""

    NONE = ""
    OPEN = "open"
    IMPORT = "import"
    MERGE = "merge"


class Evaluation(StrEnum):
    NONE = ""
    VERY_POSITIVE = "very positive"
    POSITIVE = "positive"
    NEUTRAL = "neutral"
    NEGATIVE = "negative"
    VERY_NEGATIVE = "very negative"


class DeliveryStatus(StrEnum):
    NONE = ""
    IN_PROGRESS = "in progress"
    ERROR = "error"


class Status(StrEnum):
    """The status of an entry as every row shows it; the first that applies, in this order."""

    CANCELED = "canceled"
    DRAFT = "draft"
    DELIVERY_ERROR = "delivery error"
    DELIVERY_IN_PROGRESS = "delivery in progress"
    ATTEMPT_FAILED = "attempt failed"
    OPEN = "open"


class ChangeKind(StrEnum):
    """What a row of an entry's history tells of."""

    CREATED = "created"
    EDITED = "edited"
    CANCELED = "canceled"
    RESTORED = "restored"
    EVALUATED = "evaluated"
    COMMENTED = "commented"
    ATTACHED = "attached"
    FINISHED = "finished"
    DROPPED = "dropped"
    FOLLOWED_UP = "followed up"  # its follow-up is done
    DOCUMENT = "document"  # a further event of the entry's document


class Weekday(StrEnum):
    """In the order of datetime.date.weekday()."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"
