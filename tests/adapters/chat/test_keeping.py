"""Many entries at once and the audit, in the conversation: lines, buttons and questions."""

import csv
from dataclasses import fields

import pytest

from adapters.chat.card import Confirm, Pick, Table
from adapters.chat.codec import dump, load
from adapters.chat.plain import plain
from adapters.chat.turn import Reply
from adapters.chat.vocabulary import Kind, vocabulary
from core.audit import AuditAction, AuditRecord, AuditSource
from core.operations import deleting
from core.requests.deleting import DeleteEntries
from core.requests.entries import CancelEntries, EntryFilters
from core.work import Work
from tests.adapters.chat.talk import Talk, labels


async def log(talk: Talk, count: int, who: str = "kari") -> None:
    for place in range(count):
        await talk.say(f"log call anna: number {place} of {who}", who)


def question(reply: Reply) -> Confirm:
    (found,) = (element for element in reply.card.body if isinstance(element, Confirm))
    return found


async def test_canceled_entries_are_shown_asked_about_and_deleted(talk: Talk) -> None:
    await log(talk, 4)
    await talk.say("comment 2 they called back")
    await talk.say("cancel 1 2 4 wrong contact")
    asked = await talk.say("delete-canceled contact:anna", "ada")
    said = plain(asked.card)
    assert said.startswith("Delete 3 canceled entries?")
    for words in ("Only: contact anna", "Numbers: #1–#2, #4", "Comments: 1", "Oldest: Thu 19 Nov 2026", "cannot be taken back"):
        assert words in said
    assert asked.outcome == "asked"
    # The question carries the numbers that were shown, never the filter.
    request = question(asked).yes.request
    assert request == DeleteEntries(nos=(1, 2, 4))
    assert load(dump(request)) == request
    await talk.say("restore 4")
    done = await talk.press(asked, "Delete 3 entries", "ada")
    said = plain(done.card)
    assert said.startswith("Deleted 2 canceled entries")
    for words in ("1 comment went with them.", "Not canceled any more, so they stay: #4"):
        assert words in said
    again = plain((await talk.press(asked, "Delete 3 entries", "ada")).card)
    assert again.startswith("Nothing was deleted")
    assert "2 were deleted already." in again
    assert (await talk.say("list anna canceled:all")).entry_nos == (4, 3)
    assert "no entry #1" in plain((await talk.say("show 1")).card).lower()
    nothing = await talk.say("delete canceled", "ada")
    assert plain(nothing.card).startswith("There are no canceled entries to delete")
    audit = plain((await talk.say("audit about:deleted", "ada")).card)
    assert "Ada" in audit
    assert "count: 2, comments: 1, attachments: 0, numbers: #1–#2" in audit


async def test_the_rest_is_deleted_by_going_on(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deleting, "DELETED_AT_ONCE", 2)
    await log(talk, 3)
    await talk.say("cancel 1 2 3")
    asked = await talk.say("delete-canceled", "ada")
    begun = await talk.press(asked, "Delete 3 entries", "ada")
    assert "1 is still to be deleted." in plain(begun.card)
    done = await talk.press(begun, "Delete 1 entry", "ada")
    assert (plain(done.card).splitlines()[0], labels(done)) == ("Deleted 3 canceled entries", [])


@pytest.mark.parametrize("line", ["audit", "delete-canceled", "delete-canceled no:1"])
@pytest.mark.parametrize("who", ["kari", "maria", "nobody"])
async def test_others_than_admins_are_refused(talk: Talk, line: str, who: str) -> None:
    await log(talk, 1)
    await talk.say("cancel 1")
    assert (await talk.say(line, who)).outcome == "refused"
    assert (await talk.say(DeleteEntries(nos=(1,)), who)).outcome == "refused"
    assert (await talk.say("list anna canceled:yes")).entry_nos == (1,)


