"""Answers as Adaptive Cards, and as messages that hold one."""

from collections.abc import Callable, Sequence
from datetime import datetime
from hashlib import blake2b
from secrets import token_hex

from adapters.chat.card import Card
from adapters.chat.failures import failed, report
from adapters.chat.form import FieldKind, Form
from adapters.chat.formats import formats
from adapters.chat.plain import plain_text
from adapters.teams import limits
from adapters.teams.cards.card import card_content
from adapters.teams.cards.form import form_content
from adapters.teams.cards.shell import CONTENT_TYPE
from adapters.teams.cards.text import Json, one_line
from adapters.teams.carried import Carried, keep
from adapters.teams.desk import Answer, Desk
from adapters.teams.inbound import Origin
from core.storage import Storage


class Renderer:
    """Makes cards. Nothing here raises: what cannot be shown is replaced by an answer that says so."""

    def __init__(self, desk: Desk, storage: Storage, clock: Callable[[], datetime]) -> None:
        self._desk = desk
        self._storage = storage
        self._clock = clock

    async def content(
        self, answer: Answer, where: Origin, *, viewers: Sequence[str] = (), share_to: str = "", dialog: bool = False
    ) -> Json:
        """The card of an answer, or its form. One whose content changes is kept fresh for `viewers`. `share_to` as in Carried."""
        try:
            reply = answer.reply
            templates = await self._templates(answer, reply.form, where) if reply.form else ()
            nonce = _nonce(answer.key)

            def render(carry: Carried) -> Json:
                if reply.form:
                    return form_content(reply.form, nonce=nonce, carry=carry, templates=templates, dialog=dialog)
                again = carry.whole(reply.again) if reply.again and viewers else None
                return card_content(reply.card, refresh_request=again, viewers=viewers, nonce=nonce, carry=carry)

            carried = Carried(share_to)
            rendered = render(carried)
            if not carried.missing:
                return rendered
            return render(await keep(self._storage, answer.organization_id, share_to, carried.missing, self._clock()))
        except Exception as error:
            return card_content(failed(where.language, report("card not rendered", error)))

    async def _templates(self, answer: Answer, form: Form, where: Origin) -> Sequence[tuple[str, str]]:
        if all(field.kind is not FieldKind.TEMPLATE for field in form.fields):
            return ()
        return await self._desk.templates(answer.organization_id, where)


def message(content: Json, title: str, where: Origin) -> Json:
    """A message that holds a card; `title` is what a notification shows. No text beside the card, which would split it."""
    return card_message(content, title, where.bot)


def card_message(content: Json, title: str, bot: str) -> Json:
    """As `message`, where nobody said anything. `bot` is what Teams calls us, "" where that is not known."""
    return {
        "type": "message",
        **({"from": {"id": bot}} if bot else {}),
        "summary": title,
        "attachments": [{"contentType": CONTENT_TYPE, "content": content}],
    }


def words(text: str, where: Origin) -> Json:
    """A message of plain text."""
    return {"type": "message", "from": {"id": where.bot}, "textFormat": "plain", "text": text}


def title_of(card: Card) -> str:
    """The first line of a card."""
    return one_line(plain_text(card.title, formats(card.language, card.time_zone)), limits.TITLE)


def _nonce(key: str) -> str:
    """Of a card that is made again the same."""
    return blake2b(key.encode(), digest_size=9).hexdigest() if key else token_hex(9)
