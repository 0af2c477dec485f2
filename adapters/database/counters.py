"""Numbers that are counted up per organization in a row of their own. Taking one locks the row until the COMMIT."""

from sqlalchemy import bindparam, insert, update

from adapters.database.session import Session
from adapters.database.tables import counter

_ONE = (counter.c.organization_id == bindparam("org")) & (counter.c.name == bindparam("counter"))
_NEXT = update(counter).where(_ONE).values(value=counter.c.value + 1).returning(counter.c.value)
_FIRST = insert(counter)
_SET = update(counter).where(_ONE).values(value=bindparam("number"))


def next_number(session: Session, name: str) -> int:
    """The next number of the counter; the first is 1."""
    row = session.first(_NEXT, {"counter": name})
    if row is None:
        session.run(_FIRST, {"name": name, "value": 1})
        return 1
    return int(row[0])


def set_number(session: Session, name: str, number: int) -> None:
    """The last number that was taken from a counter that is there."""
    session.run(_SET, {"counter": name, "number": number})
