"""Answers on their way to where they belong: the thread, the asker's own chat, or in place of a card."""

import structlog

from adapters.chat.card import Card
from adapters.chat.copies import Copies
from adapters.teams import limits, notices
from adapters.teams.cards.card import card_content
from adapters.teams.connector import Connector
from adapters.teams.desk import Answer
from adapters.teams.errors import Blocked, Gone, Refused, SendingFailed
from adapters.teams.files import Files
from adapters.teams.inbound import Origin
from adapters.teams.people import People
from adapters.teams.references import PLATFORM, References
from adapters.teams.rendering import Renderer, message, title_of, words
from adapters.teams.services import TrustedServices, UntrustedService
from core.conversation_reference import ConversationReference

log = structlog.get_logger(__name__)

# What a call may end with; a message that cannot be sent is logged and does not stop anything else.
_FAILURES = (SendingFailed, UntrustedService, ValueError)


class Sender:
    """Sends answers. Nothing here raises for what Teams refuses: the log says what it was, and people are told where they are.

    `targeted`: what is for the asker alone is shown where they asked, to nobody else, and in their own chat where Teams does not
    do that.
    """

    def __init__(
        self,
        connector: Connector,
        services: TrustedServices,
        references: References,
        people: People,
        renderer: Renderer,
        copies: Copies,
        files: Files,
        *,
        targeted: bool = False,
    ) -> None:
        self._connector = connector
        self._services = services
        self._references = references
        self._people = people
        self._renderer = renderer
        self._copies = copies
        self._files = files
        self._targeted = targeted

    async def answer(self, answer: Answer, where: Origin, reply_to: str = "") -> str:
        """Sends an answer where it belongs, and offers its file to the asker. What is returned is to be said where it was asked
        for, "" when the answer itself is there. `reply_to` is the message that is answered.
        """
        try:
            return await self._answer(answer, where, reply_to)
        finally:
            await self.file(answer, where)

    async def file(self, answer: Answer, where: Origin) -> None:
        """Offers the file of an answer in the asker's own chat; it leaves the disk in any case."""
        file = answer.reply.file
        if file is None:
            return
        try:
            own = await self._own_chat(answer.organization_id, where)
            await self._files.offer(file, answer.organization_id, where, own)
        except Exception as error:
            file.remove()
            log.warning("file not offered", error=type(error).__name__)
            await self.say(notices.not_sent(where.language), where)

    async def _answer(self, answer: Answer, where: Origin, reply_to: str) -> str:
        if answer.reply.shared:
            return await self._share(answer, where)
        # A file is offered in the asker's own chat, so its answer is there too.
        if where.shared and answer.reply.file is None and await self._answer_aside(answer, where):
            return ""
        if where.shared and answer.organization_id:
            return await self._answer_privately(answer, where)
        content = await self._renderer.content(answer, where, viewers=(where.address,), share_to=answer.share_to)
        title = title_of(answer.reply.card)
        sent = await self._send(where.service_url, where.conversation_id, message(content, title, where), reply_to)
        if sent is None:
            return notices.not_sent(where.language)
        self._keep(answer, where, where.conversation_id, sent)
        return ""

    async def replace(self, answer: Answer, where: Origin) -> None:
        """Puts an answer in place of the card that was pressed; where that is not to be had, below it."""
        content = await self._renderer.content(answer, where, viewers=(where.address,), share_to=answer.share_to)
        if await self._update(where, content, answer.reply.card):
            await self.file(answer, where)
        else:
            await self.answer(answer, where)

    async def close(self, where: Origin, card: Card) -> None:
        """Puts a card that offers nothing in place of the one that was pressed."""
        await self._update(where, card_content(card), card)

    async def show(self, card: Card, where: Origin) -> None:
        """Sends a card that belongs to no organization, such as the welcome."""
        await self._send(where.service_url, where.conversation_id, message(card_content(card), title_of(card), where))

    async def say(self, text: str, where: Origin, reply_to: str = "") -> None:
        """Sends a line of text to where something was said."""
        if where.shared and await self._send_aside(words(text, where), where):
            return
        await self._send(where.service_url, where.conversation_id, words(text, where), reply_to)

    async def privately(self, answer: Answer, where: Origin) -> bool:
        """Sends an answer to the asker's own chat; whether that could be done."""
        sent = not await self._to_own_chat(answer, where)
        await self.file(answer, where)
        return sent

    async def _answer_privately(self, answer: Answer, where: Origin) -> str:
        # Of what nobody else saw nobody else is told.
        return await self._to_own_chat(answer, where) or ("" if where.targeted else notices.answered_in_chat(where.language))

    async def _answer_aside(self, answer: Answer, where: Origin) -> bool:
        """Shows an answer where it was asked for, to the asker alone; whether that is on and was done. Where it is is not kept,
        as Teams takes it away after a day.
        """
        if not self._targeted:
            return False
        content = await self._renderer.content(answer, where, viewers=(where.address,), share_to=answer.share_to)
        return await self._send_aside(message(content, title_of(answer.reply.card), where), where)

    async def _send_aside(self, activity: dict[str, object], where: Origin) -> bool:
        if not self._targeted:
            return False
        if where.targeted:
            # Above the answer Teams shows what was asked.
            activity = activity | {"entities": [{"type": "targetedMessageInfo", "messageId": where.activity_id}]}
        try:
            await self._connector.send(where.service_url, where.conversation_id, activity, only_for=where.address)
        except _FAILURES as error:
            log.warning("not shown to one person", error=type(error).__name__, code=getattr(error, "code", ""))
            return False
        return True

    async def _to_own_chat(self, answer: Answer, where: Origin) -> str:
        """What to say of a failure, "" when it was sent."""
        content = await self._renderer.content(answer, where, viewers=(where.address,), share_to=answer.share_to)
        whole = message(content, title_of(answer.reply.card), where)
        try:
            own = await self._own_chat(answer.organization_id, where)
            sent = await self._connector.send(own.service_url, own.conversation_id, whole)
        except (Blocked, Gone, Refused) as error:
            log.warning("cannot write to a person", error=type(error).__name__, code=error.code, status=error.status)
            await self._forget_own_chat(answer.organization_id, where)
            return notices.cannot_write(where.language)
        except _FAILURES as error:
            log.warning("not sent", error=type(error).__name__)
            return notices.not_sent(where.language)
        self._keep(answer, where, own.conversation_id, sent)
        return ""

    def _keep(self, answer: Answer, where: Origin, conversation_id: str, activity_id: str) -> None:
        """Keeps where an answer is that shows an entry."""
        self._copies.keep(
            answer.organization_id,
            answer.reply,
            platform=PLATFORM,
            workspace=where.tenant,
            conversation=conversation_id,
            message=activity_id,
            user="" if answer.reply.shared else where.user,
        )

    async def _own_chat(self, organization_id: int, where: Origin) -> ConversationReference:
        """The chat of the bot and who asks, opened if need be. Raises SendingFailed."""
        own = await self._references.of_person(organization_id, where.tenant, where.user)
        if own is not None:
            self._services.trust(own.service_url)
            return own
        conversation_id = await self._connector.personal_conversation(
            where.service_url, bot_id=where.bot, user_id=where.address, tenant_id=where.tenant
        )
        own = ConversationReference(
            platform=PLATFORM,
            workspace=where.tenant,
            conversation_id=conversation_id,
            service_url=where.service_url,
            user_id=where.user,
            address=where.address,
        )
        await self._references.keep(organization_id, own)
        return own

    async def _forget_own_chat(self, organization_id: int, where: Origin) -> None:
        own = await self._references.of_person(organization_id, where.tenant, where.user)
        if own is not None:
            await self._references.left(organization_id, where.tenant, own.conversation_id)

    async def _share(self, answer: Answer, where: Origin) -> str:
        """Posts an answer for everyone in the conversation that it answers to."""
        target = answer.share_to
        place = await self._references.get(answer.organization_id, where.tenant, target.partition(";")[0]) if target else None
        # The card came back from a client, which can write anything into it.
        if place is None or not await self._people.is_member(where, place.space or place.conversation_id):
            return notices.not_shared(where.language)
        known = await self._references.viewers(answer.organization_id, where.tenant, limits.VIEWERS)
        content = await self._renderer.content(answer, where, viewers=(where.address, *known))
        self._services.trust(place.service_url)
        sent = await self._send(place.service_url, target, message(content, title_of(answer.reply.card), where))
        if sent is None:
            return notices.not_shared(where.language)
        self._keep(answer, where, target, sent)
        return notices.shared(where.language)

    async def _send(self, service_url: str, conversation_id: str, activity: dict[str, object], reply_to: str = "") -> str | None:
        """The id of the activity ("" if Teams gives none); None when it could not be sent."""
        try:
            return await self._connector.send(service_url, conversation_id, activity, reply_to=reply_to)
        except _FAILURES as error:
            log.warning("not sent", error=type(error).__name__, code=getattr(error, "code", ""))
            return None

    async def _update(self, where: Origin, content: dict[str, object], card: Card) -> bool:
        if not where.card_id:
            return False
        whole = message(content, title_of(card), where) | {"id": where.card_id}
        try:
            await self._connector.update(where.service_url, where.conversation_id, where.card_id, whole)
        except _FAILURES as error:
            log.warning("not replaced", error=type(error).__name__)
            return False
        return True
