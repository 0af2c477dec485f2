"""The frame of the tests that take steps in any order, and compare what is in the database with what should be there."""

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from itertools import count
from typing import TypeVar

import psycopg
import pytest
from hypothesis.stateful import RuleBasedStateMachine

from adapters.database import Database
from core.access import AccessPolicy
from core.errors import Refusal
from core.person import Actor
from core.work import Work
from tests.factories import NOW

T = TypeVar("T")
R = TypeVar("R")
S = TypeVar("S", bound="Steps")


class Steps(RuleBasedStateMachine):
    """Each example has an organization of its own on one database. A minute passes with each request."""

    url: str
    runner: asyncio.Runner
    database: Database
    organizations: Iterator[int]

    def __init__(self) -> None:
        super().__init__()
        self.organization = next(self.organizations)
        self.now = NOW

    def write(self, operation: Callable[[Work], T]) -> T:
        self.now += timedelta(minutes=1)
        return self.runner.run(self.database.write(self.organization, operation))

    def read(self, look: Callable[[Work], T]) -> T:
        return self.runner.run(self.database.read(self.organization, look))

    def do(self, operation: Callable[[Work, R, Actor, datetime], T], request: R, actor: Actor) -> T:
        return self.write(lambda work: operation(work, request, actor, self.now))

    def refused(
        self, kind: type[Refusal], operation: Callable[[Work, R, Actor, datetime], object], request: R, actor: Actor
    ) -> None:
        """The refusal has to come; that it changed nothing is seen by what is checked after every step."""
        with pytest.raises(Refusal) as refusal:
            self.do(operation, request, actor)
        assert type(refusal.value) is kind


@contextmanager
def on_database(machine: type[S], url: str) -> Iterator[type[S]]:
    """The machine on a migrated database."""
    database = Database.open(url, AccessPolicy())
    with asyncio.Runner() as runner, _organizations(url) as organizations:
        values = {"url": url, "database": database, "runner": runner, "organizations": organizations}
        yield type(f"{machine.__name__}Here", (machine,), values)
        runner.run(database.close())


@contextmanager
def _organizations(url: str) -> Iterator[Iterator[int]]:
    """A new organization each time; PostgreSQL's sequences go in the end, as its database is used again."""
    made = []

    def on_sqlite() -> Iterator[int]:
        for number in count(2):
            with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as file, file:
                file.execute("INSERT INTO organization (id, name) VALUES (?, '')", (number,))
            yield number

    def on_postgresql() -> Iterator[int]:
        with psycopg.connect(url, autocommit=True) as server:
            for number in count(2):
                server.execute("INSERT INTO organization (id, name) VALUES (%s, '')", (number,))
                server.execute(f"CREATE SEQUENCE entry_no_{number}")
                made.append(number)
                yield number

    yield on_sqlite() if url.startswith("sqlite") else on_postgresql()
    if made:
        with psycopg.connect(url, autocommit=True) as server:
            server.execute("DROP SEQUENCE " + ", ".join(f"entry_no_{number}" for number in made))
