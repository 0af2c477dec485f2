"""One listener for each kind of request: it asks, waits as long as Slack does, and sees to it that the answer gets there."""

import asyncio
from typing import Any

import orjson
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.response import BoltResponse

from adapters.chat import codec
from adapters.chat.background import Background, done_within
from adapters.chat.card import Chart
from adapters.chat.failures import failed, report
from adapters.chat.request import OpenForm
from adapters.slack import inbound, limits, notices
from adapters.slack.blocks import fallback
from adapters.slack.buttons import Press
from adapters.slack.carried import Carried
from adapters.slack.desk import Answer, Desk
from adapters.slack.inbound import Origin, Pressed, Surface
from adapters.slack.linked import Links, links
from adapters.slack.modal import CALLBACK, card_view, errors_at_fields, loading_view, options
from adapters.slack.repeats import Repeats
from adapters.slack.sending import Sender
from adapters.slack.shortcuts import quoted, shortcut
from adapters.slack.text import Json
from adapters.slack.workspaces import Workspaces


class Listeners:
    """Bolt's listeners. None of them raises: the desk answers whatever happens, and the sender logs what Slack refuses."""

    def __init__(self, desk: Desk, sender: Sender, workspaces: Workspaces, background: Background) -> None:
        self._desk = desk
        self._sender = sender
        self._workspaces = workspaces
        self._background = background
        self._events: Repeats[Answer] = Repeats(limits.EVENTS_COME_AGAIN_WITHIN)
        self._presses: Repeats[Answer] = Repeats(limits.DOUBLE_CLICK_WITHIN)

    async def command(self, body: dict[str, Any]) -> BoltResponse:
        """A slash command is answered in its acknowledgement; a form opens instead; what takes long is answered later."""
        line = inbound.command(body)
        asking = self._background.start(self._desk.say(line, forms=True))
        if not await done_within(asking, limits.ANSWER_WITHIN):
            self._background.start(self._send(asking, line.origin))
            return _acknowledged({"response_type": "ephemeral", "text": notices.working(self._desk.language(line.origin))})
        answer = asking.result()
        if answer.reply.form:
            opening = self._background.start(self._sender.open_form(answer, answer.reply.form, line.origin))
            if not await done_within(opening, limits.OPEN_WITHIN):
                self._background.start(self._unless_opened(opening, answer, line.origin))
                return BoltResponse(status=200)
            if opening.result():
                return BoltResponse(status=200)
        if any(isinstance(element, Chart) for element in answer.reply.card.body):
            # What Slack refuses of an acknowledgement is never heard of, and a chart may be refused.
            self._background.start(self._sender.answer(answer, line.origin))
            return BoltResponse(status=200)
        if answer.reply.file:
            self._background.start(self._sender.file(answer, line.origin))
        return _acknowledged(await self._sender.acknowledgement(answer))

    async def action(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """A button or a choice: stored, then acknowledged, and answered beside."""
        if body.get("type") != "block_actions":
            await ack()
            return
        pressed = inbound.pressed(body)
        if pressed.press is Press.CLOSE:
            self._background.start(self._sender.close(pressed.origin, notices.unchanged(self._desk.language(pressed.origin))))
        elif pressed.request:
            asking = self._presses.find(pressed.button)
            if asking is None:
                asking = self._background.start(self._desk.press(pressed))
                self._presses.keep(pressed.button, asking)
                self._background.start(self._answer_press(asking, pressed))
            await done_within(asking, limits.ACKNOWLEDGE_WITHIN)
        await ack()

    async def shortcut(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """From anywhere the empty form, on a message one that is filled with it. As this changes nothing it is acknowledged at
        once; delivered again it opens no second form.
        """
        key = body.get("trigger_id", "")
        if self._events.find(key) is None:
            if body.get("type") == "message_action":
                message = quoted(body)
                asking, origin = self._background.start(self._desk.quote(message)), message.origin
            else:
                pressed = shortcut(body)
                asking, origin = self._background.start(self._desk.press(pressed)), pressed.origin
            self._events.keep(key, asking)
            self._background.start(self._open(asking, origin))
        await ack()

    async def submission(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """A form: errors show at their fields, else the modal closes and the answer is sent."""
        if body["view"].get("callback_id") != CALLBACK:
            await ack()
            return
        submitted = inbound.submitted(body)
        asking = self._background.start(self._desk.submit(submitted))
        if not await done_within(asking, limits.ACKNOWLEDGE_WITHIN):
            self._background.start(self._fill(asking, submitted.origin, body["view"]["id"]))
            await ack(response_action="update", view=loading_view(self._desk.language(submitted.origin)))
            return
        answer = asking.result()
        form = answer.reply.form
        if form is None:
            self._background.start(self._after_form(answer, submitted.origin))
            await ack(response_action="clear")
        elif errors := errors_at_fields(form, body["view"]):
            await ack(response_action="errors", errors=errors)
        else:
            await ack(response_action="update", view=await self._sender.form(answer, form, submitted.origin))

    async def search(self, body: dict[str, Any]) -> BoltResponse:
        """Typing in a picker."""
        searching = self._background.start(self._desk.suggest(inbound.search(body)))
        found = searching.result() if await done_within(searching, limits.ACKNOWLEDGE_WITHIN) else []
        return _acknowledged({"options": options(found)})

    async def event(self, body: dict[str, Any]) -> None:
        """A message to us, an address of ours in any message, or the App Home. Bolt acknowledges when this returns: when what was
        asked for is stored.
        """
        kind = body["event"]["type"]
        if kind == "app_home_opened":
            if origin := inbound.home_opened(body):
                self._background.start(self._show_home(origin))
        elif kind == "link_shared":
            if found := links(body):
                self._background.start(self._unfurl(found))
        elif inbound.leaves(body):
            leaving = self._background.start(self._workspaces.left(body.get("team_id", ""), inbound.enterprise(body)))
            await done_within(leaving, limits.ACKNOWLEDGE_WITHIN)
        elif kind in ("message", "app_mention") and (line := inbound.message(body)):
            asking = self._events.find(line.key)
            if asking is None:
                asking = self._background.start(self._desk.say(line, forms=False))
                self._events.keep(line.key, asking)
                self._background.start(self._send(asking, line.origin))
            await done_within(asking, limits.ACKNOWLEDGE_WITHIN)

    async def failed(self, error: Exception, body: dict[str, Any]) -> BoltResponse:
        """What Slack gets when a listener raised: an answer that shows the reference, never an error status."""
        card = failed(self._desk.language(None), report("listener failed", error))
        if body.get("type") == "view_submission":
            return BoltResponse(status=200, body={"response_action": "update", "view": card_view(card, Carried())})
        if "command" in body:
            return BoltResponse(status=200, body={"response_type": "ephemeral", "text": fallback(card)})
        return BoltResponse(status=200)

    async def _unfurl(self, found: Links) -> None:
        await self._sender.unfurl(await self._desk.unfurl(found), found)

    async def _send(self, asking: asyncio.Task[Answer], origin: Origin) -> None:
        answer = await asking
        # A message that was answered before: Slack sent it again because our acknowledgement got lost.
        if not (answer.reply.replay and not origin.response_url):
            await self._sender.answer(answer, origin)

    async def _unless_opened(self, opening: asyncio.Task[bool], answer: Answer, origin: Origin) -> None:
        if not await opening:
            await self._sender.answer(answer, origin)

    async def _answer_press(self, asking: asyncio.Task[Answer], pressed: Pressed) -> None:
        origin = pressed.origin
        if _opens_form(pressed.request):
            await self._open(asking, origin)
            return
        answer = await asking
        await self._sender.answer(answer, origin)
        if answer.reply.form is None:
            await self._refresh_home(origin)

    async def _open(self, asking: asyncio.Task[Answer], origin: Origin) -> None:
        """Opens the form that the answer is."""
        if not await done_within(asking, limits.LOADING_AFTER):
            # The right to open a modal lasts three seconds; an open one can be filled later.
            view_id = await self._sender.open_loading(origin, self._desk.language(origin))
            if view_id and await self._sender.fill(await asking, origin, view_id):
                return
        await self._sender.answer(await asking, origin)

    async def _after_form(self, answer: Answer, origin: Origin) -> None:
        await self._sender.answer(answer, origin)
        await self._refresh_home(origin)

    async def _fill(self, asking: asyncio.Task[Answer], origin: Origin, view_id: str) -> None:
        answer = await asking
        if not await self._sender.fill(answer, origin, view_id):
            await self._sender.file(answer, origin)
        await self._refresh_home(origin)

    async def _refresh_home(self, origin: Origin) -> None:
        """What was done from the App Home shows there."""
        if origin.surface is not Surface.MESSAGE:
            await self._show_home(origin)

    async def _show_home(self, origin: Origin) -> None:
        await self._sender.home(await self._desk.home(origin), origin)


def _acknowledged(payload: Json) -> BoltResponse:
    """An acknowledgement that holds the answer, written by a faster encoder than Bolt's."""
    return BoltResponse(status=200, body=orjson.dumps(payload).decode())


def _opens_form(request: str) -> bool:
    try:
        return isinstance(codec.load(request), OpenForm)
    except codec.Unreadable:
        return False
