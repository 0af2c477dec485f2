"""Files for the asker: a card asks whether the file may go into their OneDrive, and meanwhile it is kept.

Source: "Send and receive files with bots" in Teams' documentation. It works in a personal chat alone.
"""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from secrets import token_urlsafe
from typing import Any

import aiohttp
import structlog

from adapters.chat.turn import OutgoingFile
from adapters.teams import notices
from adapters.teams.activity import Json, child, text
from adapters.teams.cloud import Clock
from adapters.teams.connector import Connector
from adapters.teams.errors import SendingFailed
from adapters.teams.inbound import Origin
from adapters.teams.references import PLATFORM
from adapters.teams.rendering import words
from adapters.teams.services import TrustedServices, UntrustedService
from adapters.teams.uploading import FRAGMENT, upload
from core.conversation_reference import ConversationReference
from core.pending_file import KEPT_FOR, PendingFile
from core.person import Identity
from core.storage import Storage
from core.values import Role
from core.work import Work

CONSENT = "fileConsent/invoke"
_CONSENT_CARD = "application/vnd.microsoft.teams.card.file.consent"
_INFO_CARD = "application/vnd.microsoft.teams.card.file.info"
_FAILURES = (SendingFailed, UntrustedService, ValueError)

log = structlog.get_logger(__name__)


class Files:
    """Between the answer that brings a file and the file in its place. `possible`: Teams has files of bots in this cloud."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        connector: Connector,
        services: TrustedServices,
        storage: Storage,
        clock: Clock,
        *,
        possible: bool = True,
    ) -> None:
        self._session = session
        self._connector = connector
        self._services = services
        self._storage = storage
        self._clock = clock
        self._possible = possible

    async def offer(self, file: OutgoingFile, organization_id: int, where: Origin, own: ConversationReference) -> None:
        """Keeps the file, removes it from the disk, and asks in the person's own chat. Raises what sending raises."""
        if not self._possible:
            file.remove()
            await self._connector.send(own.service_url, own.conversation_id, words(notices.no_files(where.language), where))
            return
        try:
            kept = await self._keep(file, organization_id, where)
        finally:
            file.remove()
        context = {"file": kept.id}
        consent = {
            "contentType": _CONSENT_CARD,
            "name": kept.name,
            "content": {
                "description": notices.consent(where.language),
                "sizeInBytes": kept.size,
                "acceptContext": context,
                "declineContext": context,
            },
        }
        await self._connector.send(own.service_url, own.conversation_id, _message(where, consent))

    async def answered(self, activity: Json, where: Origin, organization_id: int) -> None:
        """Who was asked said yes or no. Nothing is raised for what Teams refuses: the log says what it was."""
        value = child(activity, "value")
        file_id = text(child(value, "context"), "file")
        file = await self._storage.read(organization_id, lambda work: _file_for(work, file_id, where))
        if file is None or self._clock() - file.created_at > KEPT_FOR:
            await self._close(where, notices.file_gone(where.language))
            return
        if text(value, "action") != "accept":
            await self._storage.write(organization_id, lambda work: work.pending_files.remove(file_id))
            await self._close(where, notices.file_declined(where.language))
            return
        place = child(value, "uploadInfo")

        async def part(number: int) -> bytes | None:
            return await self._storage.read(organization_id, lambda work: work.pending_files.part(file_id, number))

        if not await upload(self._session, text(place, "uploadUrl"), part, file.size, loopback=self._services.loopback):
            # It stays, so that the same card can be answered once more.
            await self._say(words(notices.file_not_sent(where.language), where), where)
            return
        await self._storage.write(organization_id, lambda work: work.pending_files.remove(file_id))
        await self._close(where, "")
        info = {
            "contentType": _INFO_CARD,
            "contentUrl": text(place, "contentUrl"),
            "name": text(place, "name") or file.name,
            "content": {"uniqueId": text(place, "uniqueId"), "fileType": text(place, "fileType")},
        }
        await self._say(_message(where, info), where)

    async def _keep(self, file: OutgoingFile, organization_id: int, where: Origin) -> PendingFile:
        now = self._clock()
        kept = PendingFile(
            id=token_urlsafe(18),
            owner=_owner(where),
            name=file.name,
            media_type=file.media_type,
            size=await asyncio.to_thread(_size, file.path),
            created_at=now,
        )
        await self._storage.write(organization_id, lambda work: work.pending_files.add(kept))
        number = 0
        while content := await asyncio.to_thread(_read, file.path, number * FRAGMENT):
            await self._add_part(organization_id, kept.id, number, content)
            number += 1
        return kept

    async def _add_part(self, organization_id: int, file_id: str, number: int, content: bytes) -> None:
        await self._storage.write(organization_id, lambda work: work.pending_files.add_part(file_id, number, content))

    async def _close(self, where: Origin, text: str) -> None:
        """Takes the card away that asked, and says why there is no file."""
        if where.card_id:
            try:
                await self._connector.delete(where.service_url, where.conversation_id, where.card_id)
            except _FAILURES as error:
                log.warning("not taken away", error=type(error).__name__)
        if text:
            await self._say(words(text, where), where)

    async def _say(self, activity: Mapping[str, Any], where: Origin) -> None:
        try:
            await self._connector.send(where.service_url, where.conversation_id, activity)
        except _FAILURES as error:
            log.warning("not sent", error=type(error).__name__)


def _file_for(work: Work, file_id: str, where: Origin) -> PendingFile | None:
    """The file, if it is for who answers, and they still have a role."""
    file = work.pending_files.get(file_id)
    actor = work.people.actor(Identity(PLATFORM, where.tenant, where.user))
    if file is None or file.owner != _owner(where) or actor is None or actor.role is Role.NONE:
        return None
    return file


def _owner(where: Origin) -> str:
    return f"{PLATFORM}/{where.tenant}/{where.user}"


def _message(where: Origin, attachment: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "message", "from": {"id": where.bot}, "summary": attachment["name"], "attachments": [attachment]}


def _size(path: Path) -> int:
    return path.stat().st_size


def _read(path: Path, begin: int) -> bytes:
    with path.open("rb") as file:
        file.seek(begin)
        return file.read(FRAGMENT)
