"""A sample of the table of rights as lines, for every door: who says what of whose, and whether that is let through."""

from dataclasses import dataclass
from datetime import UTC

import psycopg

from adapters.chat.grammar import Reading, parse
from core.rights import Whose, decide
from core.storage import Storage
from core.values import Role
from core.work import Work
from tests.factories import NOW, contact, entry

ROLES = {"nobody": Role.NONE, "kari": Role.REP, "mads": Role.REP, "maria": Role.MANAGER, "ada": Role.ADMIN}
# The first entry is Kari's.
FIRST = "log call anna olsen: talked"
# What stands in the answer to whoever may not, whatever the command.
REFUSED = ("For that you need the role", "You have no access yet", "is not yours", "That is not yours")
ELSEWHERE_NO = 40
ELSEWHERE_TEXT = "of somebody else altogether"


@dataclass(frozen=True, slots=True)
class Cell:
    who: str
    line: str
    whose: Whose = Whose.OWN

    @property
    def allowed(self) -> bool:
        """As the core has it."""
        return decide(type(parse(self.line, Reading(NOW.astimezone(UTC), "en"))), ROLES[self.who], self.whose)


def _everybodys(line: str, whose: Whose = Whose.OWN) -> tuple[Cell, ...]:
    return tuple(Cell(who, line, whose) for who in ("nobody", "mads", "maria", "ada"))


CELLS = (
    *_everybodys("whoami"),
    *_everybodys("list"),
    *_everybodys("show 1", Whose.OTHERS),
    Cell("kari", "edit 1 20m"),
    *_everybodys("edit 1 25m", Whose.OTHERS),
    Cell("kari", "cancel 1"),
    *_everybodys("restore 1", Whose.OTHERS),
    *_everybodys("comment 1 hello", Whose.OTHERS),
    *_everybodys("evaluate 1 positive", Whose.OTHERS),
    *_everybodys("stats kari@example.test", Whose.OTHERS),
    *_everybodys("skipped"),
    *_everybodys("audit"),
    *_everybodys("people"),
    *_everybodys("delete-canceled"),
    *_everybodys("contact olga olsen erase"),
    *(
        Cell(who, f"{command} {ELSEWHERE_NO}", Whose.ELSEWHERE)
        for who in ("kari", "ada")
        for command in ("show", "cancel", "restore", "finish")
    ),
)


async def build_elsewhere(storage: Storage, url: str, count: int = ELSEWHERE_NO) -> None:
    """Another organization with entries whose numbers the first has not."""

    if url.startswith("postgres"):
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("CREATE SEQUENCE IF NOT EXISTS entry_no_2")
            connection.execute("ALTER SEQUENCE entry_no_2 RESTART")

    def fill(work: Work) -> None:
        work.contacts.upsert([contact("CT000077", "Elsewhere Person")])
        work.entries.add_many([entry("CT000077", description=ELSEWHERE_TEXT) for _ in range(count)])

    await storage.write(2, fill)


def check(cell: Cell, said: str) -> None:
    """That what a door answered is what the table says."""
    refused = any(words in said for words in REFUSED)
    heading = f"{cell.who}: {cell.line}\n{said}"
    if cell.whose is Whose.ELSEWHERE:
        assert f"There is no entry #{ELSEWHERE_NO}" in said, heading
        assert ELSEWHERE_TEXT not in said, heading
        return
    assert refused is not cell.allowed, heading
