"""What arrives from Teams, as what was asked and where the answer goes. Pure translation: activities in, values out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from adapters.chat.codec import Unreadable
from adapters.teams.activity import Json, child, children, entities, text
from adapters.teams.cards.press import Press, read_press
from adapters.teams.said import Mentioned, from_html, is_addressed, plain

_THREAD = ";messageid="
_CARDS = "application/vnd.microsoft.card."
_DOWNLOAD = "application/vnd.microsoft.teams.file.download.info"
# A file in a message of others; its address asks for a sign-in unless everyone with the link may read it.
_REFERENCE = "reference"


class Kind(StrEnum):
    """What kind of conversation it is, as Teams names it."""

    PERSONAL = "personal"
    GROUP = "groupChat"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Who said or pressed something, and where.

    `user` is the account (the directory's object id), `address` what Teams calls it in messages; `bot` is what it calls us.
    `conversation_id` names the thread too, in a channel. `activity_id` is what was said, `card_id` the message with the card that
    was pressed. `locale` and `time_zone` are "" where Teams does not tell. `language` is the one to answer in where it is not
    known who asks (Desk.spoken). `targeted`: nobody else sees what was said, though others are there.
    """

    tenant: str
    user: str
    address: str
    bot: str
    kind: Kind
    conversation_id: str
    service_url: str
    name: str = ""
    activity_id: str = ""
    card_id: str = ""
    team: str = ""
    locale: str = ""
    time_zone: str = ""
    language: str = "en"
    targeted: bool = False

    @property
    def shared(self) -> bool:
        """Others are there."""
        return self.kind is not Kind.PERSONAL

    @property
    def place_id(self) -> str:
        """The conversation as a whole: the channel or chat, without the thread."""
        return without_thread(self.conversation_id)

    @property
    def roster_id(self) -> str:
        """The conversation whose members are asked for: of a channel those of its team."""
        return self.team or self.place_id


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedFile:
    """A file as Teams tells of it: `url` is where it can be fetched for some minutes."""

    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line that a person wrote, with the key of its delivery. `people` are mentioned in it, by their addresses; `files` came
    with it.
    """

    origin: Origin
    text: str
    key: str
    people: Sequence[Mentioned] = ()
    files: Sequence[SharedFile] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """A button, choice or form; `delivery` is the key of this one delivery, `press.key` that of the press."""

    origin: Origin
    press: Press
    delivery: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Typing in a picker, or in the message extension."""

    origin: Origin
    kind: str
    words: str
    limit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A message that is to be logged: what it says, who wrote it (an account, "" if no person did), when, and its files."""

    origin: Origin
    text: str
    author: str
    at: datetime | None
    files: Sequence[SharedFile] = ()


def without_thread(conversation_id: str) -> str:
    """The conversation as a whole."""
    return conversation_id.partition(_THREAD)[0]


def origin(activity: Json, service_url: str, tenant: str = "") -> Origin | None:
    """None where no person speaks, or none who can be told from others: there is nobody to answer. `tenant` is that of activities
    which name none.
    """
    who, conversation = child(activity, "from"), child(activity, "conversation")
    data = child(activity, "channelData")
    tenant = (text(child(data, "tenant"), "id") or text(conversation, "tenantId") or tenant).lower()
    user = text(who, "aadObjectId") or text(who, "id")
    if not tenant or not user or text(who, "role") == "bot":
        return None
    client = next(entities(activity, "clientInfo"), {})
    return Origin(
        tenant=tenant,
        user=user,
        address=text(who, "id") or user,
        bot=text(child(activity, "recipient"), "id"),
        kind=_kind(conversation),
        conversation_id=text(conversation, "id"),
        service_url=service_url,
        name=text(who, "name"),
        activity_id=text(activity, "id"),
        card_id=text(activity, "replyToId"),
        team=text(child(data, "team"), "id"),
        locale=text(activity, "locale") or text(client, "locale"),
        time_zone=text(client, "timezone"),
        targeted=child(activity, "recipient").get("isTargeted") is True,
    )


def _kind(conversation: Json) -> Kind:
    name = text(conversation, "conversationType")
    if name in set(Kind):
        return Kind(name)
    return Kind.GROUP if conversation.get("isGroup") is True else Kind.PERSONAL


def delivery(activity: Json) -> str:
    """What is the same whenever this activity is delivered again, "" where it has no id."""
    activity_id = text(activity, "id")
    return f"{text(child(activity, 'conversation'), 'id')}/{activity_id}" if activity_id else ""


def line(activity: Json, where: Origin) -> Line | None:
    """What somebody wrote to the bot; None for what was not written to it."""
    if where.shared and not where.targeted and not is_addressed(activity):
        return None
    said, people = plain(activity)
    if not said and any(text(each, "contentType").startswith(_CARDS) for each in children(activity, "attachments")):
        # A card that the message extension found, put into the chat: nothing is asked.
        return None
    return Line(origin=where, text=said, key=delivery(activity), people=people, files=_files(activity, where))


def _files(activity: Json, where: Origin) -> tuple[SharedFile, ...]:
    """The files that were sent to the bot itself; Teams hands it no others."""
    if where.shared:
        return ()
    return tuple(
        SharedFile(name=text(each, "name") or "file", url=text(child(each, "content"), "downloadUrl"))
        for each in children(activity, "attachments")
        if text(each, "contentType") == _DOWNLOAD
    )


def pressed(activity: Json, where: Origin) -> Pressed:
    """A card that was sent as a message (Action.Submit), or as an invoke (Action.Execute). Raises Unreadable."""
    value = child(activity, "value")
    data: object = value
    if text(activity, "type") == "invoke":
        data = child(value, "action").get("data")
    if isinstance(data, dict):
        # What Teams itself adds.
        data = {name: part for name, part in data.items() if name != "msteams"}
    return Pressed(origin=where, press=read_press(data), delivery=delivery(activity))


def verb(activity: Json) -> str:
    """What an Action.Execute is for."""
    return text(child(activity, "value", "action"), "verb")


def typing(activity: Json, where: Origin, most: int) -> Search:
    """Typing in a picker of a card; `kind` is its dataset."""
    value = child(activity, "value")
    top = child(value, "queryOptions").get("top")
    limit = min(top, most) if isinstance(top, int) and top > 0 else most
    return Search(origin=where, kind=text(value, "dataset"), words=text(value, "queryText").strip(), limit=limit)


def query(activity: Json, where: Origin, most: int) -> Search:
    """Typing in the message extension; `kind` is the command that is searched by."""
    value = child(activity, "value")
    words = ""
    for parameter in children(value, "parameters"):
        if text(parameter, "name") != "initialRun":
            words = text(parameter, "value").strip() or words
    count = child(value, "queryOptions").get("count")
    limit = min(count, most) if isinstance(count, int) and count > 0 else most
    return Search(origin=where, kind=text(value, "commandId"), words=words, limit=limit)


def quoted(activity: Json, where: Origin) -> Quoted:
    """The message on which an action of the message extension was chosen."""
    payload = child(activity, "value", "messagePayload")
    body, user = child(payload, "body"), child(payload, "from", "user")
    content = text(body, "content")
    return Quoted(
        origin=where,
        text=from_html(content) if text(body, "contentType") == "html" else content.strip(),
        author=text(user, "id"),
        at=_moment(text(payload, "createdDateTime")),
        files=tuple(
            SharedFile(
                name=text(each, "name") or "file", url=text(child(each, "content"), "downloadUrl") or text(each, "contentUrl")
            )
            for each in children(payload, "attachments")
            if text(each, "contentType") in (_DOWNLOAD, _REFERENCE)
        ),
    )


def dialog(activity: Json, where: Origin) -> Pressed:
    """A form that was sent from a dialog. Raises Unreadable."""
    data = child(activity, "value").get("data")
    if not isinstance(data, Mapping):
        raise Unreadable
    values: dict[str, Any] = {name: part for name, part in data.items() if name != "msteams"}
    return Pressed(origin=where, press=read_press(values), delivery=delivery(activity))


def _moment(written: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(written)
    except ValueError:
        return None
    return at if at.tzinfo else at.replace(tzinfo=UTC)
