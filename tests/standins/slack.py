"""A local stand-in for Slack's Web API, which refuses what Slack refuses and keeps what it is told."""

import asyncio
import itertools
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

from tests.standins.block_kit import message_problems, view_problems
from tests.standins.block_kit_parts import Json
from tests.standins.slack_files import SlackFiles
from tests.standins.slack_socket import SlackSocket

TEAM = "T1"
BOT_USER = "U0BOT"
TRIGGER_LIFETIME = 3.0
RESPONSE_URL_USES = 5


@dataclass(frozen=True)
class Call:
    """A call that was taken, or what was refused with `error`. `method` is "response_url" for answers to one."""

    method: str
    arguments: Json
    error: str = ""
    problems: tuple[str, ...] = ()
    at: float = field(default_factory=time.monotonic, compare=False)


@dataclass(frozen=True)
class Fault:
    """What a method does with a call instead of answering well: an HTTP status, or with `cut` the connection is cut, after
    `seconds`. With `done` it was carried out all the same.
    """

    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False
    done: bool = False
    seconds: float = 0

    async def answer(self, request: web.Request) -> web.Response:
        await asyncio.sleep(self.seconds)
        if not self.cut:
            return web.Response(status=self.status, headers=self.headers, text="no")
        assert request.transport is not None
        request.transport.abort()
        return web.Response()


