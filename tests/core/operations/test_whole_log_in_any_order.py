"""Whatever people, segments and documents do to the log, in whatever order: it is what plain dictionaries say that it is."""

from collections.abc import Iterator

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule, run_state_machine_as_test

from tests.core.operations.in_any_order import on_database
from tests.core.operations.whole_log.checks import Checks
from tests.core.operations.whole_log.document_rules import AT, KINDS, DocumentRules, event
from tests.core.operations.whole_log.entry_rules import EntryRules
from tests.core.operations.whole_log.segment_rules import SegmentRules


class WholeLog(EntryRules, SegmentRules, DocumentRules, Checks):
    """All of it together. With a rule each, hypothesis would leave most of them out of most examples."""

    @initialize()
    def begin(self) -> None:
        for admin, contact, draft in ((True, "C1", False), (False, "P1", False), (False, "P2", True), (True, "P3", False)):
            self.log_one(admin=admin, contact=contact, template="CALL", note="", draft=draft, failed=False, ago=3)
        for contact in ("P1", "P3"):
            self.add_contact(pick=0, contact=contact)
        self.set_up(events=set(KINDS[:2]))
        self.deliver(batch=[event("1", 1, KINDS[0], AT), event("4", 1, KINDS[0], AT)])

    @rule(data=st.data())
    def step(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(_STEPS))
        getattr(self, name)(**data.draw(getattr(self, name).drawn))


_OFTEN = ("log_one", "take_back_the_last", "log_whole", "change_whole", "deliver")
_STEPS = (*_OFTEN, *sorted(name for name in dir(WholeLog) if hasattr(getattr(WholeLog, name), "drawn")))


@pytest.fixture
def machine(database_url: str) -> Iterator[type[WholeLog]]:
    """The machine on one database, with an organization for each example."""
    with on_database(WholeLog, database_url) as machine:
        yield machine


def test_in_any_order_the_log_is_what_the_rules_say(machine: type[WholeLog]) -> None:
    examples = 50 if machine.url.startswith("sqlite") else 30
    run_state_machine_as_test(machine, settings=settings(max_examples=examples, stateful_step_count=100))


@pytest.mark.soak
def test_in_many_orders_the_log_is_what_the_rules_say(machine: type[WholeLog]) -> None:
    run_state_machine_as_test(machine, settings=settings(max_examples=400, stateful_step_count=100))
