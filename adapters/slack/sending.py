"""Answers on their way to Slack: messages, modals and the App Home."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TypeVar

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.chat.card import Card
from adapters.chat.copies import Copies, shows_one_entry
from adapters.chat.failures import failed, report
from adapters.chat.form import Form
from adapters.chat.posting import NotPosted
from adapters.chat.turn import OutgoingFile
from adapters.slack import limits, notices
from adapters.slack.blocks import fallback, has_charts, to_blocks
from adapters.slack.carried import Carried, keep
from adapters.slack.desk import SOURCE, Answer, failure
from adapters.slack.inbound import Origin, Surface, pack
from adapters.slack.linked import Links
from adapters.slack.modal import card_view, form_view, home_view, loading_view
from adapters.slack.text import Json
from adapters.slack.uploading import upload
from adapters.slack.workspaces import Workspaces
from core.storage import Storage

T = TypeVar("T")

log = structlog.get_logger(__name__)

# What a call to Slack may end with; a message that cannot be sent is logged and does not stop anything else.
_FAILURES = (SlackApiError, aiohttp.ClientError, TimeoutError, NotPosted)


class Sender:
    """Renders answers and sends them. Nothing here raises for what Slack refuses: the log says what it was."""

    def __init__(
        self,
        client: AsyncWebClient,
        session: aiohttp.ClientSession,
        workspaces: Workspaces,
        storage: Storage,
        clock: Callable[[], datetime],
        copies: Copies,
    ) -> None:
        self._client = client
        self._session = session
        self._workspaces = workspaces
        self._storage = storage
        self._clock = clock
        self._copies = copies

    async def message(self, answer: Answer, *, native_charts: bool = False) -> Json:
        """The reply's card as text and blocks of a message; when that fails, an answer that says so."""
        card = answer.reply.card
        try:
            blocks = await self._carry(
                answer.organization_id, lambda carried: to_blocks(card, carried, native_charts=native_charts)
            )
        except Exception as error:
            card = failed(card.language, report("card not rendered", error))
            blocks = to_blocks(card, Carried())
        return {"text": fallback(card), "blocks": blocks}

    async def acknowledgement(self, answer: Answer) -> Json:
        """The answer to a slash command, inside its acknowledgement."""
        response_type = "in_channel" if answer.reply.shared else "ephemeral"
        return {"response_type": response_type, **await self.message(answer)}

    async def form(self, answer: Answer, form: Form, origin: Origin) -> Json:
        """The view of a form; its request and where the answer goes travel in it."""

        def view(carried: Carried) -> Json:
            room = limits.PRIVATE_METADATA - len(pack(origin, ""))
            return form_view(form, pack(origin, carried.text(form.request, room) or ""))

        return await self._carry(answer.organization_id, view)

    async def answer(self, answer: Answer, origin: Origin) -> None:
        """Sends the answer to where it was asked for, and its file to the asker."""
        try:
            await self._answer(answer, origin)
        finally:
            await self.file(answer, origin)

    async def file(self, answer: Answer, origin: Origin) -> None:
        """Sends the file of an answer to the asker's own conversation with the bot, and removes it here."""
        file = answer.reply.file
        if file is None:
            return
        try:
            # A direct message names its conversation, which Slack wants to know for a file.
            channel = origin.channel if origin.lasting else await self._own_channel(answer, origin)
            sent = bool(channel) and await self._upload(file, channel, origin)
        finally:
            file.remove()
        if not sent:
            await self._direct(notices.message(notices.no_file(answer.reply.card.language)), origin)

    async def _upload(self, file: OutgoingFile, channel: str, origin: Origin) -> bool:
        try:
            token = await self._workspaces.token(origin.team)
        except NotPosted:
            log.warning("file not sent", error="not installed")
            return False
        return await upload(self._client, self._session, token, file, channel)

    async def _own_channel(self, answer: Answer, origin: Origin) -> str:
        """Puts the answer above the file to come, and gives the conversation."""
        posted = await self._direct(await self.message(answer), origin)
        return str(posted.get("channel", "")) if posted else ""

    async def _answer(self, answer: Answer, origin: Origin) -> None:
        reply = answer.reply
        if reply.form and origin.trigger and await self.open_form(answer, reply.form, origin):
            return
        if origin.surface is Surface.MESSAGE:
            await self._message(answer, origin)
        elif not await self._card_modal(answer, origin):
            await self._direct(await self.message(answer), origin)

    async def open_form(self, answer: Answer, form: Form, origin: Origin) -> bool:
        """Opens the modal of a form, over the one that is open; False when Slack did not, as after three seconds."""
        view = await self.form(answer, form, origin)
        if origin.surface is Surface.MODAL:
            return await self._call(origin.team, "views.push", trigger_id=origin.trigger, view=view)
        return await self._call(origin.team, "views.open", trigger_id=origin.trigger, view=view)

    async def open_loading(self, origin: Origin, language: str) -> str:
        """Opens a modal that only says to wait; returns its id, "" when Slack did not open it."""
        method = "views.push" if origin.surface is Surface.MODAL else "views.open"
        response = await self._response(origin.team, method, trigger_id=origin.trigger, view=loading_view(language))
        return str(response["view"]["id"]) if response else ""

    async def fill(self, answer: Answer, origin: Origin, view_id: str) -> bool:
        """Puts the answer, a form or a card, into a modal that is open."""
        form = answer.reply.form
        view = await self.form(answer, form, origin) if form else await self._card(answer)
        filled = await self._call(origin.team, "views.update", view_id=view_id, view=view)
        if filled and answer.reply.file:
            await self.file(answer, origin)
        return filled

    async def home(self, answer: Answer, origin: Origin) -> None:
        """Shows the card as the App Home of a user."""
        card = answer.reply.card
        view = await self._carry(answer.organization_id, lambda carried: home_view(card, carried))
        await self._call(origin.team, "views.publish", user_id=origin.user, view=view)

    async def unfurl(self, answers: Mapping[str, Answer], links: Links) -> None:
        """Shows the answers under the message with their addresses."""
        shown = {url: {"blocks": (await self.message(answer))["blocks"]} for url, answer in answers.items()}
        if shown:
            await self._call(links.origin.team, "chat.unfurl", channel=links.origin.channel, ts=links.message, unfurls=shown)

    async def close(self, origin: Origin, card: Card) -> None:
        """Takes a question away: its message, or in a modal, which cannot be closed from here, what it shows."""
        if origin.response_url:
            await self._respond(origin.response_url, {"delete_original": True})
        elif origin.view:
            view = card_view(card, Carried())
            await self._call(origin.team, "views.update", view_id=origin.view, view=view)

    async def _message(self, answer: Answer, origin: Origin) -> None:
        """With Slack's own charts, or where Slack does not take those, with drawn ones."""
        messages = [await self.message(answer, native_charts=True)]
        if has_charts(messages[0]["blocks"]):
            messages.append(await self.message(answer))
        shared = answer.reply.shared
        # A message posted by its address cannot be found again; one that is to be kept up to date is posted by its channel.
        if shared and shows_one_entry(answer.reply) and await self._post(answer, messages[-1], origin):
            return
        for message in messages:
            if origin.response_url and await self._respond(origin.response_url, _whole(message, answer, origin)):
                return
        for message in messages:
            if await self._posted(message, answer, origin):
                return
        await self._direct(messages[-1], origin)

    async def _posted(self, message: Json, answer: Answer, origin: Origin) -> bool:
        if answer.reply.shared or origin.lasting:
            return await self._post(answer, message, origin)
        thread = {"thread_ts": origin.thread} if origin.thread else {}
        return bool(origin.channel) and await self._call(
            origin.team, "chat.postEphemeral", channel=origin.channel, user=origin.user, **message, **thread
        )

    async def _post(self, answer: Answer, message: Json, origin: Origin) -> bool:
        """Posts a message that stays; whether that could be done."""
        quiet = {"unfurl_links": False, "unfurl_media": False}
        thread = {"thread_ts": origin.thread} if origin.thread else {}
        response = await self._response(origin.team, "chat.postMessage", channel=origin.channel, **message, **thread, **quiet)
        if response is None:
            return False
        self._copies.keep(
            answer.organization_id,
            answer.reply,
            platform=SOURCE,
            workspace=origin.team,
            conversation=str(response.get("channel", "")),
            message=str(response.get("ts", "")),
            user="" if origin.shared else origin.user,
        )
        return True

    async def _direct(self, message: Json, origin: Origin) -> Json | None:
        return await self._response(
            origin.team, "chat.postMessage", channel=origin.user, unfurl_links=False, unfurl_media=False, **message
        )

    async def _card_modal(self, answer: Answer, origin: Origin) -> bool:
        """Shows the card in a modal: the one that was pressed in, or a new one over the App Home."""
        if not origin.trigger:
            return False
        view = await self._card(answer)
        if origin.view:
            return await self._call(origin.team, "views.update", view_id=origin.view, view=view)
        return await self._call(origin.team, "views.open", trigger_id=origin.trigger, view=view)

    async def _card(self, answer: Answer) -> Json:
        card = answer.reply.card
        return await self._carry(answer.organization_id, lambda carried: card_view(card, carried))

    async def _carry(self, organization_id: int, render: Callable[[Carried], T]) -> T:
        """Renders; when requests are too long for their places, keeps them and renders again with their ids."""
        carried = Carried()
        rendered = render(carried)
        if not carried.missing:
            return rendered
        return render(await keep(self._storage, organization_id, carried.missing, self._clock()))

    async def _respond(self, url: str, payload: Json) -> bool:
        try:
            async with asyncio.timeout(limits.CALL_WITHIN), self._session.post(url, json=payload) as response:
                # A refusal may come with the status of success.
                if response.status == 200 and b'"ok":false' not in await response.read():
                    return True
                log.warning("response_url refused", status=response.status)
        except _FAILURES as error:
            log.warning("response_url failed", error=failure(error))
        return False

    async def _call(self, team: str, method: str, **arguments: object) -> bool:
        return await self._response(team, method, **arguments) is not None

    async def _response(self, team: str, method: str, **arguments: object) -> Json | None:
        token = ""
        try:
            async with asyncio.timeout(limits.CALL_WITHIN):
                token = await self._workspaces.token(team)
                response = await self._client.api_call(method, json={**arguments, "token": token})
        except _FAILURES as error:
            log.warning("slack refused", method=method, error=failure(error))
            if isinstance(error, SlackApiError):
                await self._workspaces.refused(team, token, failure(error))
            return None
        data = response.data
        return data if isinstance(data, dict) else {}


def _whole(message: Json, answer: Answer, origin: Origin) -> Json:
    """The message as a response_url takes it."""
    shared = answer.reply.shared
    whole: Json = {**message, "replace_original": origin.replace and not shared}
    if not whole["replace_original"]:
        whole["response_type"] = "in_channel" if shared or origin.lasting else "ephemeral"
        if origin.thread:
            whole["thread_ts"] = origin.thread
    return whole
