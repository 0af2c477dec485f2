"""Addresses of ours in messages, as Slack tells of them."""

from collections.abc import Mapping
from dataclasses import dataclass

from adapters.slack.inbound import Body, Origin, enterprise


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Addresses that a person put into a message, which `message` is the timestamp of."""

    origin: Origin
    message: str
    urls: tuple[str, ...]
    key: str


def links(body: Body) -> Links | None:
    """Addresses in a message; None where nothing is to be shown of them: while it is being written (Slack does not say then for
    where), if a bot wrote it, and where people of another workspace read along.
    """
    event = body["event"]
    user = event.get("user")
    by_bot = event.get("bot_id") or any(each.get("user_id") == user for each in body.get("authorizations") or ())
    place, message = event.get("channel", ""), event.get("message_ts", "")
    if not user or by_bot or event.get("source") == "composer" or not place or body.get("is_ext_shared_channel"):
        return None
    origin = Origin(
        team=body["team_id"], enterprise=enterprise(body), user=user, channel=place, thread=event.get("thread_ts", "")
    )
    urls = tuple(str(each["url"]) for each in event.get("links") or () if isinstance(each, Mapping) and each.get("url"))
    return Links(origin=origin, message=message, urls=urls, key=body["event_id"])
