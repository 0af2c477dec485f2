"""The shortcuts that arrive from Slack: to log from anywhere, and to log a message."""

from dataclasses import dataclass
from datetime import UTC, datetime

from adapters.chat import codec
from adapters.chat.request import OpenForm
from adapters.slack.buttons import Press
from adapters.slack.inbound import Body, Origin, Pressed, SharedFile, Surface, enterprise, shared_files, team_of
from adapters.slack.quoted import said
from core.requests.entries import LogInteraction


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A message that is to be logged: its text with people marked as mentions, its author (an account, "" if no person wrote it),
    and when it was written.
    """

    origin: Origin
    text: str
    author: str
    at: datetime | None
    key: str
    files: tuple[SharedFile, ...] = ()


def shortcut(body: Body) -> Pressed:
    """The shortcut to log, from anywhere: as if a button had asked for the empty form. The answer goes to the person."""
    origin = Origin(
        team=team_of(body),
        enterprise=enterprise(body),
        user=body["user"]["id"],
        surface=Surface.HOME,
        trigger=body.get("trigger_id", ""),
    )
    request = codec.dump(OpenForm(request=codec.dump(LogInteraction())))
    return Pressed(origin=origin, press=Press.FRESH, request=request, key=origin.trigger, button=origin.trigger)


def quoted(body: Body) -> Quoted:
    """The shortcut to log a message; the answer goes to where the message is."""
    message = body["message"]
    origin = Origin(
        team=team_of(body),
        enterprise=enterprise(body),
        user=body["user"]["id"],
        channel=(body.get("channel") or {}).get("id", ""),
        thread=message.get("thread_ts", ""),
        response_url=body.get("response_url", ""),
        trigger=body.get("trigger_id", ""),
    )
    author = "" if message.get("bot_id") else str(message.get("user") or "")
    at = _written(message.get("ts") or body.get("message_ts"))
    files = shared_files(message.get("files"))
    return Quoted(origin=origin, text=said(message), author=author, at=at, key=origin.trigger, files=files)


def _written(timestamp: object) -> datetime | None:
    """When a message was written: its timestamp is in seconds since 1970."""
    try:
        return datetime.fromtimestamp(float(str(timestamp)), UTC)
    except (ValueError, OverflowError, OSError):
        return None
