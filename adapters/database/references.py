"""Where the bot may write without having been asked."""

from collections.abc import Sequence

from sqlalchemy import and_, bindparam, delete, insert, select, update

from adapters.database.records import Record
from adapters.database.session import Session
from adapters.database.tables import conversation_reference
from core.conversation_reference import ConversationReference
from core.person import Identity

_RECORD: Record[ConversationReference] = Record(ConversationReference, conversation_reference)
_COLUMN = conversation_reference.c
_OF_WORKSPACE = and_(
    _COLUMN.organization_id == bindparam("org"),
    _COLUMN.platform == bindparam("on_platform"),
    _COLUMN.workspace == bindparam("on_workspace"),
)
_ONE = and_(_OF_WORKSPACE, _COLUMN.conversation_id == bindparam("on_conversation"))
_GET = select(*_RECORD.columns).where(_ONE)
_OF_PERSON = (
    select(*_RECORD.columns)
    .where(_OF_WORKSPACE, _COLUMN.user_id == bindparam("on_user"))
    .order_by(_COLUMN.conversation_id)
    .limit(1)
)
_ADDRESSES = select(_COLUMN.address).where(_OF_WORKSPACE, _COLUMN.user_id > "").order_by(_COLUMN.user_id).limit(bindparam("most"))
_ADD = insert(conversation_reference)
_UPDATE = (
    update(conversation_reference)
    .where(_ONE)
    .values({name: bindparam(name) for name in ("service_url", "user_id", "address", "space")})
)
_DROP = delete(conversation_reference).where(_ONE)
_DROP_SPACE = delete(conversation_reference).where(_OF_WORKSPACE, _COLUMN.space == bindparam("on_space"))


class ConversationReferencesTable:
    def __init__(self, session: Session) -> None:
        self._session = session

    def keep(self, reference: ConversationReference) -> bool:
        values = _RECORD.values(reference)
        key = _workspace(reference.platform, reference.workspace) | {"on_conversation": reference.conversation_id}
        if self._session.run(_UPDATE, values | key):
            return False
        self._session.run(_ADD, values)
        return True

    def get(self, platform: str, workspace: str, conversation_id: str) -> ConversationReference | None:
        row = self._session.first(_GET, _workspace(platform, workspace) | {"on_conversation": conversation_id})
        return None if row is None else _RECORD.read(row)

    def of_person(self, identity: Identity) -> ConversationReference | None:
        row = self._session.first(_OF_PERSON, _workspace(identity.platform, identity.workspace) | {"on_user": identity.user_id})
        return None if row is None else _RECORD.read(row)

    def addresses(self, platform: str, workspace: str, limit: int) -> Sequence[str]:
        return [str(row[0]) for row in self._session.all(_ADDRESSES, _workspace(platform, workspace) | {"most": limit})]

    def drop(self, platform: str, workspace: str, conversation_id: str) -> None:
        self._session.run(_DROP, _workspace(platform, workspace) | {"on_conversation": conversation_id})

    def drop_space(self, platform: str, workspace: str, space: str) -> None:
        self._session.run(_DROP_SPACE, _workspace(platform, workspace) | {"on_space": space})


def _workspace(platform: str, workspace: str) -> dict[str, object]:
    return {"on_platform": platform, "on_workspace": workspace}
