"""Who people are, as the connector tells."""

from dataclasses import replace

import structlog

from adapters.teams.activity import text
from adapters.teams.connector import Connector
from adapters.teams.errors import SendingFailed
from adapters.teams.inbound import Origin
from adapters.teams.profile import email_address, to_profile
from adapters.teams.references import PLATFORM, References
from adapters.teams.services import UntrustedService
from core.person import Actor, Identity, Profile
from core.storage import Storage

log = structlog.get_logger(__name__)

# What asking for a member may end with; an id that is none is refused as a part of an address.
_FAILURES = (SendingFailed, UntrustedService, ValueError)


class ProfileUnavailable(Exception):
    """Teams did not give the profile of a person; the log says why."""


class People:
    """Asks the conversation that somebody speaks in, and where the bot is none of its members, the person's own chat.

    `believing`: where neither tells, people are who they say: for trying out, where the other side knows no members.
    """

    def __init__(self, connector: Connector, references: References, storage: Storage, *, believing: bool = False) -> None:
        self._believing = believing
        self._connector = connector
        self._references = references
        self._storage = storage

    async def profile(self, organization_id: int, where: Origin) -> Profile:
        """The profile of who speaks. Raises ProfileUnavailable."""
        try:
            member = await self._connector.member(where.service_url, where.roster_id, where.address)
        except _FAILURES as error:
            member = await self._from_own_chat(organization_id, where, error)
        profile = to_profile(member, where)
        if profile.time_zone and profile.language:
            return profile
        # Not every activity tells; what an earlier one told is still so.
        known = await self._known(organization_id, where)
        if known is None:
            return profile
        return replace(profile, time_zone=profile.time_zone or known.time_zone, language=profile.language or known.language)

    async def account_of(self, where: Origin, address: str) -> tuple[str, str]:
        """The account that Teams calls `address` in messages, and its e-mail address; the address itself and "" where Teams does
        not tell.
        """
        try:
            member = await self._connector.member(where.service_url, where.roster_id, address)
        except _FAILURES as error:
            log.info("mentioned person unknown", error=type(error).__name__)
            return address, ""
        return text(member, "aadObjectId") or text(member, "objectId") or address, email_address(member)

    async def email_of(self, where: Origin, user: str) -> str:
        """The e-mail address of somebody in the conversation, "" where Teams does not tell."""
        try:
            member = await self._connector.member(where.service_url, where.roster_id, user)
        except _FAILURES:
            return ""
        return text(member, "email")

    async def is_member(self, where: Origin, conversation_id: str) -> bool:
        """Whether both the person and the bot are in a conversation."""
        try:
            return bool(await self._connector.member(where.service_url, conversation_id, where.address))
        except _FAILURES:
            return False

    async def _from_own_chat(self, organization_id: int, where: Origin, first: Exception) -> dict[str, object]:
        try:
            own = await self._references.of_person(organization_id, where.tenant, where.user)
            if own is None or own.conversation_id == where.roster_id:
                raise first
            return await self._connector.member(where.service_url, own.conversation_id, where.address)
        except _FAILURES as error:
            if self._believing:
                return {"aadObjectId": where.user, "name": where.name}
            log.warning("profile not given", error=type(error).__name__)
            raise ProfileUnavailable from error

    async def _known(self, organization_id: int, where: Origin) -> Actor | None:
        identity = Identity(PLATFORM, where.tenant, where.user)
        return await self._storage.read(organization_id, lambda work: work.people.actor(identity))
