"""What people do with entries."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from core.errors import NotAllowed, NotFound, NothingToUndo, PrivacyBlocked, SegmentCanceled
from core.operations.canceling import cancel_entries, restore_entries
from core.operations.commenting import comment_entry
from core.operations.deleting import delete_entries, preview_deletion
from core.operations.drafts import drop_draft, finish_draft
from core.operations.editing import edit_entry
from core.operations.evaluating import evaluate_entries
from core.operations.log import log_interaction
from core.operations.undoing import undo
from core.person import Actor
from core.requests.deleting import DeleteEntries, PreviewDeletion
from core.requests.entries import (
    CancelEntries,
    CommentEntry,
    DropDraft,
    EditEntry,
    EvaluateEntries,
    FinishDraft,
    LogInteraction,
    RestoreEntries,
    Undo,
)
from core.results.entries import Changed
from core.values import ChangeKind, Evaluation
from core.work import Work
from tests.core.operations.whole_log.machine import Machine, step
from tests.core.operations.whole_log.model import COMPANY_OF, TEMPLATES, Change, Entry

CONTACTS = st.sampled_from(sorted(COMPANY_OF))
CODES = st.sampled_from(sorted(TEMPLATES))
NOTES = st.sampled_from(("", "Talked of a zebra", "Sent the offer"))
PICK = st.integers(0, 30)
PICKS = st.lists(PICK, min_size=1, max_size=3)
EDITS = {
    "contact": CONTACTS,
    "template": CODES,
    "note": st.sampled_from(("Asked for a zebra", "Will call back")),
    "cost": st.sampled_from((Decimal("3.50"), Decimal(0))),
    "duration": st.sampled_from((5, 45)),
    "failed": st.booleans(),
}


class EntryRules(Machine):
    @step(
        admin=st.booleans(),
        contact=CONTACTS,
        template=CODES,
        note=NOTES,
        draft=st.booleans(),
        failed=st.booleans(),
        ago=st.integers(0, 20),
    )
    def log_one(self, admin: bool, contact: str, template: str, note: str, draft: bool, failed: bool, ago: int) -> None:
        actor = self.actor(admin)
        day = (self.now + timedelta(minutes=1)).date() - timedelta(days=ago)
        request = LogInteraction(contact=contact, template=template, note=note, on=day, failed=failed, postpone=draft)
        if contact in self.log.blocked:
            self.refused(PrivacyBlocked, log_interaction, request, actor)
            return
        logged = self.do(log_interaction, request, actor)
        no, at = logged.row.entry.no, self.now - timedelta(days=ago)
        entry = self.base(contact, template, at, actor.person_id, actor.salesperson_code, note)
        self.log.new(no, entry | {"attempt_failed": failed, "postponed": draft})
        self.changed(logged.change, ChangeKind.CREATED, actor, {no: ({}, {})})

    @step(admin=st.booleans(), picks=PICKS, gone=st.integers(0, 9), reason=st.sampled_from(("", "double")))
    def cancel(self, admin: bool, picks: list[int], gone: int, reason: str) -> None:
        actor, nos = self.actor(admin), self.picked(picks)
        if not gone:
            # One that is not there: nothing is done with the others.
            nos = (*nos, self.log.last_no + 1)
            self.refused(NotFound, cancel_entries, CancelEntries(nos=nos, reason=reason), actor)
        elif nos and not all(self.may_change(actor, no) for no in nos):
            self.refused(NotAllowed, cancel_entries, CancelEntries(nos=nos, reason=reason), actor)
        elif nos:
            done = self.do(cancel_entries, CancelEntries(nos=nos, reason=reason), actor)
            mark = self.mark(actor, reason)
            rows = self.log.alter(nos, lambda entry: entry if entry["mark"] else entry | {"mark": mark})
            self.changed(done.change, ChangeKind.CANCELED, actor, rows)

    @step(admin=st.booleans(), picks=PICKS, of_segment=st.booleans())
    def restore(self, admin: bool, picks: list[int], of_segment: bool) -> None:
        actor, nos = self.actor(admin), self.picked(picks)
        if of_segment:
            locked = [no for no in self.log.entries if self.log.is_locked(no)]
            nos = tuple(dict.fromkeys(locked[pick % len(locked)] for pick in picks)) if locked else nos
        request = RestoreEntries(nos=nos)
        if not nos:
            return
        if not all(self.may_change(actor, no) for no in nos):
            self.refused(NotAllowed, restore_entries, request, actor)
        elif any(self.log.entries[no]["mark"] and self.log.is_locked(no) for no in nos):
            self.refused(SegmentCanceled, restore_entries, request, actor)
        else:
            done = self.do(restore_entries, request, actor)
            rows = self.log.alter(nos, lambda entry: entry | {"mark": None})
            self.changed(done.change, ChangeKind.RESTORED, actor, rows)

    @step(admin=st.booleans(), pick=PICK, values=st.fixed_dictionaries({}, optional=EDITS))
    def edit(self, admin: bool, pick: int, values: dict[str, Any]) -> None:
        actor = self.actor(admin)
        for no in self.picked([pick]):
            request = EditEntry(no=no, **values)
            new = _edited(self.log.entries[no], values)
            told = any(new[name] != self.log.entries[no][name] for name in ("contact_no", "description"))
            if not self.may_change(actor, no):
                self.refused(NotAllowed, edit_entry, request, actor)
            elif values.get("contact") in self.log.blocked or (told and new["contact_no"] in self.log.blocked):
                self.refused(PrivacyBlocked, edit_entry, request, actor)
            else:
                done = self.do(edit_entry, request, actor)
                rows = self.log.alter([no], lambda entry: _edited(entry, values))
                self.changed(done.change, ChangeKind.EDITED, actor, rows)

    @step(admin=st.booleans(), picks=PICKS, value=st.sampled_from(Evaluation))
    def evaluate(self, admin: bool, picks: list[int], value: Evaluation) -> None:
        actor, nos = self.actor(admin), self.picked(picks)
        if not nos:
            return
        if not all(self.may_change(actor, no) for no in nos):
            self.refused(NotAllowed, evaluate_entries, EvaluateEntries(nos=nos, evaluation=value), actor)
            return
        done = self.do(evaluate_entries, EvaluateEntries(nos=nos, evaluation=value), actor)
        self.changed(done.change, ChangeKind.EVALUATED, actor, self.log.alter(nos, lambda entry: entry | {"evaluation": value}))

    @step(admin=st.booleans(), pick=PICK)
    def comment(self, admin: bool, pick: int) -> None:
        actor = self.actor(admin)
        for no in self.picked([pick]):
            request = CommentEntry(no=no, text=f"Said at {self.now:%H:%M}")
            if not self.may_change(actor, no):
                self.refused(NotAllowed, comment_entry, request, actor)
            elif self.log.entries[no]["contact_no"] in self.log.blocked:
                self.refused(PrivacyBlocked, comment_entry, request, actor)
            else:
                done = self.do(comment_entry, request, actor)
                self.log.comments[no][done.change] = request.text
                self.changed(done.change, ChangeKind.COMMENTED, actor, {no: ({}, {})})

    @step(admin=st.booleans(), pick=PICK, finish=st.booleans())
    def end_draft(self, admin: bool, pick: int, finish: bool) -> None:
        """Finishes or drops a draft; what is none is left as it is."""
        actor = self.actor(admin)
        drafts = [no for no, entry in self.log.entries.items() if entry["postponed"] and not entry["mark"]]
        nos = drafts[pick % 3 :][:1] or self.picked([pick])
        if not nos:
            return
        (no,) = nos
        entry = self.log.entries[no]
        is_draft = entry["postponed"] and entry["mark"] is None
        operation, kind = (self._finish, ChangeKind.FINISHED) if finish else (self._drop, ChangeKind.DROPPED)
        if not self.may_change(actor, no):
            self.refused(NotAllowed, operation, no, actor)
        elif finish and is_draft and entry["contact_no"] in self.log.blocked:
            self.refused(PrivacyBlocked, operation, no, actor)
        else:
            done = self.do(operation, no, actor)
            end = {"postponed": False, "at": self.now} if finish else {"mark": self.mark(actor)}
            self.changed(done.change, kind, actor, self.log.alter([no], lambda entry: entry | end if is_draft else entry))

    @staticmethod
    def _finish(work: Work, no: int, actor: Actor, now: datetime) -> Changed:
        return finish_draft(work, FinishDraft(no=no), actor, now)

    @staticmethod
    def _drop(work: Work, no: int, actor: Actor, now: datetime) -> Changed:
        return drop_draft(work, DropDraft(no=no), actor, now)

    @step(admin=st.booleans())
    def take_back_the_last(self, admin: bool) -> None:
        actor = self.actor(admin)
        key = self.log.last_by(actor.person_id)
        if key:
            self._undo(key, Undo(), admin)
        else:
            self.refused(NothingToUndo, undo, Undo(), actor)

    @step(admin=st.booleans(), pick=st.integers(0, 100))
    def take_one_back(self, admin: bool, pick: int) -> None:
        """As a button does."""
        keys = [key for key, change in sorted(self.log.changes.items()) if change.rows]
        if keys:
            key = keys[-1 - pick % len(keys)]
            self._undo(key, Undo(change=key), admin)

    def _undo(self, key: int, request: Undo, admin: bool) -> None:
        actor, change, before = self.actor(admin), self.log.changes[key], dict(self.log.entries)
        at = self.now + timedelta(minutes=1)
        refusal = self.log.undo(key, actor.person_id, actor.role, at)
        if refusal is not None:
            self.refused(refusal, undo, request, actor)
            return
        self.do(undo, request, actor)
        nos = sorted(change.rows)
        rows = {no: _rows(before[no], self.log.entries[no]) for no in nos}
        undone = Change(kind=change.kind, by=actor.person_id, rows=rows, undoes=key)
        self.log.changes[self.last_change(nos[0])] = undone
        self.touched.update(nos)

    @step(
        contact=st.none() | CONTACTS,
        template=st.none() | CODES,
        above=st.none() | PICK,
        stale=st.lists(PICK, max_size=2),
    )
    def delete_canceled(self, contact: str | None, template: str | None, above: int | None, stale: list[int]) -> None:
        """What was shown goes; what was never canceled, or is gone, is passed over."""
        request = PreviewDeletion(contact=contact or "", template=template or "", no_from=above or 0)
        preview = self.do(preview_deletion, request, self.admin)
        wanted = [
            no
            for no, entry in sorted(self.log.entries.items(), key=lambda each: (each[1]["mark"] or (self.now,))[0])
            if entry["mark"]
            and contact in (None, entry["contact_no"], entry["company_no"])
            and template in (None, entry["template_code"])
            and no >= (above or 0)
        ]
        assert sorted(preview.nos) == sorted(wanted)
        assert preview.comments == sum(len(self.log.comments[no]) for no in wanted)
        nos = tuple(dict.fromkeys((*preview.nos, *self.picked(stale))))
        if not nos or len(wanted) > 8:  # so that the log grows
            return
        kept = tuple(no for no in nos if not self.log.entries[no]["mark"])
        deletion = self.do(delete_entries, DeleteEntries(nos=nos), self.admin)
        gone = self.log.delete(nos)
        assert (sorted(deletion.nos), deletion.kept, deletion.gone) == (sorted(gone), kept, 0)
        if gone:
            again = self.do(delete_entries, DeleteEntries(nos=tuple(gone)), self.admin)
            assert (again.nos, again.gone) == ((), len(gone))


def _edited(entry: Entry, values: dict[str, Any]) -> Entry:
    new = dict(entry)
    if "contact" in values:
        new |= {"contact_no": values["contact"], "company_no": COMPANY_OF[values["contact"]]}
    for name, field in (("cost", "cost"), ("duration", "duration"), ("failed", "attempt_failed"), ("note", "description")):
        if name in values:
            new[field] = values[name]
    if "template" in values:
        template = TEMPLATES[values["template"]]
        new |= {"template_code": values["template"], "group_code": template["group"]}
        old = TEMPLATES[entry["template_code"]]
        if "note" not in values and entry["description"] in (old["description"], old.get("nb")):
            new["description"] = template.get(entry["language_code"]) or template["description"]
    return new


def _rows(before: Entry, after: Entry) -> tuple[Entry, Entry]:
    names = [name for name in before if before[name] != after[name]]
    return {name: before[name] for name in names}, {name: after[name] for name in names}
