"""botbuilder's turns, over requests that were let in and a connector of our own.

CloudAdapter checks less than is needed (see authentication) and opens a connection for every reply; this takes its place, so that
no token and no HTTP is left to botbuilder.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from botbuilder.core import BotAdapter, InvokeResponse, TurnContext
from botbuilder.schema import (
    Activity,
    ActivityTypes,
    ChannelAccount,
    ConversationAccount,
    ConversationReference,
    ResourceResponse,
)

from adapters.teams.activity import child, text
from adapters.teams.authentication import Claims
from adapters.teams.connector import Connector

Logic = Callable[[TurnContext], Awaitable[None]]


class NotAnActivity(ValueError):
    """An activity belongs to no conversation."""


class ConnectorAdapter(BotAdapter):  # type: ignore[misc]  # botbuilder has no types
    """Gives activities to a bot's `on_turn`, and sends what it answers."""

    def __init__(self, connector: Connector) -> None:
        super().__init__()
        self._connector = connector

    async def run(self, activity: Mapping[str, Any], claims: Claims, logic: Logic) -> InvokeResponse | None:
        """One turn. What is returned answers an invoke in the HTTP response; None stands for an empty 200. Raises NotAnActivity
        before anything is done, and what `logic` raises.
        """
        incoming = _activity(activity, claims)
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


def _activity(activity: Mapping[str, Any], claims: Claims) -> Activity:
    """What botbuilder needs to know of an activity. Its own reading of one looks for everything that there may be, which takes
    longer than all else that it does in a turn. Raises NotAnActivity.
    """
    conversation = child(activity, "conversation")
    if not text(conversation, "id"):
        raise NotAnActivity("no conversation")
    return Activity(
        type=text(activity, "type"),
        id=text(activity, "id") or None,
        name=text(activity, "name") or None,
        action=text(activity, "action") or None,
        text=text(activity, "text") or None,
        value=activity.get("value"),
        locale=text(activity, "locale") or None,
        channel_id=claims.channel_id,
        service_url=claims.service_url,
        from_property=_account(child(activity, "from")),
        recipient=_account(child(activity, "recipient")),
        conversation=ConversationAccount(
            id=text(conversation, "id"),
            conversation_type=text(conversation, "conversationType") or None,
            tenant_id=text(conversation, "tenantId") or None,
        ),
    )


def _account(who: Mapping[str, Any]) -> ChannelAccount:
    return ChannelAccount(id=text(who, "id"), name=text(who, "name") or None, aad_object_id=text(who, "aadObjectId") or None)
