"""One listener for each kind of activity: it asks, waits as long as Teams does, and sees to it that the answer gets there."""

from collections.abc import Awaitable, Callable, Coroutine
from http import HTTPStatus
from typing import Any

from botbuilder.core import ActivityHandler, InvokeResponse, TurnContext

from adapters.chat.background import Background, done_within
from adapters.chat.codec import Unreadable
from adapters.chat.failures import failed, report
from adapters.teams import inbound, invokes, limits, notices, timing
from adapters.teams.activity import Json, child, text
from adapters.teams.cards.actions import REFRESH
from adapters.teams.cards.card import card_content
from adapters.teams.cards.text import Json as Body
from adapters.teams.desk import Answer, Desk
from adapters.teams.extension import Extension
from adapters.teams.files import CONSENT, Files
from adapters.teams.inbound import Origin, Pressed
from adapters.teams.installing import Installing
from adapters.teams.references import References
from adapters.teams.rendering import Renderer, title_of
from adapters.teams.repeats import Repeats
from adapters.teams.sending import Sender

# Where the activity as it came is kept in a turn.
RECEIVED = "aftercall.received"
_RESULTS = 8

_Invoked = Callable[[Json, Origin], Coroutine[Any, Any, Body]]
# How the title and the content of a card are returned to an invoke.
_Shape = Callable[[str, Body], Body]


