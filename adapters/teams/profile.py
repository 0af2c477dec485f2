"""What Teams says of a person, as a profile."""

from zoneinfo import ZoneInfo

from adapters.teams.activity import Json, text
from adapters.teams.inbound import Origin
from core.languages import LANGUAGES
from core.person import Profile


def to_profile(member: Json, where: Origin) -> Profile:
    """The profile of who speaks, of what the connector says of this member of the conversation.

    Only a user of the tenant itself is a member: no guest, nobody anonymous, no bot, nobody of another tenant.
    """
    principal = text(member, "userPrincipalName")
    return Profile(
        name=text(member, "name") or where.name,
        email=email_address(member),
        language=_language(where.locale),
        time_zone=where.time_zone if _is_zone(where.time_zone) else "",
        member=_is_member(member, principal, where.tenant),
    )


def email_address(member: Json) -> str:
    """The e-mail address of a member of a conversation, "" where Teams tells none; a guest's principal name is no address."""
    principal = text(member, "userPrincipalName")
    return text(member, "email") or (principal if "@" in principal and "#ext#" not in principal.lower() else "")


def _is_member(member: Json, principal: str, tenant: str) -> bool:
    if not (text(member, "aadObjectId") or text(member, "objectId")) or "#ext#" in principal.lower():
        return False
    return text(member, "userRole").lower() in ("", "user") and text(member, "tenantId").lower() in ("", tenant)


def _language(locale: str) -> str:
    """Our code of a locale such as sv-SE, "" for a language that is not ours."""
    code = locale.replace("_", "-").split("-")[0].lower()
    code = "nb" if code in ("no", "nn") else code
    return code if code in LANGUAGES else ""


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (OSError, ValueError, KeyError):  # which of them depends on how the name is wrong
        return False
    return bool(name)
