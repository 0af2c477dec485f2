"""People at Teams: what their clients send, with a valid token, and what they see of the answers."""

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count
from typing import Any

import aiohttp

from tests.standins.adaptive_cards import actions, objects, problems, shown
from tests.standins.teams import APP_ID, TENANT, Call, TeamsStandIn

Json = dict[str, Any]

BOT = f"28:{APP_ID}"
TEAM = "19:team@thread.tacv2"
CHANNEL = "19:channel@thread.tacv2"
GROUP = "19:group@thread.v2"
MEETING = "19:meeting_MjdhNjM4YzUtYzExZi00OTFkLTkzZTAtNTVlNmZmMDhkNGU2@thread.v2"
_CARD = "application/vnd.microsoft.card.adaptive"
_ids = count(1_000_000)


@dataclass(frozen=True)
class Answer:
    """What came of one request: the HTTP answer, and the calls that the bot made meanwhile."""

    status: int
    body: Any
    calls: tuple[Call, ...]

    @property
    def cards(self) -> list[Json]:
        """The cards that were posted or put in place of others."""
        return [each["content"] for each in self.attachments if each["contentType"] == _CARD]

    @property
    def attachments(self) -> list[Json]:
        """All that was posted or put in place of something, cards and others."""
        found = [call for call in self.calls if call.method in ("POST", "PUT") and call.body and "attachments" in call.body]
        return [call.body["attachments"][0] for call in found]

    @property
    def card(self) -> Json:
        """The one card: posted, or in the answer to an invoke."""
        returned: list[Json] = [self.body["value"]] if isinstance(self.body, dict) and self.body.get("type") == _CARD else []
        (card,) = self.cards + returned
        return card

    @property
    def texts(self) -> list[str]:
        return [call.body["text"] for call in self.calls if call.method == "POST" and call.body and "text" in call.body]

    @property
    def aside(self) -> list[Json]:
        """What one person alone sees where others are."""
        return [call.body for call in self.calls if call.targeted]

    @property
    def places(self) -> list[str]:
        """The conversations that something was posted in."""
        return [call.path[0] for call in self.calls if call.method == "POST" and call.path]