@dataclass
class SlackStandIn:
    """Users, channels with their members, triggers, views and what was posted, for one workspace and one bot token."""

    token: str = "xoxb-test"
    users: dict[str, Json] = field(default_factory=dict)
    channels: dict[str, set[str]] = field(default_factory=dict)
    calls: list[Call] = field(default_factory=list)
    views: dict[str, Json] = field(default_factory=dict)
    homes: dict[str, Json] = field(default_factory=dict)
    messages: dict[tuple[str, str], Json] = field(default_factory=dict)
    # Seconds that a method takes before it answers, and the error that it answers with next.
    delays: dict[str, float] = field(default_factory=dict)
    failures: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    # Whether blocks are checked as Slack does.
    strict: bool = True
    # Whether the workspace has the block for charts yet.
    takes_charts: bool = True
    # By method, or by channel.
    faults: dict[str, list[Fault]] = field(default_factory=lambda: defaultdict(list))
    # Called with a method and its arguments when a call arrives, and when it was carried out, before the answer.
    arriving: Callable[[str, Json], Awaitable[None]] | None = None
    answering: Callable[[str, Json], Awaitable[None]] | None = None

    def __post_init__(self) -> None:
        self._numbers = itertools.count(1)
        self._triggers: dict[str, float] = {}
        self._response_urls: dict[str, int] = {}
        self._arrived = asyncio.Condition()
        app = web.Application(client_max_size=10 * 1024 * 1024)
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_post("/respond/{id}", self._respond)
        self.files = SlackFiles(lambda path: str(self._server.make_url(path)))
        self.socket = SlackSocket(lambda path: str(self._server.make_url(path)))
        app.router.add_get("/socket/{ticket}", self.socket.connect)
        app.router.add_post("/upload/{id}", self.files.upload)
        app.router.add_get("/files/{id}", self.files.fetch)
        self.files.token = self.token
        self._server = TestServer(app)

    async def __aenter__(self) -> "SlackStandIn":
        await self._server.start_server()
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.socket.close()
        await self._server.close()

    @property
    def api_url(self) -> str:
        return str(self._server.make_url("/api/"))

    def add_user(self, user_id: str, name: str, email: str, **more: Any) -> None:
        self.users[user_id] = {
            "id": user_id,
            "team_id": TEAM,
            "name": name.lower().replace(" ", "."),
            "real_name": name,
            "tz": "Europe/Oslo",
            "locale": "en-US",
            "profile": {"real_name": name, "email": email},
            "deleted": False,
            "is_bot": False,
        } | more

    def number(self) -> int:
        """A number that was not used before."""
        return next(self._numbers)

    def trigger(self) -> str:
        """A new trigger id, good for one modal within three seconds."""
        trigger_id = f"{self.number()}.trigger"
        self._triggers[trigger_id] = time.monotonic()
        return trigger_id

    def response_url(self) -> str:
        """A new address for answers, good for five."""
        url_id = str(self.number())
        self._response_urls[url_id] = 0
        return str(self._server.make_url(f"/respond/{url_id}"))

    def sent(self, method: str) -> list[Json]:
        """The arguments of the calls of a method that were taken."""
        return [call.arguments for call in self.calls if call.method == method and not call.error]

    def refused(self) -> list[Call]:
        return [call for call in self.calls if call.error]

    async def wait_for(self, method: str, count: int = 1, seconds: float = 30.0) -> Json:
        """The arguments of the `count`th call of a method, as soon as it was taken."""
        async with asyncio.timeout(seconds), self._arrived:
            await self._arrived.wait_for(lambda: len(self.sent(method)) >= count)
        return self.sent(method)[count - 1]

    def arrival(self, method: str) -> asyncio.Event:
        """Set when the next call of a method arrives, before it is answered."""
        arrived = asyncio.Event()

        async def arriving(called: str, _: Json) -> None:
            if called == method:
                arrived.set()

        self.arriving = arriving
        return arrived

    async def _api(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        if request.content_type == "application/json":
            arguments = await request.json()
        else:
            arguments = dict(request.query) | dict(await request.post())
        if self.arriving is not None:
            await self.arriving(method, arguments)
        waiting = self.faults[method] or self.faults[str(arguments.get("channel"))]
        fault = waiting.pop(0) if waiting else None
        if fault and not fault.done:
            return await fault.answer(request)
        await asyncio.sleep(self.delays.get(method, 0))
        answer = self._answer(method, arguments, request.headers.get("Authorization", ""))
        await self._keep(Call(method, arguments, answer.get("error", ""), tuple(answer.pop("problems", ()))))
        if self.answering is not None:
            await self.answering(method, arguments)
        return await fault.answer(request) if fault else web.json_response(answer)

    def _answer(self, method: str, arguments: Json, authorization: str) -> Json:
        if method == "apps.connections.open":
            return self.socket.open(authorization.removeprefix("Bearer "))
        if authorization != f"Bearer {self.token}":
            return _error("invalid_auth")
        if self.failures[method]:
            return _error(self.failures[method].pop(0))
        handler = self._methods().get(method)
        return handler(arguments) if handler else _error("unknown_method")

    def _methods(self) -> dict[str, Callable[[Json], Json]]:
        return {
            "auth.test": lambda _: {"ok": True, "team_id": TEAM, "user_id": BOT_USER, "bot_id": "B1", "team": "Test"},
            "users.info": self._users_info,
            "users.lookupByEmail": self._lookup,
            "chat.postMessage": self._post_message,
            "chat.postEphemeral": self._post_ephemeral,
            "chat.update": self._update_message,
            "chat.unfurl": self._unfurl,
            "files.getUploadURLExternal": self.files.place,
            "files.completeUploadExternal": self.files.complete,
            "views.open": self._open_view,
            "views.push": self._open_view,
            "views.update": self._update_view,
            "views.publish": self._publish_view,
        }

    def _users_info(self, arguments: Json) -> Json:
        user = self.users.get(arguments["user"])
        if user is None:
            return _error("user_not_found")
        shown = dict(user)
        if str(arguments.get("include_locale")).lower() not in ("1", "true"):
            shown.pop("locale", None)
        return {"ok": True, "user": shown}

    def _lookup(self, arguments: Json) -> Json:
        found = [user for user in self.users.values() if user["profile"].get("email") == arguments.get("email")]
        return {"ok": True, "user": found[0]} if found else _error("users_not_found")

    def _post_message(self, arguments: Json) -> Json:
        channel = arguments.get("channel", "")
        if channel in self.users:
            channel = "D" + channel
        elif channel not in self.channels and not channel.startswith("D"):
            return _error("channel_not_found")
        elif channel in self.channels and BOT_USER not in self.channels[channel]:
            return _error("not_in_channel")
        return self._message(arguments, channel)

    def _post_ephemeral(self, arguments: Json) -> Json:
        members = self.channels.get(arguments.get("channel", ""))
        if members is None or BOT_USER not in members:
            return _error("channel_not_found")
        if arguments.get("user") not in members:
            return _error("user_not_in_channel")
        return self._message(arguments, arguments["channel"], kept=False)

    def _update_message(self, arguments: Json) -> Json:
        if (arguments["channel"], arguments["ts"]) not in self.messages:
            return _error("message_not_found")
        return self._message(arguments, arguments["channel"])

    def _unfurl(self, arguments: Json) -> Json:
        problems = _unknown(arguments, "channel ts unfurls")
        for shown in arguments["unfurls"].values():
            problems += message_problems({"text": "-", **shown})
        return _error("cannot_unfurl_url", problems) if problems else {"ok": True}

    def _message(self, arguments: Json, channel: str, *, kept: bool = True) -> Json:
        problems = _unknown(arguments, "channel text blocks user ts thread_ts unfurl_links unfurl_media")
        if self.strict:
            problems += self._problems(arguments)
        if problems:
            return _error("invalid_blocks", problems)
        ts = arguments.get("ts") or f"{self.number()}.000100"
        if kept:
            self.messages[channel, ts] = arguments
        return {"ok": True, "channel": channel, "ts": ts}

    def _problems(self, message: Json) -> list[str]:
        found = message_problems({key: message[key] for key in ("text", "blocks") if key in message})
        charts = any(block.get("type") == "data_visualization" for block in message.get("blocks", ()))
        return [*found, "no charts here"] if charts and not self.takes_charts else found

    def _open_view(self, arguments: Json) -> Json:
        born = self._triggers.get(arguments.get("trigger_id", ""))
        if born is None:
            return _error("invalid_trigger_id")
        if born < 0:
            return _error("exchanged_trigger_id")
        if time.monotonic() - born > TRIGGER_LIFETIME:
            return _error("expired_trigger_id")
        answer = self._view(arguments["view"], f"V{self.number()}", ("modal",))
        if answer["ok"]:
            self._triggers[arguments["trigger_id"]] = -1
        return answer

    def _update_view(self, arguments: Json) -> Json:
        if arguments.get("view_id") not in self.views:
            return _error("not_found")
        return self._view(arguments["view"], arguments["view_id"], ("modal",))

    def _publish_view(self, arguments: Json) -> Json:
        if arguments.get("user_id") not in self.users:
            return _error("invalid_user_id")
        answer = self._view(arguments["view"], f"V{self.number()}", ("home",))
        if answer["ok"]:
            self.homes[arguments["user_id"]] = answer["view"]
        return answer

    def _view(self, view: Json, view_id: str, kinds: tuple[str, ...]) -> Json:
        problems = view_problems(view)
        if view.get("type") not in kinds or problems:
            return _error("invalid_arguments", problems)
        self.views[view_id] = {**view, "id": view_id, "hash": f"{self.number()}.hash"}
        return {"ok": True, "view": self.views[view_id]}

    async def _respond(self, request: web.Request) -> web.Response:
        url_id = request.match_info["id"]
        payload = await request.json()
        await asyncio.sleep(self.delays.get("response_url", 0))
        error, problems = "", []
        if self.failures["response_url"]:
            error = self.failures["response_url"].pop(0)
        elif self._response_urls.get(url_id, RESPONSE_URL_USES) >= RESPONSE_URL_USES:
            error = "used_url"
        elif not payload.get("delete_original"):
            problems = self._problems(payload)
            problems += _unknown(payload, "text blocks response_type replace_original delete_original thread_ts")
            error = "invalid_blocks" if problems else ""
        if not error:
            self._response_urls[url_id] += 1
        await self._keep(Call("response_url", payload, error, tuple(problems)))
        return web.json_response({"ok": not error, "error": error}, status=404 if error else 200)

    async def _keep(self, call: Call) -> None:
        async with self._arrived:
            self.calls.append(call)
            self._arrived.notify_all()


def _error(error: str, problems: list[str] | None = None) -> Json:
    return {"ok": False, "error": error, "problems": problems or []}


def _unknown(arguments: Json, known: str) -> list[str]:
    return [f"unknown argument {key}" for key in arguments.keys() - set(known.split())]