class Listeners(ActivityHandler):  # type: ignore[misc]  # botbuilder has no types
    """botbuilder's handler. None of its methods raises: the desk answers whatever happens, and the sender logs what Teams
    refuses.
    """

    def __init__(
        self,
        desk: Desk,
        sender: Sender,
        renderer: Renderer,
        extension: Extension,
        installing: Installing,
        references: References,
        files: Files,
        background: Background,
        tenant: str = "",
    ) -> None:
        super().__init__()
        self._tenant = tenant
        self._desk = desk
        self._sender = sender
        self._renderer = renderer
        self._extension = extension
        self._installing = installing
        self._references = references
        self._files = files
        self._messages: Repeats[None] = Repeats(background)
        self._presses: Repeats[Body] = Repeats(background)
        self._background = background
        self._invokes: dict[str, tuple[_Invoked, _Shape]] = {
            "adaptiveCard/action": (self._action, lambda _, content: invokes.card(content)),
            "application/search": (self._typing, lambda *_: invokes.found(())),
            "composeExtension/query": (self._query, lambda title, _: invokes.nothing_found(title)),
            "composeExtension/fetchTask": (self._open, invokes.dialog),
            "composeExtension/submitAction": (self._submit, invokes.dialog),
        }

    async def on_message_activity(self, turn_context: TurnContext) -> None:
        """A line of text, or a card that was sent as a message."""
        activity, where = self._received(turn_context)
        if where is None:
            return
        handle = self._pressed_message if isinstance(activity.get("value"), dict) else self._line
        key = inbound.delivery(activity)
        work, first = self._messages.start(key, lambda: handle(activity, where), timing.COMES_AGAIN_WITHIN)
        if not await done_within(work, timing.ANSWER_WITHIN) and first:
            public = await self._desk.spoken_to_all(where)
            await self._sender.say(notices.working(public.language), where)

    async def on_installation_update(self, turn_context: TurnContext) -> None:
        """The bot was added or removed."""
        await self._installed(turn_context, self._installing.updated)

    async def on_conversation_update_activity(self, turn_context: TurnContext) -> None:
        """The same, as it is told of where more than the bot comes and goes."""
        await self._installed(turn_context, self._installing.members_changed)

    async def on_invoke_activity(self, turn_context: TurnContext) -> InvokeResponse | None:
        activity, where = self._received(turn_context)
        name = text(activity, "name")
        if name == CONSENT and where is not None:
            # Teams wants an answer sooner than a large file is in its place.
            self._messages.start(
                _consent_key(activity, where), lambda: self._consented(activity, where), timing.DOUBLE_CLICK_WITHIN
            )
            return InvokeResponse(status=int(HTTPStatus.OK))
        if name not in self._invokes:
            return await super().on_invoke_activity(turn_context)
        handle, shape = self._invokes[name]
        if where is None:
            return InvokeResponse(status=int(HTTPStatus.BAD_REQUEST))
        try:
            return invokes.response(await handle(activity, where))
        except Unreadable:
            card = notices.too_old(where.language)
        except Exception as error:
            card = failed(where.language, report("invoke failed", error))
        return invokes.response(shape(title_of(card), card_content(card)))

    def _received(self, turn_context: TurnContext) -> tuple[Json, Origin | None]:
        activity: Json = turn_context.turn_state[RECEIVED]
        where = inbound.origin(activity, turn_context.activity.service_url, self._tenant)
        return activity, self._desk.spoken(where) if where else None

    async def _consented(self, activity: Json, where: Origin) -> None:
        if organization_id := await self._desk.organization(where):
            await self._files.answered(activity, where, organization_id)

    async def _line(self, activity: Json, where: Origin) -> None:
        line = inbound.line(activity, where)
        if line is None:
            return
        answer = await self._desk.say(line)
        where = await self._desk.spoken_to_all(where)
        if not answer.reply.replay:
            # What was answered before came again because our acknowledgement got lost.
            said = await self._sender.answer(answer, where, where.activity_id)
            if said:
                await self._sender.say(said, where, where.activity_id)
        await self._met(answer, where)

    async def _pressed_message(self, activity: Json, where: Origin) -> None:
        """An Action.Submit: in a place with others its card belongs to all of them, and is left as it is."""
        try:
            pressed = inbound.pressed(activity, where)
        except Unreadable:
            await self._sender.show(notices.too_old(where.language), where)
            return
        if pressed.press.close:
            if not where.shared:
                await self._sender.close(where, notices.unchanged(where.language))
            return
        answer = await self._desk.press(pressed)
        if answer.reply.replay:
            return
        if pressed.press.fresh or where.shared or answer.reply.shared:
            said = await self._sender.answer(answer, where)
            if said:
                await self._sender.say(said, where)
        else:
            await self._sender.replace(answer, where)

    async def _action(self, activity: Json, where: Origin) -> Body:
        """An Action.Execute: a card in return takes the place of the pressed one, for who pressed it alone."""
        pressed = inbound.pressed(activity, where)
        if inbound.verb(activity) == REFRESH:
            return await self._refreshed(pressed)
        if pressed.press.close:
            return invokes.card(card_content(notices.unchanged(where.language)))
        return await self._once(pressed, self._press, invokes.toast(notices.working(where.language)))

    async def _once(self, pressed: Pressed, ask: "Callable[[Pressed, _Late], Awaitable[Body]]", too_long: Body) -> Body:
        """The same press, under whatever id it comes, gets the same answer."""
        where, late = pressed.origin, _Late()
        # A button whose answer is a message of its own can be pressed again, for another such message.
        remembered = timing.DOUBLE_CLICK_WITHIN if pressed.press.fresh else timing.COMES_AGAIN_WITHIN
        key = f"{where.tenant}/{where.user}/{pressed.press.key or pressed.delivery}"

        async def work() -> Body:
            return await ask(pressed, late)

        asking, _ = self._presses.start(key, work, remembered)
        if await done_within(asking, timing.ANSWER_WITHIN):
            return asking.result()
        late.is_late = True
        return too_long

    async def _press(self, pressed: Pressed, late: "_Late") -> Body:
        where = pressed.origin
        answer = await self._desk.press(pressed)
        if pressed.press.fresh or answer.reply.shared or late.is_late:
            said = await self._sender.answer(answer, where)
            return invokes.toast(said or notices.answered_below(where.language))
        if answer.reply.file:
            self._background.start(self._sender.file(answer, where))
        return invokes.card(await self._renderer.content(answer, where, viewers=(where.address,), share_to=answer.share_to))

    async def _refreshed(self, pressed: Pressed) -> Body:
        """What a viewer may see and do; who may nothing keeps what was posted."""
        where = pressed.origin
        answer = await self._desk.press(pressed, refreshing=where.shared)
        if answer.reply.outcome != "done":
            return invokes.error(HTTPStatus.FORBIDDEN, "Forbidden", notices.not_for_you(where.language))
        return invokes.card(await self._renderer.content(answer, where, viewers=(where.address,), share_to=answer.share_to))

    async def _typing(self, activity: Json, where: Origin) -> Body:
        task = self._background.start(self._desk.suggest(inbound.typing(activity, where, limits.CHOICES_FOUND)))
        return invokes.found(task.result() if await done_within(task, timing.SUGGEST_WITHIN) else ())

    async def _query(self, activity: Json, where: Origin) -> Body:
        return await self._extension.search(inbound.query(activity, where, _RESULTS))

    async def _open(self, activity: Json, where: Origin) -> Body:
        return await self._extension.open(inbound.quoted(activity, where))

    async def _submit(self, activity: Json, where: Origin) -> Body:
        async def ask(pressed: Pressed, _: _Late) -> Body:
            return await self._extension.submit(pressed)

        return await self._once(inbound.dialog(activity, where), ask, invokes.done(notices.working(where.language)))

    async def _installed(self, turn_context: TurnContext, handle: Callable[[Json, Origin], Awaitable[None]]) -> None:
        activity, where = self._received(turn_context)
        if where is None:
            return
        try:
            await handle(activity, where)
        except Exception as error:
            report("installation not noted", error)

    async def _met(self, answer: Answer, where: Origin) -> None:
        if not answer.organization_id:
            return
        try:
            await self._references.met(answer.organization_id, where)
        except Exception as error:
            report("conversation not kept", error)


class _Late:
    """Whether Teams was told to wait, so that its answer can no longer be the card."""

    def __init__(self) -> None:
        self.is_late = False


def _consent_key(activity: Json, where: Origin) -> str:
    """Of one card and one person the same."""
    return f"{where.tenant}/{where.user}/{where.card_id}/{text(child(activity, 'value', 'context'), 'file')}"
