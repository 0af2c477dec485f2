"""SQLite is never asked to ANALYZE, so what its planner chooses in a new file is what it chooses for good."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from adapters.database import (
    contact_search,
    contacts,
    documents,
    entries,
    history,
    lane_rows,
    lane_statements,
    log_page,
    notifications,
    outbox,
    people,
    statistics,
)
from adapters.database.document_tables import business_relation, document, document_event, skipped_document
from adapters.database.outbox_tables import lane, outbox_message, posted_copy
from adapters.database.session import Statements, _one_of
from core.statistics import Breakdown

STATEMENTS = Statements(SQLiteDialect_pysqlite())


@pytest.fixture
def connection(sqlite_template: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(sqlite_template)) as opened:
        yield opened


def plan(connection: sqlite3.Connection, sql: str) -> list[str]:
    """What the planner does with tables of ours, without the joins of names."""
    rows = connection.execute("EXPLAIN QUERY PLAN " + sql, ["1"] * sql.count("?"))
    return [row[3] for row in rows if row[3].startswith(("SEARCH", "SCAN")) and "anon" not in row[3] and "found" not in row[3]]


@pytest.mark.parametrize(
    ("shape", "side", "index"),
    [
        (("canceled",), "", "INDEX ix_entry_at (organization_id=?)"),
        (("canceled",), "older", "INDEX ix_entry_at (organization_id=? AND (at,no)<(?,?))"),
        (("canceled",), "newer", "INDEX ix_entry_at (organization_id=? AND (at,no)>(?,?))"),
        (("contact_no", "canceled"), "", "PRIMARY KEY (organization_id=? AND contact_no=?)"),
        (("contact_no", "canceled"), "older", "PRIMARY KEY (organization_id=? AND contact_no=? AND (at,no)<(?,?))"),
        (("company_no", "canceled"), "", "INDEX ix_entry_company (organization_id=? AND company_no=?)"),
        (
            ("company_no", "template_code", "canceled", "since"),
            "",
            "INDEX ix_entry_company (organization_id=? AND company_no=? AND at>?)",
        ),
        (("canceled", "since", "until"), "", "INDEX ix_entry_at (organization_id=? AND at>? AND at<?)"),
        (("canceled", "by_person"), "", "INDEX ix_entry_creator (organization_id=? AND created_by=?)"),
        (("canceled", "by_salesperson"), "", "INDEX ix_entry_salesperson (organization_id=? AND salesperson_code=?)"),
    ],
)
def test_pages_are_read_along_an_index(connection: sqlite3.Connection, shape: tuple[str, ...], side: str, index: str) -> None:
    prepared = STATEMENTS.shaped(log_page._statement, shape, 0, side)
    assert plan(connection, prepared.sql)[0] == f"SEARCH interaction_log_entry USING {index}"


@pytest.mark.parametrize(("whole", "found"), [(True, "organization_id=?"), (False, "organization_id=? AND at<?")])
def test_how_far_back_is_read_in_an_index_alone(connection: sqlite3.Connection, whole: bool, found: str) -> None:
    (step,) = plan(connection, STATEMENTS.shaped(log_page._how_far_back, whole).sql)
    assert step == f"SEARCH interaction_log_entry USING COVERING INDEX ix_entry_at ({found})"


def test_both_of_a_person_are_read_along_two_indexes(connection: sqlite3.Connection) -> None:
    prepared = STATEMENTS.shaped(log_page._statement, ("canceled", "by_person", "by_salesperson"), 0, "older")
    first, second = plan(connection, prepared.sql)[:2]
    assert first.endswith("INDEX ix_entry_creator (organization_id=? AND created_by=? AND (at,no)<(?,?))")
    assert second.endswith("INDEX ix_entry_salesperson (organization_id=? AND salesperson_code=? AND (at,no)<(?,?))")


def test_entries_are_counted_along_the_index_of_a_page(connection: sqlite3.Connection) -> None:
    shape = ("canceled", "by_person", "by_salesperson")
    first, second = plan(connection, STATEMENTS.shaped(log_page._count, shape, 0).sql)[:2]
    assert first.endswith("INDEX ix_entry_creator (organization_id=? AND created_by=?)")
    assert second.endswith("INDEX ix_entry_salesperson (organization_id=? AND salesperson_code=?)")


def test_canceled_entries_have_an_index_of_their_own(connection: sqlite3.Connection) -> None:
    for statement, more in ((entries._CANCELED_BEFORE, " AND canceled_at<?"), (log_page._canceled((), 0), "")):
        sql = STATEMENTS.prepared(statement).sql
        rows = connection.execute("EXPLAIN QUERY PLAN " + sql, ["1"] * sql.count("?"))
        index = f"INDEX ix_entry_canceled (organization_id=?{more})"
        assert [row[3] for row in rows] == [f"SEARCH interaction_log_entry USING {index}"]


@pytest.mark.parametrize(
    "statement",
    [
        contact_search._SURE,
        contact_search._FIRST,
        contacts._GET,
        contacts._PERSONS,
        entries._GET,
        entries._ROW,
        entries._RECENT,
        entries._ALIKE,
        history._OF,
        history._GET,
        history._SINCE,
        history._LAST_BY,
        history._COMMENTS,
        people._ACTOR,
        people._BY_EMAIL,
    ],
)
def test_no_statement_reads_or_sorts_a_table(connection: sqlite3.Connection, statement: Any) -> None:
    sql = STATEMENTS.prepared(statement).sql
    steps = plan(connection, sql)
    assert steps
    for step in steps:
        assert step.startswith("SEARCH")
        one_key = "(organization_id=?)"
        assert one_key not in step or "folded_name" in step
    if statement not in (entries._ROW, history._LAST_BY):  # a row, and the rows of one command
        assert "TEMP B-TREE" not in " ".join(
            row[3] for row in connection.execute("EXPLAIN QUERY PLAN " + sql, ["1"] * sql.count("?"))
        )


_OF_ONE_TYPE = "organization_id=? AND system=? AND document_type=? AND document_no=?"


@pytest.mark.parametrize(
    ("statement", "column", "index"),
    [
        (documents._DOCUMENTS, document.c.document_no, f"document USING PRIMARY KEY ({_OF_ONE_TYPE})"),
        (documents._SEEN, document_event.c.document_no, f"document_event USING PRIMARY KEY ({_OF_ONE_TYPE})"),
        (
            documents._SKIPPED_NOS,
            skipped_document.c.document_no,
            f"skipped_document USING COVERING INDEX ix_skipped_document_event ({_OF_ONE_TYPE})",
        ),
        (
            documents._RELATIONS,
            business_relation.c.no,
            "business_relation USING PRIMARY KEY (organization_id=? AND side=? AND no=?)",
        ),
        (documents._OF_ENTRY, None, "document USING INDEX ix_document_entry (organization_id=? AND entry_no=?)"),
        (
            documents._skipped(True, False, False),
            None,
            "skipped_document USING PRIMARY KEY (organization_id=? AND no<?)",
        ),
        (
            documents._skipped(True, False, True),
            None,
            "skipped_document USING INDEX ix_skipped_document_reason (organization_id=? AND reason=? AND no<?)",
        ),
        (
            documents._skipped(False, True, True),
            None,
            "skipped_document USING INDEX ix_skipped_document_reason (organization_id=? AND reason=? AND no>?)",
        ),
        (
            notifications._RULES_OF,
            None,
            "notification_rule USING INDEX ix_notification_rule_recipient (organization_id=? AND recipient=?)",
        ),
        (lane_statements.NEXT, None, "lane USING INDEX ix_lane_next_at (next_at<?)"),
        (lane_statements.NEXT_AT, None, "lane USING COVERING INDEX ix_lane_next_at (next_at>?)"),
        (lane_statements.DUE, None, "outbox_message USING PRIMARY KEY (organization_id=? AND recipient=? AND due_at<?)"),
        (
            lane_statements.REMOVE,
            None,
            "outbox_message USING PRIMARY KEY (organization_id=? AND recipient=? AND due_at=? AND id=?)",
        ),
        (lane_rows._FIRST_DUE, None, "outbox_message USING PRIMARY KEY (organization_id=? AND recipient=?)"),
        (lane_rows._STATES, lane.c.recipient, "lane USING PRIMARY KEY (organization_id=? AND recipient=?)"),
        (
            outbox._WAITING_UPDATES,
            outbox_message.c.copy_id,
            "outbox_message USING COVERING INDEX ix_outbox_message_copy (organization_id=? AND copy_id=?)",
        ),
        (outbox._COPIES, posted_copy.c.entry_no, "posted_copy USING PRIMARY KEY (organization_id=? AND entry_no=?)"),
        (outbox._DEAD, None, "dead_message USING PRIMARY KEY (organization_id=?)"),
        (outbox._STOPPED, None, "lane USING INDEX ix_lane_stopped (organization_id=?)"),
    ],
)
def test_documents_and_lanes_are_read_along_an_index(
    connection: sqlite3.Connection, statement: Any, column: Any, index: str
) -> None:
    sql = STATEMENTS.prepared(statement if column is None else _one_of(statement, column, 10)).sql
    rows = connection.execute("EXPLAIN QUERY PLAN " + sql, ["1"] * sql.count("?"))
    assert [row[3] for row in rows] == [f"SEARCH {index}"]


def test_the_events_of_an_entry_are_read_along_two_indexes(connection: sqlite3.Connection) -> None:
    assert plan(connection, STATEMENTS.prepared(documents._EVENTS).sql) == [
        "SEARCH document USING COVERING INDEX ix_document_entry (organization_id=? AND entry_no=?)",
        f"SEARCH document_event USING PRIMARY KEY ({_OF_ONE_TYPE})",
    ]


_BY_TIME = "COVERING INDEX ix_entry_at (organization_id=? AND at>? AND at<?)"


@pytest.mark.parametrize("breakdown", [None, *(each for each in Breakdown if each is not Breakdown.WEEK)])
@pytest.mark.parametrize("who", [(), ("by_person",), ("by_salesperson",), ("by_person", "by_salesperson")])
def test_statistics_of_some_time_are_read_along_one_index(
    connection: sqlite3.Connection, breakdown: Breakdown | None, who: tuple[str, ...]
) -> None:
    shape = ("canceled", "postponed", "since", "until", *who)
    prepared = STATEMENTS.shaped(statistics._statement, breakdown, shape, 0, False, False)
    assert plan(connection, prepared.sql) == [f"SEARCH interaction_log_entry USING {_BY_TIME}"]


@pytest.mark.parametrize(
    ("field", "index"),
    [
        ("contact_no", "PRIMARY KEY (organization_id=? AND contact_no=?)"),
        ("company_no", "INDEX ix_entry_company (organization_id=? AND company_no=?)"),
        ("segment_no", "INDEX ix_entry_segment (organization_id=? AND segment_no=?)"),
        ("campaign_no", "INDEX ix_entry_campaign (organization_id=? AND campaign_no=?)"),
    ],
)
@pytest.mark.parametrize("breakdown", [None, Breakdown.TEMPLATE, Breakdown.CONTACT])
def test_statistics_of_something_read_nothing_else(
    connection: sqlite3.Connection, field: str, index: str, breakdown: Breakdown | None
) -> None:
    prepared = STATEMENTS.shaped(statistics._statement, breakdown, (field, "canceled", "postponed"), 0, False, False)
    assert plan(connection, prepared.sql) == [f"SEARCH interaction_log_entry USING {index}"]


def test_campaigns_are_counted_along_an_index(connection: sqlite3.Connection) -> None:
    for statement, more in ((statistics._OF_CAMPAIGN, ""), (statistics._OF_ONE_CAMPAIGN, " AND campaign_no=?")):
        assert plan(connection, STATEMENTS.prepared(statement).sql) == [
            f"SEARCH interaction_log_entry USING COVERING INDEX ix_entry_campaign (organization_id=?{more})"
        ]


def test_the_last_interaction_of_a_contact_is_found_along_an_index(connection: sqlite3.Connection) -> None:
    steps = set(plan(connection, STATEMENTS.prepared(statistics._idle(True, False)).sql))
    assert {step for step in steps if "interaction_log_entry" in step} == {
        "SEARCH interaction_log_entry USING INDEX ix_entry_company (organization_id=? AND company_no=?)",
        "SEARCH interaction_log_entry USING PRIMARY KEY (organization_id=? AND contact_no=?)",
    }
