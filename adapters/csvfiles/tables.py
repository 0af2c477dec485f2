"""The columns of each kind of file (contract.md section 2), and the field and the meaning of each."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from adapters.csvfiles import cells
from adapters.csvfiles.cells import InvalidCell
from adapters.csvfiles.reader import BadLine, Columns, Record
from core import checks
from core.checks import NO_LIMIT
from core.document import Side
from core.errors import InvalidValue
from core.values import ContactType

# column -> (field, how its cells are read)
Table = Mapping[str, tuple[str, Callable[[str], Any]]]


def _line(limit: int) -> Callable[[str], str]:
    return lambda cell: checks.line("", cell, limit)


def _code(limit: int, *, required: bool = False) -> Callable[[str], str]:
    return lambda cell: checks.code("", cell, limit) if cell or required else ""


def _key(cell: str) -> str:
    """A no. of another system, which may have any characters."""
    return checks.line("", cell.upper(), NO_LIMIT, required=True)


_name = partial(checks.line, "", required=True)
_email = partial(checks.email, "")
_language = partial(checks.language, "")

CONTACTS: Table = {
    "no": ("no", _code(NO_LIMIT, required=True)),
    "type": ("type", lambda cell: cells.choice(cell, ContactType)),
    "name": ("name", _name),
    "company_no": ("company_no", _code(NO_LIMIT)),
    "email": ("email", _email),
    "phone": ("phone", cells.phone),
    "mobile": ("mobile", cells.phone),
    "address": ("address", _line(100)),
    "postal_code": ("postal_code", _line(20)),
    "city": ("city", _line(50)),
    "country": ("country", _line(50)),
    "language": ("language_code", _language),
    "salesperson": ("salesperson_code", _code(NO_LIMIT)),
    "job_title": ("job_title", _line(100)),
    "correspondence_type": ("correspondence_type", cells.correspondence_type),
    "exclude_from_segment": ("exclude_from_segment", cells.yes_no),
    "privacy_blocked": ("privacy_blocked", cells.yes_no_if_said),
    "external_id": ("external_id", _line(100)),
}

SALESPEOPLE: Table = {
    "code": ("code", _code(NO_LIMIT, required=True)),
    "name": ("name", _name),
    "email": ("email", _email),
    "phone": ("phone", cells.phone),
    "blocked": ("blocked", cells.yes_no),
}

TEMPLATES: Table = {
    "code": ("code", _code(checks.CODE_LIMIT, required=True)),
    "description": ("description", _name),
    "group_code": ("group_code", _code(checks.CODE_LIMIT)),
    "unit_cost": ("unit_cost", cells.cost),
    "unit_duration": ("unit_duration", cells.minutes),
    "information_flow": ("information_flow", cells.information_flow),
    "initiated_by": ("initiated_by", cells.initiated_by),
    "correspondence_type": ("correspondence_type", cells.correspondence_type),
    "ignore_contact_correspondence_type": ("ignore_contact_correspondence_type", cells.yes_no),
    "language": ("language_code", _language),
    "campaign_no": ("campaign_no", partial(checks.number, "")),
    "campaign_target": ("campaign_target", cells.yes_no),
    "campaign_response": ("campaign_response", cells.yes_no),
}

# What tells a line from others goes first.
SEGMENTS: Table = {
    "no": ("no", _code(NO_LIMIT, required=True)),
    "contact_no": ("contact_no", _code(NO_LIMIT, required=True)),
    "description": ("description", _line(100)),
}

RELATIONS: Table = {
    "side": ("side", lambda cell: cells.choice(cell, Side)),
    "no": ("no", _key),
    "contact_no": ("contact_no", _code(NO_LIMIT, required=True)),
}


def columns(table: Table, required: int) -> Columns:
    """The columns of a table, of which the first `required` have to be there."""
    names = tuple(table)
    return Columns(names[:required], names[required:])


def values(record: Record, table: Table) -> dict[str, Any] | list[BadLine]:
    """The fields of a record, of the columns that the file has; or what is wrong with each of its cells."""
    fields: dict[str, Any] = {}
    bad: list[BadLine] = []
    for column, cell in record.cells.items():
        field, read = table[column]
        try:
            fields[field] = read(cell)
        except InvalidCell as error:
            bad.append(BadLine(record.line, column, str(error)))
        except InvalidValue as error:
            bad.append(BadLine(record.line, column, cells.reason(error)))
    return bad or fields