async def test_all_that_a_list_shows_is_canceled_restored_and_evaluated(talk: Talk) -> None:
    await log(talk, 12)
    assert labels(await talk.say("list")) == ["Older"]
    shown = await talk.say("list anna")
    assert labels(shown) == ["Older", "Cancel all 12 found", "Evaluate all 12 found"]
    asked = await talk.press(shown, "Cancel all 12 found")
    assert plain(asked.card).startswith("Cancel 12 entries?")
    assert "And 2 more." in plain(asked.card)
    await talk.say("log call anna: afterwards")
    done = await talk.press(asked, "Cancel 12 entries")
    assert plain(done.card).startswith("Canceled 12 entries")
    assert (await talk.say("list anna")).entry_nos == (13,)
    gone = await talk.say("list anna canceled:yes")
    assert labels(gone) == ["Older", "Restore all 12 found"]
    back = await talk.press(await talk.press(gone, "Restore all 12 found"), "Restore 12 entries")
    assert plain(back.card).startswith("Restored 12 entries")
    assert plain((await talk.press(back, "Undo")).card).startswith("Taken back: the restoring of #")
    assert (await talk.say("list anna")).entry_nos == (13,)
    assert plain((await talk.press(done, "Undo")).card).startswith("Taken back: the canceling of #")
    asked = await talk.press(await talk.say("list anna"), "Evaluate all 13 found")
    (pick,) = (element for element in asked.card.body if isinstance(element, Pick))
    assert [choice.label for choice in pick.choices] == ["very positive", "positive", "neutral", "negative", "very negative"]
    done = await talk.say(pick.choices[1].request)
    assert plain(done.card).startswith("Evaluated 13 entries")
    assert labels(await talk.say("list anna eval:positive"))[1] == "Cancel all 13 found"
    await talk.press(done, "Undo")
    assert (await talk.say("list anna eval:positive")).entry_nos == ()


async def test_reps_change_their_own_alone(talk: Talk) -> None:
    await log(talk, 2)
    await log(talk, 1, "mads")
    shown = await talk.say("list anna", "mads")
    asked = await talk.press(shown, "Cancel all 3 found", "mads")
    assert "2 are left out: they are not yours." in plain(asked.card)
    request = question(asked).yes.request
    assert isinstance(request, CancelEntries)
    assert request.nos == (3,)
    assert (await talk.say(CancelEntries(nos=(1, 2, 3)), "mads")).outcome == "refused"
    nothing = await talk.press(await talk.say("list by:kari@example.test", "mads"), "Cancel all 2 found", "mads")
    assert plain(nothing.card).startswith("There is nothing that you could change so")


async def test_several_numbers_are_evaluated_at_once(talk: Talk) -> None:
    await log(talk, 3)
    done = await talk.say("evaluate 1 #2, 3 very positive")
    assert plain(done.card).startswith("Evaluated 3 entries")
    await talk.say("undo")
    assert (await talk.say("list anna eval:very positive")).entry_nos == ()


async def test_the_audit_is_paged_and_filtered(talk: Talk) -> None:
    for number in range(25):
        await talk.say(f"group create G{number}: Group {number}", "ada")
    await talk.say("grant mads@example.test manager", "ada")
    first = await talk.say("audit", "ada")
    said = plain(first.card)
    assert "role granted" in said
    assert "role: manager" in said
    assert labels(first) == ["Older", "Export"]
    second = await talk.press(first, "Older", "ada")
    assert "G0" in plain(second.card)
    assert labels(second) == ["Newer", "Export"]
    assert plain((await talk.press(second, "Newer", "ada")).card) == said
    found = plain((await talk.say("audit today by:me about:g24", "ada")).card)
    assert "group created" in found
    assert "G23" not in found
    none = await talk.say("audit until:yesterday", "ada")
    assert labels(none) == ["Without the filter"]
    assert (await talk.say("audit anna", "ada")).outcome == "refused"


@pytest.mark.parametrize(
    ("language", "line", "done", "others"),
    [
        ("nb", "revisjon om:mal", "mal opprettet", "gruppe opprettet"),
        ("da", "revision om:skabelon", "skabelon oprettet", "gruppe oprettet"),
        ("sv", "granskning om:mall", "mall skapad", "grupp skapad"),
        ("fi", "valvontaloki koskee:malli", "malli luotu", "ryhmä luotu"),
        ("nl", "auditlog over:sjabloon", "sjabloon gemaakt", "groep gemaakt"),
        ("nb", "revisjon om:template", "mal opprettet", "gruppe opprettet"),
    ],
)
async def test_the_audit_is_searched_in_the_readers_words(talk: Talk, language: str, line: str, done: str, others: str) -> None:
    await talk.say("template create NEW: New", "ada")
    await talk.say("group create NEW: New", "ada")
    await talk.say(f"language {language}", "ada")
    found = plain((await talk.say(line, "ada")).card)
    assert done in found
    assert others not in found


