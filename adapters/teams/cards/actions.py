"""Actions of a card: what they carry, and how many of them are shown at once."""

from collections.abc import Callable
from itertools import count
from typing import Any

from adapters.chat.card import Button, Style
from adapters.chat.inline import Link
from adapters.chat.request import Request
from adapters.chat.wording import wording
from adapters.teams import limits
from adapters.teams.cards.text import Json, named, sendable

Carry = Callable[[Request], str]

ASK = "ask"
CLOSE = "close"
REFRESH = "refresh"

_STYLE = {Style.PRIMARY: "positive", Style.DANGER: "destructive"}


class Actions:
    """Makes the actions of one card. Each carries a nonce of its own, so that a press that Teams sends again is known."""

    __slots__ = ("_carry", "_nonce", "_numbers", "text")

    def __init__(self, carry: Carry, nonce: str, language: str) -> None:
        self._carry = carry
        self._nonce = nonce
        self._numbers = count()
        self.text = wording(language).gettext

    def carry(self, request: Request) -> str:
        """What an action carries for a request."""
        return sendable(self._carry(request))

    def button(self, button: Button, label: str = "", *, about: str = "") -> Json:
        """The action of a button; `label` is what it is called instead, `about` is what it is for, where several read alike."""
        tip = named(f"{button.label} {about}", limits.BUTTON) if about else ""
        return self.ask(label or button.label, button.request, style=_STYLE.get(button.style), fresh=button.fresh, tip=tip)

    def ask(self, label: str, request: Request, *, style: str | None = None, fresh: bool = False, tip: str = "") -> Json:
        """An action that asks for `request`."""
        carried = self.carry(request)
        data: Json = {"request": carried, **({"fresh": True} if fresh else {})}
        return self.execute(ASK, label, data, style=style, tip=tip, twice=len(carried) <= limits.REQUEST_TWICE)

    def close(self, label: str) -> Json:
        """An action that closes a question or a form and asks for nothing."""
        return self.execute(CLOSE, label, {"close": True})

    def link(self, link: Link) -> Json:
        """An action that opens an address."""
        return {"type": "Action.OpenUrl", "title": named(link.label, limits.BUTTON), "url": link.url}

    def execute(
        self,
        verb: str,
        label: str,
        data: Json,
        *,
        style: str | None = None,
        tip: str = "",
        inputs: bool = False,
        twice: bool = True,
    ) -> Json:
        """An Action.Execute with an Action.Submit that says the same; `inputs`: what was entered in the card goes along. `tip` is
        shown beside it, and read out instead of the label.
        """
        if self._nonce:
            data = {**data, "nonce": f"{self._nonce}-{next(self._numbers)}"}
        common: dict[str, Any] = {"title": named(label, limits.BUTTON), "data": data}
        if style:
            common["style"] = style
        if tip:
            common["tooltip"] = tip
        if not inputs:
            common["associatedInputs"] = "none"
        action: Json = {"type": "Action.Execute", "verb": verb, **common}
        if twice:
            action["fallback"] = {"type": "Action.Submit", **common}
        return action

    def shown(self, actions: list[Json]) -> list[Json]:
        """At most as many as Teams shows; the rest behind a last one."""
        if len(actions) <= limits.ACTIONS:
            return actions
        first, rest = actions[: limits.ACTIONS - 1], actions[limits.ACTIONS - 1 :]
        more = {"type": "AdaptiveCard", "body": [], "actions": self.shown(rest)}
        return [*first, {"type": "Action.ShowCard", "title": self.text("More"), "card": more}]