@dataclass(frozen=True)
class TeamsClient:
    """One person in one conversation. Whatever the bot sends is checked as Teams would."""

    standin: TeamsStandIn
    session: aiohttp.ClientSession
    url: str
    clock: Callable[[], datetime]
    user: str
    kind: str = "personal"
    tenant: str = TENANT

    def at(self, kind: str) -> "TeamsClient":
        """The same person in a "channel", a "groupChat", the chat of a "meeting" or the chat with the bot ("personal")."""
        return replace(self, kind=kind)

    @property
    def conversation_id(self) -> str:
        return {"channel": f"{CHANNEL};messageid=7", "groupChat": GROUP, "meeting": MEETING}.get(self.kind, f"a:{self.user}")

    def activity(self, kind: str, **changes: Any) -> Json:
        data: Json = {"tenant": {"id": self.tenant}}
        if self.kind == "channel":
            data |= {"team": {"id": TEAM}, "channel": {"id": CHANNEL}}
        elif self.kind == "meeting":
            data |= {"source": None, "meeting": {"id": base64.b64encode(f"0#{MEETING}#0".encode()).decode()}}
        # To a bot the chat of a meeting is one of a group.
        group = {"isGroup": True} if self.kind in ("groupChat", "meeting") else {}
        kind_of_conversation = "groupChat" if self.kind == "meeting" else self.kind
        sender = {"id": f"29:{self.user}", "name": self.user.title(), "aadObjectId": f"aad-{self.user}"}
        conversation = {"id": self.conversation_id, "conversationType": kind_of_conversation, "tenantId": self.tenant, **group}
        activity: Json = self.standin.activity(
            type=kind,
            id=f"f:{next(_ids)}",
            conversation=conversation,
            channelData=data,
            locale="en-GB",
            entities=[{"type": "clientInfo", "locale": "en-GB", "country": "GB", "timezone": "Europe/Oslo"}],
            **{"from": sender},
        )
        activity.pop("text")
        activity |= changes
        return activity

    async def say(self, text: str, **changes: Any) -> Answer:
        """A message; in a channel or group one that mentions the bot."""
        message = self.activity("message", text=text, **changes)
        if self.kind != "personal" and "entities" not in changes:
            mention = {"type": "mention", "mentioned": {"id": BOT, "name": "Aftercall"}, "text": "<at>Aftercall</at>"}
            message |= {"text": f"<at>Aftercall</at> {text}", "entities": [*message["entities"], mention]}
        return await self.send(message)

    async def whisper(self, text: str, **changes: Any) -> Answer:
        """A message to the bot that nobody else sees, as a slash command sends it: without a mention."""
        message = self.activity("message", text=text, **changes)
        return await self.send(message | {"recipient": message["recipient"] | {"isTargeted": True}})

    async def press(self, card: Json, title: str, *, submit: bool = False, **entered: Any) -> Answer:
        """A button, as Action.Execute, or with `submit` as a client does that knows only Action.Submit."""
        return await self.send(self.pressing(card, title, submit=submit, **entered))

    def pressing(self, card: Json, title: str, *, submit: bool = False, **entered: Any) -> Json:
        found = [each for each in actions(card) if each.get("title") == title]
        assert found, f"no {title} in {[each.get('title') for each in actions(card)]}"
        action = found[0]
        data = action["data"] | entered
        if submit:
            assert action["fallback"]["type"] == "Action.Submit"
            return self.activity("message", value=data, replyToId="card-1")
        return self.execute({"type": "Action.Execute", "verb": action["verb"], "data": data})

    def execute(self, action: Json) -> Json:
        value = {"action": action, "trigger": "manual"}
        return self.activity("invoke", name="adaptiveCard/action", value=value, replyToId="card-1")

    async def refresh(self, card: Json) -> Answer:
        action = card["refresh"]["action"]
        return await self.send(self.execute({"type": action["type"], "verb": action["verb"], "data": action["data"]}))

    async def type_in(self, dataset: str, words: str) -> list[Json]:
        """What a picker offers while one types."""
        value = {"queryText": words, "queryOptions": {"skip": 0, "top": 15}, "dataset": dataset, "kind": "search"}
        answer = await self.invoke("application/search", value)
        assert answer.body["type"] == "application/vnd.microsoft.search.searchResponse"
        results: list[Json] = answer.body["value"]["results"]
        return results

    async def invoke(self, name: str, value: Json) -> Answer:
        return await self.send(self.activity("invoke", name=name, value=value))

    async def answer_consent(self, asked: Json, action: str, *, session: str = "s1", url: str = "") -> Answer:
        """Allows or declines what a file consent card asks; `session` names the upload session that Teams makes then."""
        context = asked["content"][f"{action}Context"]
        value: Json = {"type": "fileUpload", "action": action, "context": context}
        if action == "accept":
            value["uploadInfo"] = {
                "contentUrl": f"https://contoso-my.sharepoint.com/personal/{self.user}/Documents/{asked['name']}",
                "name": asked["name"],
                "uploadUrl": url or f"{self.standin.url}/onedrive/{session}",
                "uniqueId": "1150D938-8870-4044-9F2C-5BBDEBA70C9D",
                "fileType": asked["name"].rpartition(".")[2],
            }
        return await self.send(self.activity("invoke", name="fileConsent/invoke", value=value, replyToId="consent-1"))

    async def send(self, activity: Mapping[str, Any], *, token: str = "") -> Answer:
        before = len(self.standin.calls)
        headers = {"Authorization": f"Bearer {token or self.standin.token(self.clock())}"}
        async with self.session.post(self.url, json=activity, headers=headers) as response:
            body = await response.json() if response.content_type == "application/json" else None
            answer = Answer(response.status, body, tuple(self.standin.calls[before:]))
        for card in [*answer.cards, *_within(answer.body)]:
            assert problems(card) == [], card
            assert card["fallbackText"]
        for call in answer.calls:
            if call.body and call.body.get("type") == "message":
                # What a notification shows, and what is read out of it.
                assert (call.body.get("summary") or call.body.get("text", "")).strip(), call.body
        return answer


def title(card: Json) -> str:
    """The first line that a card shows."""
    return shown(card).split("\n")[0]


def labels(card: Json) -> list[str]:
    return [action["title"] for action in actions(card) if "title" in action]


def _within(body: Any) -> list[Json]:
    """The cards in the answer to an invoke."""
    if isinstance(body, list):
        return [card for part in body for card in _within(part)]
    if not isinstance(body, dict):
        return []
    if body.get("type") == "AdaptiveCard":
        return [body]
    return [card for part in body.values() for card in _within(part)]


def words(card: Json) -> str:
    """All that a card shows, a line for each block; what stands side by side is one line."""
    beside = (": ".join(shown(column) for column in part["columns"]) for part in objects(card) if part.get("type") == "ColumnSet")
    return "\n".join((shown(card), *beside))
