"""What arrives from Slack, as what was asked and where the answer goes. Pure translation: bodies in, values out."""

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from adapters.chat.grammar.slack_text import plain
from adapters.slack.buttons import Press
from adapters.slack.manifest import COMMAND
from adapters.slack.modal import entered, put_in
from adapters.slack.text import clean

Body = Mapping[str, Any]
_REPLACE, _LASTING = "r", "l"
# What a person says in another way than with plain text: with a file, /me, and in a thread for the conversation too.
_SAID = (None, "file_share", "me_message", "thread_broadcast")


class Surface(StrEnum):
    """Where something was said or pressed."""

    MESSAGE = "m"
    HOME = "h"
    MODAL = "v"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where the answer goes. `replace`: it takes the place of the message or modal that was answered.

    `enterprise` is the one that the workspace `team` is a part of, "" for none. `lasting`: that message is in the person's
    conversation with the bot and stays there; so does the answer. `thread` is the timestamp of a thread, `view` the id of an
    open modal. An origin goes through a modal and back as text, so that the answer to a form finds its way.
    """

    team: str
    user: str
    enterprise: str = ""
    surface: Surface = Surface.MESSAGE
    channel: str = ""
    thread: str = ""
    response_url: str = ""
    trigger: str = ""
    view: str = ""
    replace: bool = False
    lasting: bool = False

    @property
    def shared(self) -> bool:
        """Others are there."""
        return bool(self.channel) and not self.channel.startswith("D")

    @property
    def place(self) -> str:
        """The channel where others are, "" elsewhere."""
        return self.channel if self.shared else ""

    @property
    def command(self) -> str:
        """How a line is begun: where others are, what is typed without the slash command is a message to them."""
        return f"{COMMAND} " if self.shared else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedFile:
    """A file as Slack tells of it: `url` is where it can be fetched, `size` what Slack says of it, in bytes."""

    name: str
    url: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line that a person wrote, with the key of its delivery and the files that came with it. `command` is the slash command
    with a space, "" for a message.
    """

    origin: Origin
    text: str
    key: str
    command: str = ""
    files: tuple[SharedFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """A button or choice; `request` is what it carries. `button` is the same for each press of one button by one person."""

    origin: Origin
    press: Press
    request: str
    key: str
    button: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Submitted:
    """A form; `origin` is where it was opened from."""

    origin: Origin
    request: str
    values: dict[str, str]
    key: str
    files: tuple[SharedFile, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Typing in a picker; `kind` is its action id."""

    origin: Origin
    kind: str
    words: str


def command(body: Body) -> Line:
    """A slash command."""
    origin = Origin(
        team=body["team_id"],
        enterprise=enterprise(body),
        user=body["user_id"],
        channel=body.get("channel_id", ""),
        response_url=body.get("response_url", ""),
        trigger=body.get("trigger_id", ""),
    )
    return Line(origin=origin, text=plain(body.get("text", "")), key=origin.trigger, command=f"{body['command']} ")


def message(body: Body) -> Line | None:
    """A direct message or a mention; None for what no person said to us: other bots, ourselves, edits, joins and the like."""
    event = body["event"]
    text = event.get("text") or ""
    bot = next((each.get("user_id", "") for each in body.get("authorizations") or () if each.get("is_bot")), "")
    user = event.get("user")
    if not user or user in (bot, "USLACKBOT") or event.get("bot_id") or event.get("subtype") not in _SAID or event.get("edited"):
        return None
    if event["type"] == "message" and event.get("channel_type") != "im":
        return None
    if event["type"] == "app_mention":
        text = _without_mention(text, bot)
    thread = event.get("thread_ts", "")
    lasting = event["type"] == "message"
    origin = Origin(
        team=body["team_id"], enterprise=enterprise(body), user=user, channel=event["channel"], thread=thread, lasting=lasting
    )
    return Line(origin=origin, text=plain(text), key=body["event_id"], files=_files(event))


def _files(event: Body) -> tuple[SharedFile, ...]:
    """The files that were shared with the bot itself; what is in a channel is not fetched."""
    return shared_files(event.get("files")) if event["type"] == "message" else ()


def shared_files(files: object) -> tuple[SharedFile, ...]:
    """Files as Slack tells of them."""
    return tuple(
        SharedFile(
            name=str(each.get("name") or "file"),
            url=str(each.get("url_private_download") or each.get("url_private") or ""),
            size=each["size"] if isinstance(each.get("size"), int) else 0,
        )
        for each in (files if isinstance(files, list) else ())
        if isinstance(each, Mapping)
    )


def leaves(body: Body) -> bool:
    """Whether the bot is uninstalled from the workspace, or its token revoked: it has no tokens of people."""
    event = body["event"]
    revoked = event["type"] == "tokens_revoked" and bool((event.get("tokens") or {}).get("bot"))
    return revoked or event["type"] == "app_uninstalled"


def home_opened(body: Body) -> Origin | None:
    """The App Home; None when another of its tabs was opened."""
    event = body["event"]
    if event.get("tab", "home") != "home":
        return None
    return Origin(team=body["team_id"], enterprise=enterprise(body), user=event["user"], surface=Surface.HOME)


def pressed(body: Body) -> Pressed:
    """A button, or a choice in a menu."""
    action = body["actions"][0]
    container = body.get("container") or {}
    channel = (body.get("channel") or {}).get("id") or container.get("channel_id", "")
    view = body.get("view") or {}
    surface = {"home": Surface.HOME, "modal": Surface.MODAL}.get(view.get("type", ""), Surface.MESSAGE)
    press = _press(action["action_id"])
    # Of what one person alone sees, Slack sends no message along.
    stays = surface is Surface.MESSAGE and not container.get("is_ephemeral") and bool(container or body.get("message"))
    lasting = stays and channel.startswith("D")
    origin = Origin(
        team=team_of(body),
        enterprise=enterprise(body),
        user=body["user"]["id"],
        surface=surface,
        channel=channel,
        thread=container.get("thread_ts") or (body.get("message") or {}).get("thread_ts", ""),
        response_url=body.get("response_url", ""),
        trigger=body.get("trigger_id", ""),
        view=view.get("id", "") if surface is Surface.MODAL else "",
        # What everyone in a channel sees is not changed by one who presses.
        replace=press is Press.REPLACE and (lasting or not stays),
        lasting=lasting,
    )
    chosen = action.get("selected_option") or action
    request = chosen.get("value", "")
    where = container.get("message_ts") or f"{view.get('id')}/{view.get('hash')}"
    button = f"{origin.team}/{origin.user}/{channel}/{where}/{action['action_id']}/{request}"
    return Pressed(origin=origin, press=press, request=request, key=origin.trigger, button=button)


def submitted(body: Body) -> Submitted:
    """A form. Its key changes with what was entered, so that a corrected form is a new request and a repeated one is not."""
    view = body["view"]
    origin, request = _unpack(view.get("private_metadata", ""), body)
    values = entered(view)
    files = shared_files(put_in(view))
    whole = values | {"files": [file.url for file in files]}
    digest = hashlib.sha256(json.dumps(whole, sort_keys=True).encode("utf-8", "surrogatepass")).hexdigest()
    key = f"{view['id']}/{digest[:32]}"
    return Submitted(origin=origin, request=request, values=values, key=key, files=files)


def search(body: Body) -> Search:
    origin = Origin(team=team_of(body), enterprise=enterprise(body), user=body["user"]["id"], surface=Surface.MODAL)
    return Search(origin=origin, kind=body.get("action_id", ""), words=clean(body.get("value") or ""))


def pack(origin: Origin, request: str) -> str:
    """What a modal carries of the origin of its form, and the form's request. Neither holds a line end."""
    marks = _REPLACE * origin.replace + _LASTING * origin.lasting
    return "\n".join((origin.surface, origin.channel, origin.thread, origin.response_url, marks, request))


def _unpack(metadata: str, body: Body) -> tuple[Origin, str]:
    surface, channel, thread, response_url, marks, request = metadata.split("\n", 5)
    origin = Origin(
        team=team_of(body),
        user=body["user"]["id"],
        enterprise=enterprise(body),
        surface=Surface(surface),
        channel=channel,
        thread=thread,
        response_url=response_url,
        view=body["view"]["id"],
        replace=_REPLACE in marks,
        lasting=_LASTING in marks,
    )
    return origin, request


def team_of(body: Body) -> str:
    """The workspace of an interaction; it is not named beside the user where the app is installed for a whole enterprise."""
    team = body.get("team") or {}
    return str(team.get("id") or body["user"].get("team_id") or "")


def enterprise(body: Body) -> str:
    """The enterprise that the workspace is a part of, where Slack names it."""
    named = body.get("enterprise")
    if isinstance(named, Mapping):
        # Where the bot is there for a whole enterprise, its id stands beside whoever pressed a button in a channel, who may be of
        # another one that shares the channel: of the workspace this tells nothing.
        of_channel = not body.get("team") and body.get("type") == "block_actions" and body.get("channel")
        return "" if of_channel else str(named.get("id") or "")
    if found := body.get("enterprise_id"):
        return str(found)
    # Of an event this is the enterprise that has the bot, while somebody of another one may have written in a shared channel.
    authorized: Mapping[str, Any] = next(iter(body.get("authorizations") or ()), {})
    own = authorized.get("team_id") in (None, body.get("team_id")) and body.get("is_ext_shared_channel") is False
    return str(authorized.get("enterprise_id") or "") if own else ""


def _press(action_id: str) -> Press:
    name = action_id.partition(":")[0]
    return Press(name) if name in set(Press) else Press.FRESH


def _without_mention(text: str, bot: str) -> str:
    """The text without the first mention of the bot."""
    who = re.escape(bot) if bot else "[UW][A-Z0-9]+"
    return re.sub(rf"<@{who}(\|[^<>]*)?>", " ", text, count=1).strip()
