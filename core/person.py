"""People who talk to the bot: who they are on a platform, and what they may do here."""

from dataclasses import dataclass
from datetime import datetime

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

    `salesperson_code` is "" unless exactly one salesperson, not blocked, has the person's e-mail. `language` is the
    person's own choice or the platform's, "" when neither is known; `time_zone` is an IANA name.
    `checked_at` is when the platform was last asked for the profile (None for the console). `identity` is the account that
    the person acts with; without it mentions of other accounts cannot be told. `member` as in Profile. `hints` are those that the
    person was shown.
    """

    person_id: int
    name: str
    email: str
    role: Role
    salesperson_code: str = ""
    language: str = ""
    time_zone: str = "UTC"
    checked_at: datetime | None = None
    identity: Identity | None = None
    member: bool = True
    hints: Hint = Hint.NONE
