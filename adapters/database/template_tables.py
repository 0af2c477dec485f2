"""The tables of interaction groups and templates."""

from sqlalchemy import Boolean, Integer, PrimaryKeyConstraint, Table, Text

from adapters.database.tables import metadata
from adapters.database.types import Choice, ExactDecimal, columns, key_text
from core.values import CorrespondenceType, InformationFlow, InitiatedBy, WizardAction

interaction_group = Table(
    "interaction_group",
    metadata,
    *columns(Integer, "organization_id"),
    *columns(key_text(), "code"),
    *columns(Text, "description"),
    PrimaryKeyConstraint("organization_id", "code"),
    sqlite_with_rowid=False,
)

interaction_template = Table(
    "interaction_template",
    metadata,
    *columns(Integer, "organization_id"),
    *columns(key_text(), "code"),
    *columns(Text, "description"),
    *columns(key_text(), "group_code"),
    *columns(ExactDecimal, "unit_cost"),
    *columns(Integer, "unit_duration"),
    *columns(Choice(InformationFlow), "information_flow"),
    *columns(Choice(InitiatedBy), "initiated_by"),
    *columns(Choice(CorrespondenceType), "correspondence_type"),
    *columns(Boolean, "ignore_contact_correspondence_type"),
    *columns(Text, "language_code", "campaign_no"),
    *columns(Boolean, "campaign_target", "campaign_response"),
    *columns(Choice(WizardAction), "wizard_action"),
    PrimaryKeyConstraint("organization_id", "code"),
    sqlite_with_rowid=False,
)
