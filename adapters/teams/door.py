"""The door to Teams: authentication, then botbuilder's handler over our own connector."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from urllib.request import getproxies

import aiohttp
from aiohttp import web
from botbuilder.core import TurnContext

from adapters.chat.background import Background
from adapters.chat.conversation import Conversation
from adapters.chat.copies import Copies
from adapters.chat.failures import report
from adapters.teams import timing
from adapters.teams.adapter import ConnectorAdapter, NotAnActivity
from adapters.teams.anonymous import Anonymous
from adapters.teams.app import App, services_of, tokens_of
from adapters.teams.authentication import Authenticator
from adapters.teams.connector import Connector
from adapters.teams.desk import Desk
from adapters.teams.downloading import Downloads
from adapters.teams.extension import Extension
from adapters.teams.files import Files
from adapters.teams.installing import Installing
from adapters.teams.keys import Keys
from adapters.teams.listeners import RECEIVED, Listeners
from adapters.teams.people import People
from adapters.teams.references import References
from adapters.teams.rendering import Renderer
from adapters.teams.sending import Sender
from adapters.teams.web import receive
from core.storage import Storage

# Programs to try bots out with name no tenant.
_TENANT = "local"


class TeamsDoor:
    """Answers `POST /api/messages`, between `start` and `close`.

    `organization_of` gives the organization of ("teams", tenant id), None for a tenant that is not connected; `clock` gives an
    aware time. Without an `app` no tokens are asked for, and only what comes from this machine is let in. `targeted` as
    for Sender.
    """

    def __init__(
        self,
        conversation: Conversation,
        storage: Storage,
        organization_of: Callable[[str, str], Awaitable[int | None]],
        clock: Callable[[], datetime],
        *,
        app: App | None,
        targeted: bool = False,
    ) -> None:
        self._conversation = conversation
        self._storage = storage
        self._organization_of = organization_of
        self._clock = clock
        self._app = app
        self._targeted = targeted
        self._background = Background()
        self._copies = Copies(storage, clock)
        self._session: aiohttp.ClientSession | None = None
        self._parts: tuple[Authenticator | Anonymous, ConnectorAdapter, Listeners] | None = None

    async def start(self) -> None:
        """Opens the connections to Teams; calls nothing."""
        # Where there is no proxy, looking for one costs two changes of thread for each call.
        self._session = session = aiohttp.ClientSession(trust_env=bool(getproxies()))
        app, clock, storage = self._app, self._clock, self._storage
        services = services_of(app)
        guard = None
        if app is not None:
            guard = Authenticator(Keys(session, app.metadata_url, clock), services, app_id=app.app_id, clock=clock)
        connector = Connector(session, services, tokens_of(app, session, clock))
        references = References(storage, clock)
        people = People(connector, references, storage, believing=app is None)
        downloads = Downloads(session, loopback=services.loopback)
        desk = Desk(self._conversation, storage, self._organization_of, people, downloads, clock)
        renderer = Renderer(desk, storage, clock)
        files = Files(session, connector, services, storage, clock, possible=app is None or app.cloud.files)
        sender = Sender(connector, services, references, people, renderer, self._copies, files, targeted=self._targeted)
        extension = Extension(self._conversation, desk, people, renderer, sender, clock)
        installing = Installing(desk, sender, references)
        tenant = "" if app else _TENANT
        listeners = Listeners(desk, sender, renderer, extension, installing, references, files, self._background, tenant)
        self._parts = guard or Anonymous(services), ConnectorAdapter(connector), listeners

    async def close(self) -> None:
        """Sends what is still to be sent, and closes the connections."""
        await self._background.finish(timing.FINISH_WITHIN)
        await self._copies.close()
        if self._session:
            await self._session.close()

    async def messages(self, request: web.Request) -> web.Response:
        """Everything that Teams sends. What it did not send is refused; see `web.receive`."""
        if self._parts is None:
            raise RuntimeError("not started")
        guard, adapter, listeners = self._parts
        activity, claims = await receive(request, guard)

        async def take(context: TurnContext) -> None:
            context.turn_state[RECEIVED] = activity
            await listeners.on_turn(context)

        try:
            answer = await adapter.run(activity, claims, take)
        except NotAnActivity:
            raise web.HTTPBadRequest(text="Not an activity that can be read.") from None
        except Exception as error:
            report("activity failed", error)
            # Sent again it would fail again.
            return web.Response()
        return web.Response() if answer is None else web.json_response(answer.body, status=answer.status)
