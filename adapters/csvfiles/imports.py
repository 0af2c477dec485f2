"""Bringing CSV files into the log: upserts in chunks, so that a large file neither fills memory nor keeps other writers waiting.

Columns that a file does not have keep the values that are there. Importing a file again changes nothing.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

from adapters.csvfiles.reader import BadLine, read
from adapters.csvfiles.segments import upsert_segments
from adapters.csvfiles.tables import CONTACTS, RELATIONS, SALESPEOPLE, SEGMENTS, TEMPLATES, Table, columns, values
from adapters.csvfiles.upserts import Item, Outcome, upsert_contacts, upsert_relations, upsert_salespeople, upsert_templates
from core.storage import Storage
from core.values import ContactType
from core.work import Work

CHUNK = 1000
T = TypeVar("T")


@dataclass(slots=True)
class Counts:
    """How many lines of a file went in, and how many could not."""

    new: int = 0
    changed: int = 0
    same: int = 0
    bad: int = 0


@dataclass(frozen=True, slots=True)
class Import:
    """One run. `bad` hears of each line that cannot go in, `progress` of the bytes that were read since it was last told."""

    storage: Storage
    organization_id: int
    path: Path
    bad: Callable[[BadLine], None]
    progress: Callable[[int], None] = lambda _: None

    async def contacts(self) -> Counts:
        """Reads the file twice, companies first: a person may stand before its company. Raises BadFile, OSError."""
        counts = Counts()
        codes = await self.storage.read(self.organization_id, _salesperson_codes)
        upsert = partial(upsert_contacts, salespeople=codes)
        companies = (item for item in self._items(CONTACTS, 3, counts) if item.fields["type"] is ContactType.COMPANY)
        await self._write(companies, upsert, counts)
        # What is wrong with a line by itself was told in the first round.
        persons = (item for item in self._items(CONTACTS, 3, None) if item.fields["type"] is ContactType.PERSON)
        await self._write(persons, upsert, counts)
        return counts

    async def salespeople(self) -> Counts:
        """Raises BadFile, OSError."""
        counts = Counts()
        await self._write(self._items(SALESPEOPLE, 2, counts), upsert_salespeople, counts)
        return counts

    async def templates(self) -> Counts:
        """A group that is unknown is created. Raises BadFile, OSError."""
        counts = Counts()
        await self._write(self._items(TEMPLATES, 2, counts), upsert_templates, counts)
        return counts

    async def relations(self) -> Counts:
        """Of customers and vendors to contacts, which have to be there already. Raises BadFile, OSError."""
        counts = Counts()
        await self._write(self._items(RELATIONS, 3, counts, keys=2), upsert_relations, counts)
        return counts

    async def segments(self, now: datetime) -> Counts:
        """A segment that is unknown is made, as of `now`; its contacts have to be there already. Raises BadFile, OSError."""
        counts = Counts()
        await self._write(self._items(SEGMENTS, 3, counts, keys=2), partial(upsert_segments, now=now), counts)
        return counts

    def _items(self, table: Table, required: int, counts: Counts | None, *, keys: int = 1) -> Iterator[Item]:
        """What the lines say; what is wrong with the others is told and counted, unless `counts` is None.

        The first `keys` columns tell a line from the others.
        """
        seen: dict[str, int] = {}
        key = tuple(table)[:keys]
        for record in read(self.path, columns(table, required), self.progress):
            fields = [record] if isinstance(record, BadLine) else values(record, table)
            if isinstance(fields, dict):
                named = " ".join(fields[column] for column in key)
                first = seen.setdefault(named, record.line)
                if first == record.line:
                    yield Item(record.line, fields)
                    continue
                fields = [BadLine(record.line, key[-1], f"{named} stands on line {first} already")]
            if counts is not None:
                self._tell(fields, counts)

    async def _write(self, items: Iterable[Item], upsert: Callable[[Work, Sequence[Item]], Outcome], counts: Counts) -> None:
        for chunk in _chunks(items):
            done = await self.storage.write(self.organization_id, partial(upsert, items=chunk))  # type: ignore[call-arg]  # all call it items
            counts.new += done.new
            counts.changed += done.changed
            counts.same += done.same
            self._tell(done.bad, counts)

    def _tell(self, bad: Sequence[BadLine], counts: Counts) -> None:
        for line in bad:
            self.bad(line)
        counts.bad += len({line.line for line in bad})


def _salesperson_codes(work: Work) -> frozenset[str]:
    return frozenset(salesperson.code for salesperson in work.salespeople.all())


def _chunks(items: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk
