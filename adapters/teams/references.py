"""Where we may write: the conversations that the bot is in, kept while it is in them."""

from datetime import datetime

from adapters.teams.cloud import Clock
from adapters.teams.inbound import Kind, Origin
from core.conversation_reference import ConversationReference
from core.notification import Recipient
from core.person import Identity
from core.storage import Storage
from core.work import Work

PLATFORM = "teams"
_REMEMBERED = 10_000


class References:
    """The kept references, with a memory of those that were kept lately, so that a message writes nothing usually."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock
        self._met: dict[tuple[int, str], ConversationReference] = {}

    async def met(self, organization_id: int, where: Origin) -> bool:
        """Keeps the conversation of something that was said or pressed; whether it is new."""
        own = where.kind is Kind.PERSONAL
        reference = ConversationReference(
            platform=PLATFORM,
            workspace=where.tenant,
            conversation_id=where.place_id,
            service_url=where.service_url,
            user_id=where.user if own else "",
            address=where.address if own else "",
            space=where.team,
        )
        return await self.keep(organization_id, reference)

    async def keep(self, organization_id: int, reference: ConversationReference) -> bool:
        """Keeps a reference unless that was done lately; whether it is new. Messages that waited for a new one are sent."""
        key = (organization_id, reference.conversation_id)
        if self._met.get(key) == reference:
            return False
        now = self._clock()
        new = await self._storage.write(organization_id, lambda work: _keep(work, reference, now))
        if len(self._met) >= _REMEMBERED:
            self._met.clear()
        self._met[key] = reference
        return new

    async def left(self, organization_id: int, tenant: str, conversation_id: str = "", team: str = "") -> None:
        """Forgets a conversation, and with `team` all of the team."""

        def drop(work: Work) -> None:
            if conversation_id:
                work.conversation_references.drop(PLATFORM, tenant, conversation_id)
            if team:
                work.conversation_references.drop_space(PLATFORM, tenant, team)

        self._met.clear()
        await self._storage.write(organization_id, drop)

    async def of_person(self, organization_id: int, tenant: str, user: str) -> ConversationReference | None:
        """The chat of the bot and one person."""
        identity = Identity(PLATFORM, tenant, user)
        return await self._storage.read(organization_id, lambda work: work.conversation_references.of_person(identity))

    async def get(self, organization_id: int, tenant: str, conversation_id: str) -> ConversationReference | None:
        """A conversation that the bot is in."""
        return await self._storage.read(
            organization_id, lambda work: work.conversation_references.get(PLATFORM, tenant, conversation_id)
        )

    async def viewers(self, organization_id: int, tenant: str, most: int) -> list[str]:
        """The addresses of people who have a chat with the bot."""
        found = await self._storage.read(
            organization_id, lambda work: work.conversation_references.addresses(PLATFORM, tenant, most)
        )
        return list(found)


def _keep(work: Work, reference: ConversationReference, now: datetime) -> bool:
    if not work.conversation_references.keep(reference):
        return False
    recipient = Recipient(platform=PLATFORM, workspace=reference.workspace, channel=reference.conversation_id)
    if reference.user_id:
        person = work.people.by_identity(Identity(PLATFORM, reference.workspace, reference.user_id))
        if person is None:
            return True
        recipient = Recipient(person_id=person.id)
    work.outbox.resume(recipient, now)
    return True
