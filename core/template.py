"""Interaction group (5063), interaction template (5064) and its languages (5103)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from core.attachment import Attachment
from core.values import CorrespondenceType, InformationFlow, InitiatedBy, WizardAction


@dataclass(frozen=True, slots=True, kw_only=True)
class InteractionGroup:
    """`code` is upper case, up to 10 characters."""

    code: str
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InteractionTemplate:
    """`unit_cost` in LCY, `unit_duration` in minutes.

    `languages` are the codes of its languages, in their order. Where it has any, `language_code` is one of them: the default.
    `descriptions` are what it is called in each of them, in the same order, "" where it has no description of its own.
    """

    code: str
    description: str
    group_code: str = ""
    unit_cost: Decimal = Decimal(0)
    unit_duration: int = 0
    information_flow: InformationFlow = InformationFlow.NONE
    initiated_by: InitiatedBy = InitiatedBy.NONE
    correspondence_type: CorrespondenceType = CorrespondenceType.NONE
    ignore_contact_correspondence_type: bool = False
    language_code: str = ""
    campaign_no: str = ""
    campaign_target: bool = False
    campaign_response: bool = False
    wizard_action: WizardAction = WizardAction.NONE
    languages: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()

    def described_in(self, language_code: str) -> str:
        """What it is called in a language; its own description where it has none in that."""
        return dict(zip(self.languages, self.descriptions, strict=True)).get(language_code) or self.description


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateLanguage:
    """What a template has in one language.

    `language_code` is "" where the template has no language, `description` where it has none of its own in this one.
    """

    template_code: str
    language_code: str
    description: str = ""
    attachment: Attachment | None = None


class Groups(Protocol):
    def get(self, code: str) -> InteractionGroup:
        """Raises NotFound."""

    def all(self) -> Sequence[InteractionGroup]:
        """All by code."""

    def add(self, group: InteractionGroup) -> None:
        """Raises AlreadyExists."""

    def update(self, group: InteractionGroup) -> None:
        """Raises NotFound."""

    def remove(self, code: str) -> None:
        """Raises NotFound, or InUse when a template has the group."""


class Templates(Protocol):
    def get(self, code: str) -> InteractionTemplate:
        """The template with this code, in any case. Raises NotFound."""

    def find(self, code: str) -> InteractionTemplate | None:
        """As get, with None for one that is not there."""

    def all(self) -> Sequence[InteractionTemplate]:
        """All by code; there are tens of them, hardly ever hundreds."""

    def add(self, template: InteractionTemplate) -> None:
        """Raises AlreadyExists."""

    def update(self, template: InteractionTemplate) -> None:
        """Raises NotFound."""

    def remove(self, code: str) -> None:
        """Raises NotFound. Entries keep the code they were made with."""

    def upsert(self, templates: Sequence[InteractionTemplate]) -> int:
        """Adds or replaces many; returns how many were new or different. Their languages stay as they are."""

    def languages(self, code: str) -> Sequence[TemplateLanguage]:
        """The languages of a template by code, with their attachments."""

    def descriptions(self) -> Sequence[tuple[str, str, str]]:
        """(template code, language code, description) of all that have one of their own in a language."""

    def save_language(self, language: TemplateLanguage) -> None:
        """Adds a language to its template, which is there, or replaces it."""

    def remove_language(self, code: str, language_code: str) -> None:
        """Takes a language from a template, if it has it."""
