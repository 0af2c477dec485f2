"""botbuilder's turns, over requests that were let in and a connector of our own.

CloudAdapter checks less than is needed (see authentication) and opens a connection for every reply; this takes its place, so that
no token and no HTTP is left to botbuilder.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from botbuilder.core import BotAdapter, InvokeResponse, TurnContext
from botbuilder.schema import Activity, ActivityTypes, ConversationReference, ResourceResponse
from msrest.exceptions import DeserializationError  # type: ignore[attr-defined]

from adapters.teams.authentication import Claims
from adapters.teams.connector import Connector

Logic = Callable[[TurnContext], Awaitable[None]]


class NotAnActivity(ValueError):
    """An activity has no conversation, or a field of another type than it should."""


class ConnectorAdapter(BotAdapter):  # type: ignore[misc]  # botbuilder has no types
    """Gives activities to a bot's `on_turn`, and sends what it answers."""

    def __init__(self, connector: Connector) -> None:
        super().__init__()
        self._connector = connector

    async def run(self, activity: Mapping[str, Any], claims: Claims, logic: Logic) -> InvokeResponse | None:
        """One turn. What is returned answers an invoke in the HTTP response; None stands for an empty 200. Raises NotAnActivity
        before anything is done, and what `logic` raises.
        """
        try:
            incoming = Activity().deserialize(activity)
        except (DeserializationError, AttributeError, TypeError, ValueError) as error:
            raise NotAnActivity(str(error)) from None
        if incoming.conversation is None or not incoming.conversation.id:
            raise NotAnActivity("no conversation")
        incoming.service_url = claims.service_url
        context = TurnContext(self, incoming)
        await self.run_pipeline(context, logic)
        answer = context.turn_state.get(self._INVOKE_RESPONSE_KEY)
        return answer.value if answer is not None else None

    async def send_activities(self, context: TurnContext, activities: list[Activity]) -> list[ResourceResponse]:
        """Sends each in turn. Raises SendingFailed; those before it were sent."""
        return [await self._send(context, activity) for activity in activities]

    async def _send(self, context: TurnContext, activity: Activity) -> ResourceResponse:
        if activity.type == ActivityTypes.invoke_response:
            context.turn_state[self._INVOKE_RESPONSE_KEY] = activity
            return ResourceResponse(id="")
        # Teams has no use for these.
        if activity.type in (ActivityTypes.trace, "delay"):
            return ResourceResponse(id="")
        activity.id = None
        sent = await self._connector.send(
            activity.service_url, activity.conversation.id, activity.serialize(), reply_to=activity.reply_to_id or ""
        )
        return ResourceResponse(id=sent)

    async def update_activity(self, context: TurnContext, activity: Activity) -> ResourceResponse:
        """Replaces the activity that has the id of `activity`. Raises SendingFailed."""
        await self._connector.update(activity.service_url, activity.conversation.id, activity.id, activity.serialize())
        return ResourceResponse(id=activity.id)

    async def delete_activity(self, context: TurnContext, reference: ConversationReference) -> None:
        """Takes the activity away that `reference` names. Raises SendingFailed."""
        await self._connector.delete(reference.service_url, reference.conversation.id, reference.activity_id)
