"""Posting to Teams what nobody asked for, by the connector.

Source: "Optimize your bot with rate limiting" in Teams' documentation: 7 messages a second to a conversation (8 in 2, 60 in 30
seconds), 30 a second to a tenant.
"""

from datetime import timedelta
from secrets import token_hex
from urllib.request import getproxies

import aiohttp

from adapters.chat.card import Card
from adapters.chat.posting import Address, Gone, NotPosted, Pace, Posted, Refused, TryLater, Uncertain
from adapters.teams import errors
from adapters.teams.app import App, services_of, tokens_of
from adapters.teams.cards.card import card_content
from adapters.teams.cards.text import Json
from adapters.teams.carried import Carried, keep
from adapters.teams.cloud import Clock
from adapters.teams.connector import Connector
from adapters.teams.rendering import card_message, title_of
from adapters.teams.services import UntrustedService
from core.person import Identity, Profile
from core.storage import Storage

# 60 in 30 seconds is the limit that a lane meets which has much to say; posts and updates together stay below 30 a second.
PACE = Pace(timedelta(seconds=0.5), timedelta(seconds=0.05), timedelta(seconds=0.2))
_MEND_WITHIN = 300.0


class TeamsPoster:
    """Between `start` and `close`. Without an `app` no tokens are used, and only this machine is sent to."""

    direct = False

    def __init__(self, storage: Storage, clock: Clock, *, app: App | None, pace: Pace = PACE) -> None:
        self._storage = storage
        self._clock = clock
        self._app = app
        self._pace = pace
        self._bot = f"28:{app.app_id}" if app else ""
        self._session: aiohttp.ClientSession | None = None
        self._services = services_of(app)
        self._connector: Connector | None = None

    @property
    def pace(self) -> Pace:
        return self._pace

    async def start(self) -> None:
        """Opens the connections; calls nothing."""
        self._session = session = aiohttp.ClientSession(trust_env=bool(getproxies()))
        self._connector = Connector(session, self._services, tokens_of(self._app, session, self._clock))

    async def close(self) -> None:
        if self._session:
            await self._session.close()

    async def post(self, address: Address, card: Card) -> Posted:
        """A card to a channel begins a thread of its own."""
        connector, activity = self._reached(address), await self._activity(address, card)
        try:
            if not address.space:
                sent = await connector.send(address.service_url, address.conversation, activity, patience=0)
                return Posted(address.conversation, sent)
            thread = await connector.start_thread(
                address.service_url,
                bot_id=self._bot,
                channel_id=address.conversation,
                tenant_id=address.workspace,
                activity=activity,
                patience=0,
            )
        except errors.SendingFailed as error:
            raise _failure(error) from None
        return Posted(thread.conversation_id, thread.activity_id)

    async def update(self, address: Address, message: str, card: Card) -> None:
        connector, activity = self._reached(address), await self._activity(address, card)
        try:
            await connector.update(address.service_url, address.conversation, message, activity | {"id": message}, patience=0)
        except errors.SendingFailed as error:
            raise _failure(error) from None

    async def account(self, organization_id: int, email: str) -> tuple[Identity, Profile] | None:
        """None: Teams tells nobody who has an address, and takes no message to somebody without the app."""
        return None

    def _reached(self, address: Address) -> Connector:
        if self._connector is None:
            raise RuntimeError("not started")
        try:
            self._services.trust(address.service_url)
        except UntrustedService:
            raise Refused("untrusted service URL") from None
        return self._connector

    async def _activity(self, address: Address, card: Card) -> Json:
        nonce, carried = token_hex(9), Carried()
        content = card_content(card, nonce=nonce, carry=carried)
        if carried.missing:
            kept = await keep(self._storage, address.organization_id, "", carried.missing, self._clock())
            content = card_content(card, nonce=nonce, carry=kept)
        return card_message(content, title_of(card), self._bot)


def _failure(error: errors.SendingFailed) -> NotPosted:
    reason = error.code or (f"status {error.status}" if error.status else type(error).__name__)
    match error:
        case errors.Busy():
            # 429 counts per conversation; without an answer the connector as a whole cannot be reached.
            return TryLater(reason, error.retry_after, everywhere=not error.status)
        case errors.Uncertain():
            return Uncertain(reason)
        case errors.Blocked() | errors.Gone():
            return Gone(reason)
        case errors.LoginRefused():
            return TryLater(reason, _MEND_WITHIN, everywhere=True)
        case errors.Refused() if error.status == 401:
            return TryLater(reason, _MEND_WITHIN, everywhere=True)
        case errors.Refused() if error.status == 403:
            return Gone(reason)
        case _:
            return Refused(reason)
