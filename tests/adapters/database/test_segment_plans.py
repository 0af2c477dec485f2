"""What SQLite's planner does with the statements about segments, and what they give on both databases."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from adapters.database import entries, log_page, segment_matching, segments
from adapters.database.segment_tables import logged_segment
from adapters.database.session import Statements, _one_of

STATEMENTS = Statements(SQLiteDialect_pysqlite())


@pytest.fixture
def connection(sqlite_template: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(sqlite_template)) as opened:
        yield opened


def plan(connection: sqlite3.Connection, sql: str) -> list[str]:
    return [row[3] for row in connection.execute("EXPLAIN QUERY PLAN " + sql, ["1"] * sql.count("?"))]


@pytest.mark.parametrize(("side", "place"), [("", ""), ("older", " AND (at,no)<(?,?)"), ("newer", " AND (at,no)>(?,?)")])
def test_the_log_of_a_segment_is_read_along_its_index(connection: sqlite3.Connection, side: str, place: str) -> None:
    sql = STATEMENTS.shaped(log_page._statement, ("segment_no", "canceled", "postponed"), 0, side).sql
    steps = [step for step in plan(connection, sql) if "interaction_log_entry" in step]
    assert steps == [f"SEARCH interaction_log_entry USING INDEX ix_entry_segment (organization_id=? AND segment_no=?{place})"]


@pytest.mark.parametrize(
    ("statement", "first"),
    [
        (entries._OF_SEGMENT, "interaction_log_entry USING INDEX ix_entry_segment (organization_id=? AND segment_no=?)"),
        (segments._GET, "segment USING PRIMARY KEY (organization_id=? AND no=?)"),
        (segments._AFTER, "segment USING PRIMARY KEY (organization_id=? AND no>?)"),
        (segments._BEFORE, "segment USING PRIMARY KEY (organization_id=? AND no<?)"),
        (segments._COUNT, "segment_line USING PRIMARY KEY (organization_id=? AND segment_no=?)"),
        (segments._LINES_AFTER, "segment_line USING PRIMARY KEY (organization_id=? AND segment_no=? AND contact_no>?)"),
        (segments._LINES_BEFORE, "segment_line USING PRIMARY KEY (organization_id=? AND segment_no=? AND contact_no<?)"),
        (segments._ALL_LINES, "segment_line USING PRIMARY KEY (organization_id=? AND segment_no=?)"),
        (segments._OLDER, "logged_segment USING PRIMARY KEY (organization_id=? AND no<?)"),
        (segments._NEWER, "logged_segment USING PRIMARY KEY (organization_id=? AND no>?)"),
    ],
)
def test_segments_are_read_along_their_keys(connection: sqlite3.Connection, statement: Any, first: str) -> None:
    steps = plan(connection, STATEMENTS.prepared(statement).sql)
    assert steps[0] == f"SEARCH {first}"
    assert not any(step.startswith("SCAN") for step in steps)
    assert not any("TEMP B-TREE" in step for step in steps)


def test_those_that_are_canceled_are_found_by_the_segments_no(connection: sqlite3.Connection) -> None:
    (step,) = plan(connection, STATEMENTS.prepared(_one_of(segments._CANCELED, logged_segment.c.segment_no, 10)).sql)
    assert "(organization_id=? AND segment_no=?)" in step


@pytest.mark.parametrize("name", ["before", "template_code", "segment_no", "within"])
def test_criteria_look_at_the_contacts_own_entries_and_lines(connection: sqlite3.Connection, name: str) -> None:
    steps = plan(connection, STATEMENTS.shaped(segment_matching._statement, (name,)).sql)
    inner = [step for step in steps if "interaction_log_entry" in step or "segment_line" in step]
    assert inner
    for step in inner:
        assert step.startswith("SEARCH")
        assert "contact_no=?" in step or "company_no=?" in step