async def test_the_audit_is_exported_as_a_file(talk: Talk) -> None:
    for number in range(25):
        await talk.say(f"group create G{number}: =Group {number}", "ada")
    await talk.say("grant =mads@example.test rep", "ada")
    reply = await talk.press(await talk.say("audit today", "ada"), "Export", "ada")
    assert plain(reply.card).startswith("27 records were exported")
    assert reply.file is not None
    rows = list(csv.reader(reply.file.path.read_text("utf-8-sig").splitlines()))
    reply.file.remove()
    assert rows[0] == ["When", "Who", "What", "About", "Details"]
    assert rows[1][1:] == ["Ada Admin", "exported", "Audit", ""]
    # What a spreadsheet would take for a formula is none there.
    assert rows[2][1:] == ["Ada Admin", "role granted", "'=mads@example.test", "role: rep"]
    assert [row[3] for row in rows[3:]] == [f"G{number}" for number in range(24, -1, -1)]
    assert (await talk.say("audit export anna", "ada")).outcome == "refused"
    assert (await talk.say("audit export", "maria")).outcome == "refused"


@pytest.mark.parametrize(
    ("language", "filters", "events"),
    [
        ("en", "filters: contact, eval, no", "events: archived, posted"),
        ("nb", "filtre: kontakt, vurdering, nr", "hendelser: arkivert, bokført"),
        ("fi", "suodattimet: kontakti, arvio, nro", "vaiheet: arkistoitu, kirjattu"),
    ],
)
async def test_filters_and_events_are_called_as_the_reader_calls_them(
    talk: Talk, language: str, filters: str, events: str
) -> None:
    await talk.say("export anna eval:+ no:1-5 csv", "maria")
    await talk.say("setup documents sales_invoice CALL archived posted", "ada")
    await talk.say(f"language {language}", "ada")
    said = plain((await talk.say("audit", "ada")).card)
    assert filters in said
    assert events in said


async def test_what_an_older_version_kept_is_shown_as_it_is(talk: Talk) -> None:
    def write(work: Work) -> None:
        details = {"filters": ["colour", "contact"], "events": ["faxed"], "role": "king"}
        work.audit.add(AuditRecord(at=talk.now, action=AuditAction.EXPORTED, about="interaction log", details=details))

    await talk.database.write(1, write)
    assert "filters: colour, contact, events: faxed, role: king" in plain((await talk.say("audit", "ada")).card)


async def test_every_filter_is_called_as_it_is_typed(talk: Talk) -> None:
    def write(work: Work) -> None:
        for field in fields(EntryFilters):
            details = {"filters": [field.name]}
            work.audit.add(AuditRecord(at=talk.now, action=AuditAction.EXPORTED, about="interaction log", details=details))

    await talk.database.write(1, write)
    await talk.say("language fi", "ada")
    (table,) = (element for element in (await talk.say("audit", "ada")).card.body if isinstance(element, Table))
    said = {str(row[4][0]).removeprefix("suodattimet: ") for row in table.rows}
    # A day is kept as the two that it lies between.
    assert said == {*vocabulary("fi").words(Kind.FILTER)} - {vocabulary("fi").word(Kind.FILTER, "on")}


async def test_every_action_has_words(talk: Talk) -> None:
    def write(work: Work) -> None:
        for action in AuditAction:
            for source in AuditSource:
                work.audit.add(
                    AuditRecord(at=talk.now, action=action, source=source, about="x" * 500, details={"how": "anonymise"})
                )

    await talk.database.write(1, write)
    reply = await talk.say("audit export", "ada")
    assert reply.file is not None
    reply.file.remove()
    assert reply.outcome == "done"
    said = plain((await talk.say("audit", "ada")).card)
    for words in ("the command line", "the program by itself", "somebody"):
        assert words in said
