"""People who talk to the bot: who they are on a platform, and what they may do here."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.values import Hint, Role


@dataclass(frozen=True, slots=True)
class Identity:
    """One account: (slack, T024BE7LH, U061F7AUR), (teams, tenant id, AAD object id), (console, "", e-mail)."""

    platform: str
    workspace: str
    user_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a platform says of an account. `member` is False for guests, bots and users of connected workspaces."""

    name: str
    email: str = ""
    language: str = ""
    time_zone: str = ""
    member: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person as stored. `role` is what was granted: None when nothing was, so that `ACCESS` decides."""

    id: int
    name: str
    email: str = ""
    role: Role | None = None
    language: str = ""
    time_zone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person at the moment of acting, with the role that counts.

    `salesperson_code` is "" unless exactly one salesperson, not blocked, has the person's e-mail, whose name `salesperson_name`
    then is: the platform may call the person otherwise. `language` is the
    person's own choice or the platform's, "" when neither is known; so is `time_zone`, an IANA name.
    `checked_at` is when the platform was last asked for the profile (None for the console). `identity` is the account that
    the person acts with; without it mentions of other accounts cannot be told. `member` as in Profile. `hints` are those that the
    person was shown.
    """

    person_id: int
    name: str
    email: str
    role: Role
    salesperson_code: str = ""
    salesperson_name: str = ""
    language: str = ""
    time_zone: str = "UTC"
    checked_at: datetime | None = None
    identity: Identity | None = None
    member: bool = True
    hints: Hint = Hint.NONE


class People(Protocol):
    def actor(self, identity: Identity) -> Actor | None:
        """Who acts, with the role that counts: what was granted, else what ACCESS gives; None for an unknown account."""

    def bind(self, identity: Identity, profile: Profile, now: datetime) -> Actor:
        """Binds an account to the person with its e-mail, who is made when there is none, and keeps the profile.

        The e-mail is bound at the first match: a later, different e-mail of the same account is not followed. One person
        may have accounts on several platforms.
        """

    def get(self, person_id: int) -> Person:
        """Raises NotFound."""

    def by_email(self, email: str) -> Person | None:
        """The person with this e-mail address, in any case."""

    def by_identity(self, identity: Identity) -> Person | None:
        """The person of an account."""

    def accounts(self, person_id: int) -> Sequence[Identity]:
        """The person's accounts as a full member of a workspace, the one that was used last first."""

    def all(self) -> Sequence[tuple[Person, Role]]:
        """All by name, each with the role that counts."""

    def readers(self, person_ids: Collection[int] = (), emails: Collection[str] = ()) -> Sequence[Actor]:
        """People as they are written to without having asked, with the role that counts; in any order, those that are not there
        left out. Language and time zone are their own choice, else those of the account that was met last, "" when unknown.
        """

    def ensure(self, email: str, name: str = "") -> Person:
        """The person with this e-mail, who is made when there is none."""

    def lock(self) -> None:
        """Keeps others from changing people until this transaction ends; to be called before one is read for a change."""

    def update(self, person: Person) -> None:
        """Writes all fields. Raises NotFound."""

    def show_hint(self, person_id: int, hint: Hint) -> bool:
        """Notes that a person is shown a hint. False for one who was shown it before: it is shown to nobody twice."""

    def is_hint_shown(self, hint: Hint) -> bool:
        """Whether anybody was shown it."""

    def has_admin(self) -> bool:
        """Whether somebody is an admin, or will be once they are met (ADMIN_EMAILS)."""

    def are_all_reps(self) -> bool:
        """Whether every full member of a workspace is a rep (ACCESS), whatever was granted."""
