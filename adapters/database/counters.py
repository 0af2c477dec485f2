"""Numbers that are counted up per organization in a row of their own. Taking one locks the row until the COMMIT."""

from collections.abc import Sequence

from sqlalchemy import Integer, bindparam, func, insert, select, update
from sqlalchemy import cast as sql_cast
from sqlalchemy.dialects.postgresql import REGCLASS

from adapters.database.session import Session
from adapters.database.tables import counter

_ONE = (counter.c.organization_id == bindparam("org")) & (counter.c.name == bindparam("counter"))
_NEXT = update(counter).where(_ONE).values(value=counter.c.value + bindparam("count", type_=Integer)).returning(counter.c.value)
_FIRST = insert(counter)
_SET = update(counter).where(_ONE).values(value=bindparam("number"))


_FROM_SEQUENCE = select(func.nextval(sql_cast(bindparam("sequence"), REGCLASS))).select_from(
    func.generate_series(1, bindparam("count", type_=Integer))
)


def next_number(session: Session, name: str) -> int:
    """The next number of the counter; the first is 1."""
    return next_numbers(session, name, 1)[0]


def next_numbers(session: Session, name: str, count: int) -> Sequence[int]:
    """The next numbers of the counter."""
    row = session.first(_NEXT, {"counter": name, "count": count})
    if row is None:
        session.run(_FIRST, {"name": name, "value": count})
        return range(1, count + 1)
    return range(int(row[0]) - count + 1, int(row[0]) + 1)


def from_sequence(session: Session, sequence: str, count: int) -> Sequence[int]:
    """The next numbers of a sequence of PostgreSQL's, growing, with gaps; nothing is locked."""
    return sorted(int(row[0]) for row in session.all(_FROM_SEQUENCE, {"sequence": sequence, "count": count}))


def set_number(session: Session, name: str, number: int) -> None:
    """The last number that was taken from a counter that is there."""
    session.run(_SET, {"counter": name, "number": number})
