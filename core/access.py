"""Which role counts (the setting ACCESS, ADMIN_EMAILS, and what was granted)."""

from dataclasses import dataclass

from core.values import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessPolicy:
    """`everyone`: every full member of the workspace is a rep; else only those with a salesperson's e-mail.

    `admin_emails` are lower case. `self_service`: the admins of any workspace may install the bot there by themselves, so that
    organizations which know nothing of each other share one installation of the program.
    """

    everyone: bool = False
    admin_emails: frozenset[str] = frozenset()
    self_service: bool = False

    def role(self, *, member: bool, email: str, granted: Role | None, salespeople: int) -> Role:
        """`salespeople` is how many salespeople, not blocked, have the person's e-mail. Never a role for non-members."""
        if not member:
            return Role.NONE
        if email and email.lower() in self.admin_emails:
            return Role.ADMIN
        if granted is not None:
            return granted
        if salespeople == 1 or self.everyone:
            return Role.REP
        return Role.NONE
