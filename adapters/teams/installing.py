"""The bot comes to people, chats and teams, and goes."""

from collections.abc import Iterable

from adapters.teams import notices
from adapters.teams.activity import Json, child, children, text
from adapters.teams.desk import Desk
from adapters.teams.inbound import Origin
from adapters.teams.references import References
from adapters.teams.sending import Sender

_COMMAND = "@Aftercall "


class Installing:
    """Keeps where the bot is, and welcomes where it is new; an admin who brought it is led through the first steps."""

    def __init__(self, desk: Desk, sender: Sender, references: References) -> None:
        self._desk = desk
        self._sender = sender
        self._references = references

    async def updated(self, activity: Json, where: Origin) -> None:
        """An installationUpdate."""
        action = text(activity, "action")
        if action in ("add", "add-upgrade"):
            await self._came(where)
        elif action == "remove":
            await self._went(where, where.place_id, where.team)

    async def members_changed(self, activity: Json, where: Origin) -> None:
        """A conversationUpdate: members came or went, we may be among them; or a channel or a team is no more."""
        data = child(activity, "channelData")
        event = text(data, "eventType")
        if _is_among(children(activity, "membersAdded"), where):
            await self._came(where)
        elif _is_among(children(activity, "membersRemoved"), where) or event in ("teamDeleted", "teamHardDeleted"):
            await self._went(where, where.place_id, where.team)
        elif event == "channelDeleted":
            await self._went(where, text(child(data, "channel"), "id"))

    async def _came(self, where: Origin) -> None:
        where = await self._desk.spoken_to_all(where)
        organization_id = await self._desk.organization(where)
        if not organization_id:
            await self._sender.show(notices.not_connected(where.language, where.tenant), where)
        elif await self._references.met(organization_id, where):
            # Teams tells of one installation in two ways; the second finds the conversation kept.
            steps = await self._desk.first_steps(organization_id, where)
            if where.shared or steps is None:
                command = _COMMAND if where.shared else ""
                await self._sender.show(notices.welcome(where.language, command), where)
            if steps is not None:
                await self._sender.privately(steps, where)

    async def _went(self, where: Origin, conversation_id: str, team: str = "") -> None:
        if organization_id := await self._desk.organization(where):
            await self._references.left(organization_id, where.tenant, conversation_id, team)


def _is_among(members: Iterable[Json], where: Origin) -> bool:
    return any(text(member, "id") == where.bot for member in members)
