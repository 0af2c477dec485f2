"""What Slack's clients and servers do on a person's behalf: they sign a request and post it to the app."""

import hashlib
import hmac
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlencode

import aiohttp

from adapters.slack.manifest import LOG, LOG_MESSAGE
from tests.standins.block_kit_parts import Json
from tests.standins.slack import BOT_USER, TEAM, SlackStandIn
from tests.standins.slack_socket import SlackSocket

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Answer:
    """What the app answered to the request itself; `body` is {} where it said nothing."""

    status: int
    body: Json


def signed(body: bytes, timestamp: str, secret: str = SECRET) -> dict[str, str]:
    """The headers of a request with this body."""
    digest = hmac.new(secret.encode(), b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": f"v0={digest}"}


@dataclass
class SlackClient:
    """One person in one channel. `url` is where the app takes requests, `clock` tells the time of the signatures."""

    slack: SlackStandIn
    session: aiohttp.ClientSession
    url: str
    clock: Callable[[], datetime]
    user: str = "kari"
    channel: str = "C1"
    team: str = TEAM

    async def command(self, text: str, **more: str) -> Answer:
        """`/interaction TEXT`."""
        fields = {
            "command": "/interaction",
            "text": text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"),
            "team_id": self.team,
            "user_id": self.user,
            "channel_id": self.channel,
            "trigger_id": self.slack.trigger(),
            "response_url": self.slack.response_url(),
        }
        return await self._post(urlencode(fields | more).encode(), _FORM)

    async def press(self, message: Json, label: str, *, ephemeral: bool = True, **more: Any) -> Answer:
        """Presses the first button with this label, or chooses it in a menu, in a message or a view."""
        action = next(action for action in actions(message) if action["text"]["text"] == label)
        kept = {key: value for key, value in action.items() if key != "accessibility_label"}
        payload: Json = {
            "type": "block_actions",
            "team": {"id": self.team},
            "user": {"id": self.user, "team_id": self.team},
            "trigger_id": self.slack.trigger(),
            "actions": [{**kept, "action_ts": str(self.slack.number())}],
        }
        if "type" in message:
            payload["view"] = message
            payload["container"] = {"type": "view", "view_id": message["id"]}
        else:
            payload["channel"] = {"id": self.channel}
            payload["response_url"] = self.slack.response_url()
            payload["container"] = {
                "type": "message",
                "message_ts": message.get("ts", "1.1"),
                "channel_id": self.channel,
                "is_ephemeral": ephemeral,
            }
        return await self.interact(payload | more)

    async def shortcut(self) -> Answer:
        """The shortcut that is offered everywhere."""
        return await self.interact(
            {
                "type": "shortcut",
                "callback_id": LOG,
                "team": {"id": self.team},
                "user": {"id": self.user, "team_id": self.team},
                "trigger_id": self.slack.trigger(),
            }
        )

    async def message_shortcut(self, message: Json, **more: Any) -> Answer:
        """The shortcut on a message of the channel."""
        payload = {
            "type": "message_action",
            "callback_id": LOG_MESSAGE,
            "team": {"id": self.team},
            "user": {"id": self.user, "team_id": self.team},
            "channel": {"id": self.channel},
            "message_ts": message["ts"],
            "message": {"type": "message", **message},
            "trigger_id": self.slack.trigger(),
            "response_url": self.slack.response_url(),
        }
        return await self.interact(payload | more)

    async def submit(self, view: Json, files: Sequence[Json] = (), **values: str) -> Answer:
        """Submits a modal with these entries beside what its fields started with, and with files in its field for those."""
        state = {
            block["block_id"]: {block["element"]["action_id"]: _entered(block["element"], values.get(block["block_id"]))}
            for block in view["blocks"]
            if block["type"] == "input"
        }
        for field in state.values():
            for element in field.values():
                if element["type"] == "file_input":
                    element["files"] = list(files)
        unknown = values.keys() - state.keys()
        assert not unknown, f"no such fields: {unknown}"
        return await self.interact(
            {
                "type": "view_submission",
                "team": {"id": self.team},
                "user": {"id": self.user, "team_id": self.team},
                "trigger_id": self.slack.trigger(),
                "view": {**view, "state": {"values": state}},
            }
        )

    async def search(self, view: Json, field_id: str, words: str) -> list[Json]:
        """What a picker of a modal offers for these words."""
        block = next(block for block in view["blocks"] if block.get("block_id") == field_id)
        answer = await self.interact(
            {
                "type": "block_suggestion",
                "team": {"id": self.team},
                "user": {"id": self.user, "team_id": self.team},
                "action_id": block["element"]["action_id"],
                "block_id": field_id,
                "value": words,
                "view": view,
            }
        )
        assert answer.status == 200
        options: list[Json] = answer.body["options"]
        return options

    async def say(self, text: str, *, event_id: str = "", **more: Any) -> Answer:
        """A direct message."""
        return await self.event(
            {"type": "message", "channel_type": "im", "channel": f"D{self.user}", "text": text} | more, event_id
        )

    async def mention(self, text: str, **more: Any) -> Answer:
        """@Aftercall TEXT in the channel."""
        return await self.event({"type": "app_mention", "channel": self.channel, "text": f"<@{BOT_USER}> {text}"} | more)

    async def open_home(self) -> Answer:
        return await self.event({"type": "app_home_opened", "channel": f"D{self.user}", "tab": "home"})

    async def link(self, *urls: str, body: Json | None = None, **more: Any) -> Answer:
        """A message with addresses of the app's domain in the channel."""
        links = [{"domain": url.split("/")[2], "url": url} for url in urls]
        event = {"type": "link_shared", "channel": self.channel, "message_ts": "7.7", "source": "conversations_history"}
        return await self.event({**event, "links": links, **more}, body=body)

    async def event(
        self, event: Json, event_id: str = "", headers: dict[str, str] | None = None, *, body: Json | None = None
    ) -> Answer:
        number = self.slack.number()
        whole = {
            "type": "event_callback",
            "team_id": self.team,
            "event_id": event_id or f"Ev{self.user}{number}",
            "authorizations": [{"team_id": self.team, "user_id": BOT_USER, "is_bot": True}],
            "event": {"user": self.user, "ts": f"{number}.000200", **event},
        } | (body or {})
        return await self._post(json.dumps(whole).encode(), "application/json", headers)

    async def interact(self, payload: Json) -> Answer:
        return await self._post(urlencode({"payload": json.dumps(payload)}).encode(), _FORM)

    async def _post(self, body: bytes, content_type: str, headers: dict[str, str] | None = None) -> Answer:
        all_headers = {"Content-Type": content_type, **signed(body, str(int(self.clock().timestamp()))), **(headers or {})}
        async with self.session.post(self.url, data=body, headers=all_headers) as response:
            text = await response.text()
            if not text.startswith("{"):
                return Answer(response.status, {"text": text} if text else {})
            return Answer(response.status, json.loads(text))


@dataclass
class SocketClient(SlackClient):
    """The same person; what they do comes in envelopes, through the workspace's socket or one for several workspaces."""

    socket: SlackSocket | None = None

    async def _post(self, body: bytes, content_type: str, headers: dict[str, str] | None = None) -> Answer:
        socket = self.socket or self.slack.socket
        if content_type == "application/json":
            return Answer(200, await socket.send("events_api", json.loads(body)))
        fields = {name: values[0] for name, values in parse_qs(body.decode(), keep_blank_values=True).items()}
        if "payload" in fields:
            return Answer(200, await socket.send("interactive", json.loads(fields["payload"])))
        return Answer(200, await socket.send("slash_commands", fields))


def actions(message: Json) -> list[Json]:
    """Every button of a message or view, and every option of its menus as if it were one."""
    found: list[Json] = []
    for block in message["blocks"]:
        elements = [block["accessory"]] if "accessory" in block else block["elements"] if block["type"] == "actions" else []
        for element in elements:
            if element["type"] == "button":
                found.append(element)
            else:
                found += [
                    {
                        "type": element["type"],
                        "action_id": element["action_id"],
                        "text": option["text"],
                        "selected_option": option,
                    }
                    for option in element["options"]
                ]
    return found


def labels(message: Json) -> list[str]:
    return [action["text"]["text"] for action in actions(message)]


def _entered(element: Json, value: str | None) -> Json:
    kind = element["type"]
    if kind == "plain_text_input":
        return {"type": kind, "value": (value if value is not None else element.get("initial_value")) or None}
    if kind in ("datepicker", "timepicker"):
        key = kind.removesuffix("picker")
        return {"type": kind, f"selected_{key}": (value if value is not None else element.get(f"initial_{key}")) or None}
    if kind == "checkboxes":
        chosen = element.get("initial_options", []) if value is None else element["options"] if value else []
        return {"type": kind, "selected_options": chosen}
    if kind == "file_input":
        return {"type": kind, "files": []}
    if value is None:
        return {"type": kind, "selected_option": element.get("initial_option")}
    option = {"text": {"type": "plain_text", "text": value or "–"}, "value": f"={value}"}
    return {"type": kind, "selected_option": option if value else None}
