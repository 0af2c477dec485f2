"""The tables of contacts, and of the words that they are found by."""

from sqlalchemy import Boolean, Index, Integer, PrimaryKeyConstraint, Table, Text

from adapters.database.tables import metadata
from adapters.database.types import Choice, columns, key_text
from core.values import ContactType, CorrespondenceType

contact = Table(
    "contact",
    metadata,
    *columns(Integer, "organization_id"),
    *columns(key_text(), "no"),
    *columns(Choice(ContactType), "type"),
    *columns(Text, "name"),
    *columns(key_text(), "company_no"),
    *columns(
        Text,
        "email",
        "phone",
        "mobile",
        "address",
        "postal_code",
        "city",
        "country",
        "language_code",
        "salesperson_code",
        "job_title",
    ),
    *columns(Choice(CorrespondenceType), "correspondence_type"),
    *columns(Boolean, "exclude_from_segment", "privacy_blocked"),
    *columns(Text, "external_id"),
    *columns(key_text(), "folded_name"),
    *columns(Text, "words"),
    PrimaryKeyConstraint("organization_id", "no"),
    Index(None, "organization_id", "folded_name", "no"),
    Index(None, "organization_id", "company_no", "folded_name", "no"),
    sqlite_with_rowid=False,
)

contact_word = Table(
    "contact_word",
    metadata,
    *columns(Integer, "organization_id"),
    *columns(key_text(), "source", "word", "contact_no"),
    PrimaryKeyConstraint("organization_id", "source", "word", "contact_no"),
    sqlite_with_rowid=False,
)

word_variant = Table(
    "word_variant",
    metadata,
    *columns(Integer, "organization_id"),
    *columns(key_text(), "variant", "word"),
    PrimaryKeyConstraint("organization_id", "variant", "word"),
    sqlite_with_rowid=False,
)
