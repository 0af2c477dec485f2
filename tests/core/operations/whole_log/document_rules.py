"""What happens to business documents."""

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import strategies as st

from core.contact import Contact
from core.document import (
    DocumentEvent,
    DocumentEventKind,
    DocumentSetup,
    DocumentStatus,
    DocumentType,
    Relation,
    Side,
    SkipReason,
)
from core.filters import EntryFilter
from core.operations.documents import record_documents
from core.operations.skipped import replay_documents
from core.requests.documents import ReplayDocuments
from core.values import ChangeKind
from core.work import Work
from tests.core.operations.whole_log.machine import Machine, step
from tests.core.operations.whole_log.model import SALESPERSON_OF, Change
from tests.factories import NOW

INVOICE = DocumentType.SALES_INVOICE
AT = NOW - timedelta(days=9)
# The last one is what happens when an invoice is printed once more.
KINDS = (DocumentEventKind.CREATED, DocumentEventKind.POSTED, DocumentEventKind.PRINTED)


def event(document_no: str, version: int, kind: DocumentEventKind, at: datetime) -> DocumentEvent:
    """The document tells whom it names: a contact, somebody unknown, or a customer alone."""
    contact_no = {"1": "P1", "2": "P3", "3": "NOBODY", "4": ""}[document_no]
    return DocumentEvent(
        document_type=INVOICE,
        document_no=document_no,
        version=version,
        event=kind,
        occurred_at=at,
        contact_no=contact_no,
        bill_to_customer_no="10000",
    )


EVENTS = st.builds(
    event,
    st.sampled_from(("1", "2", "3", "4")),
    st.integers(1, 2),
    st.sampled_from(KINDS),
    st.sampled_from((AT, AT + timedelta(hours=1))),
)


class DocumentRules(Machine):
    @step(events=st.sets(st.sampled_from(KINDS[:2])))
    def set_up(self, events: set[DocumentEventKind]) -> None:
        """Without events nothing is set up."""
        if events:
            row = DocumentSetup(document_type=INVOICE, template_code="INVOICE", events=frozenset(events))
            self.write(lambda work: work.documents.save_setup(row))
        else:
            self.write(lambda work: work.documents.remove_setup(INVOICE))
        self.log.setup = frozenset(events)

    @step()
    def relate(self) -> None:
        relation = Relation(side=Side.CUSTOMER, no="10000", contact_no="P2")
        self.write(lambda work: work.documents.upsert_relations([relation]))
        self.log.related = True

    @step(no=st.sampled_from(("P1", "P3")), blocked=st.booleans())
    def block(self, no: str, blocked: bool) -> None:
        """Privacy blocks a contact, or does not any more."""

        def change(work: Work) -> Contact:
            contact = replace(work.contacts.get(no), privacy_blocked=blocked)
            work.contacts.update(contact)
            return contact

        self.write(change)
        (self.log.blocked.add if blocked else self.log.blocked.discard)(no)

    @step(batch=st.lists(EVENTS, min_size=1, max_size=4))
    def deliver(self, batch: list[DocumentEvent]) -> None:
        """New ones, duplicates, reprints, in one batch."""
        outcomes = self.write(lambda work: record_documents(work, batch, self.now))
        self._recorded(batch, [outcome.reason or outcome.status for outcome in outcomes])
        for each, outcome in zip(batch, outcomes, strict=True):
            assert outcome.entry_no == (0 if outcome.reason else self.log.documents[each.document])

    @step(reason=st.none() | st.sampled_from(SkipReason))
    def replay(self, reason: SkipReason | None) -> None:
        batch = [each for each, why in self.log.skipped.values() if reason in (None, why)]
        batch.sort(key=lambda each: each.occurred_at)
        done = self.do(replay_documents, ReplayDocuments(every=True, reason=reason), self.admin)
        judged = self._recorded(batch, None)
        assert done.recorded == judged.count(DocumentStatus.RECORDED)
        assert done.updated == judged.count(DocumentStatus.UPDATED)
        assert sum(count for _, count in done.skipped) == sum(isinstance(each, SkipReason) for each in judged)

    def _recorded(
        self, batch: list[DocumentEvent], said: list[DocumentStatus | SkipReason] | None
    ) -> list[DocumentStatus | SkipReason]:
        """Takes a batch into the dictionaries, one event after the other; gives what becomes of each."""
        judged = []
        numbers = self.read(self._numbers)
        changes: dict[int, int] = {}
        for place, each in enumerate(batch):
            judgment = self.log.judged(each)
            judged.append(judgment)
            assert said is None or said[place] is judgment
            if isinstance(judgment, SkipReason):
                self.log.skipped[each.key] = (each, judgment)
                continue
            self.log.skipped.pop(each.key, None)
            if judgment is DocumentStatus.DUPLICATE:
                continue
            if judgment is DocumentStatus.RECORDED:
                no = self.log.documents[each.document] = numbers[each.document_no]
                contact = self.log.party(each)
                made = self.base(contact, "INVOICE", each.occurred_at, 0, SALESPERSON_OF[contact])
                self.log.new(no, made | {"document_no": each.document_no})
            no = self.log.documents[each.document]
            changes[no] = changes.get(no, 0) + 1
            self.log.seen.add(each.key)
            kind = ChangeKind.CREATED if judgment is DocumentStatus.RECORDED else ChangeKind.DOCUMENT
            self.log.changes[-len(self.log.changes) - 1] = Change(kind=kind, by=0, rows={no: ({}, {})})
        self._renumber(changes)
        return judged

    @staticmethod
    def _numbers(work: Work) -> dict[str, int]:
        """The numbers of the entries of documents."""
        rows = work.entries.page(EntryFilter(canceled=None, automatic=True), 100)
        return {row.entry.document_no: row.entry.no for row in rows}

    def _renumber(self, changes: dict[int, int]) -> None:
        """Gives the changes, kept under numbers below 0 in their order, the ids that they have in the history."""
        pending = {key: self.log.changes.pop(key) for key in sorted((k for k in self.log.changes if k < 0), reverse=True)}
        for no, count in changes.items():
            ids = [change.id for change in self.read(lambda work, no=no: work.history.of(no))][-count:]  # type: ignore[misc]
            mine = [change for change in pending.values() if no in change.rows]
            self.log.changes.update(zip(ids, mine, strict=True))
            self.touched.add(no)
