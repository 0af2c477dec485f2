"""Contact (table 5050): a company, or a person who may belong to one."""

from dataclasses import dataclass

from core.values import ContactType, CorrespondenceType


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """`no` is upper case, up to 20 characters. `company_no` of a person is its company's no. or ""."""

    no: str
    type: ContactType
    name: str
    company_no: str = ""
    email: str = ""
    phone: str = ""
    mobile: str = ""
    address: str = ""
    postal_code: str = ""
    city: str = ""
    country: str = ""
    language_code: str = ""
    salesperson_code: str = ""
    job_title: str = ""
    correspondence_type: CorrespondenceType = CorrespondenceType.NONE
    exclude_from_segment: bool = False
    privacy_blocked: bool = False
    external_id: str = ""

    @property
    def group_no(self) -> str:
        """The no. under which the log of the whole company is kept: the company's, else its own."""
        return self.company_no or self.no


@dataclass(frozen=True, slots=True)
class ContactMatches:
    """What a search for the words of a CONTACT found.

    `exact` is the one contact that the words name without doubt, `likely` the likeliest first (it holds
    `exact` too), `nearest` names that differ by one typo, filled only when `likely` is empty.
    """

    exact: Contact | None
    likely: tuple[Contact, ...] = ()
    nearest: tuple[Contact, ...] = ()
