"""Who wants to be told of what."""

from collections.abc import Sequence

from sqlalchemy import and_, bindparam, delete, insert, select, update

from adapters.database.counters import next_number
from adapters.database.notification_tables import notification_rule, notification_settings
from adapters.database.records import Record, given
from adapters.database.session import Session
from core.errors import NotFound
from core.notification import NotificationRule, NotificationSettings, Recipient

_RULE: Record[NotificationRule] = Record(NotificationRule, notification_rule)
_MINE = notification_rule.c.organization_id == bindparam("org")
_ONE = and_(_MINE, notification_rule.c.id == bindparam("of_id"))
_RULES = select(*_RULE.columns).where(_MINE).order_by(notification_rule.c.id)
_RULES_OF = (
    select(*_RULE.columns)
    .where(_MINE, notification_rule.c.recipient == bindparam("of_recipient", type_=notification_rule.c.recipient.type))
    .order_by(notification_rule.c.id)
)
_GET = select(*_RULE.columns).where(_ONE)
_ADD = insert(notification_rule)
_UPDATE = update(notification_rule).where(_ONE).values(given(notification_rule, _RULE.names, "id"))
_REMOVE = delete(notification_rule).where(_ONE)

_SETTINGS: Record[NotificationSettings] = Record(NotificationSettings, notification_settings)
_MY_SETTINGS = notification_settings.c.organization_id == bindparam("org")
_ALL_SETTINGS = select(*_SETTINGS.columns).where(_MY_SETTINGS)
_ADD_SETTINGS = insert(notification_settings)
_REMOVE_SETTINGS = delete(notification_settings).where(
    _MY_SETTINGS, notification_settings.c.recipient == bindparam("of_recipient", type_=notification_settings.c.recipient.type)
)


class NotificationsTable:
    def __init__(self, session: Session) -> None:
        self._session = session

    def rules(self) -> Sequence[NotificationRule]:
        return [_RULE.read(row) for row in self._session.all(_RULES)]

    def rules_of(self, recipient: Recipient) -> Sequence[NotificationRule]:
        return [_RULE.read(row) for row in self._session.all(_RULES_OF, {"of_recipient": recipient})]

    def add(self, rule: NotificationRule) -> int:
        number = next_number(self._session, "notification_rule")
        self._session.run(_ADD, _RULE.values(rule) | {"id": number})
        return number

    def update(self, rule: NotificationRule) -> None:
        if not self._session.run(_UPDATE, _RULE.values(rule) | {"of_id": rule.id}):
            raise NotFound("rule", str(rule.id))

    def remove(self, rule_id: int) -> None:
        if not self._session.run(_REMOVE, {"of_id": rule_id}):
            raise NotFound("rule", str(rule_id))

    def get(self, rule_id: int) -> NotificationRule:
        row = self._session.first(_GET, {"of_id": rule_id})
        if row is None:
            raise NotFound("rule", str(rule_id))
        return _RULE.read(row)

    def settings(self, recipients: Sequence[Recipient]) -> dict[Recipient, NotificationSettings]:
        rows = self._session.within(_ALL_SETTINGS, notification_settings.c.recipient, set(recipients))
        found = [_SETTINGS.read(row) for row in rows]
        return {each.recipient: each for each in found}

    def save_settings(self, settings: NotificationSettings) -> None:
        self._session.run(_REMOVE_SETTINGS, {"of_recipient": settings.recipient})
        self._session.run(_ADD_SETTINGS, _SETTINGS.values(settings))
