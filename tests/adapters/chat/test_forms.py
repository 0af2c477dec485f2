"""Forms: opened with what was said, filled, and given back with what is wrong."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest

from adapters.chat.codec import dump
from adapters.chat.form import FieldKind, Form
from adapters.chat.formats import Formats
from adapters.chat.forms.opening import incomplete
from adapters.chat.plain import plain
from adapters.chat.request import OpenForm, Request
from adapters.chat.turn import Place, Reply
from core.entry import InteractionLogEntry
from core.requests.contacts import AddContact
from core.requests.entries import CancelEntries, CommentEntry, EditEntry, EvaluateEntries, LogInteraction, ShowEntry
from core.requests.follow_ups import SnoozeFollowUp
from core.requests.segments import SaveSegment
from core.requests.setup import SaveGroup, SaveTemplate
from core.values import Evaluation, InformationFlow
from core.work import Work
from tests.adapters.chat.talk import Talk, button, labels


def values(reply: Reply) -> dict[str, str]:
    assert reply.form is not None
    return {field.key: field.value for field in reply.form.fields}


async def opened(talk: Talk, request: Request, who: str = "kari") -> Form:
    form = (await talk.say(OpenForm(request=dump(request)), who)).form
    assert form is not None
    return form


async def entry(talk: Talk, no: int) -> InteractionLogEntry:
    def get(work: Work) -> InteractionLogEntry:
        return work.entries.get(no)

    return await talk.database.read(1, get)


async def test_the_log_form_has_all_that_was_said(talk: Talk) -> None:
    reply = await talk.say("log anna 45m cost:12,5 on:yesterday at:14:30 + failed postpone via:123: wants a price")
    assert reply.form is not None
    shown = values(reply)
    assert shown["contact"] == "CT000011"
    assert shown["template"] == ""
    assert shown["note"] == "wants a price"
    assert (shown["on"], shown["at"]) == ("2026-11-18", "14:30")
    assert (shown["duration"], shown["cost"]) == ("45m", "12.5")
    assert (shown["evaluation"], shown["failed"], shown["postpone"]) == ("positive", "yes", "yes")
    labelled = {field.key: field.value_label for field in reply.form.fields}
    assert labelled["contact"] == "Anna Olsen · Fjord AS"
    done = await talk.submit(reply.form, template="MEETING", postpone="")
    assert "Logged #1: Meeting, Anna Olsen" in plain(done.card)
    logged = await entry(talk, 1)
    # What has no field of its own is carried along.
    assert logged.contact_via == "123"
    assert (logged.duration, logged.cost, logged.attempt_failed) == (45, Decimal("12.50"), True)


async def test_the_log_form_says_what_it_could_not_place(talk: Talk) -> None:
    reply = await talk.say("log zebra: hello")
    assert reply.form is not None
    assert "zebra" in reply.form.intro
    assert values(reply)["note"] == "hello"


async def test_where_no_form_opens_a_button_does(talk: Talk) -> None:
    talk.place = Place(forms=False)
    reply = await talk.say("log call")
    assert reply.form is None
    talk.place = Place()
    form = await talk.press(reply, "Open the form")
    assert values(form)["template"] == "CALL"


async def test_everything_wrong_is_said_at_once_at_its_field(talk: Talk) -> None:
    form = (await talk.say("log")).form
    reply = await talk.submit(form, duration="soon", cost="a lot", on="tomorrow", evaluation="great")
    assert reply.form is not None
    assert set(reply.form.errors) == {"contact", "template", "duration", "cost", "on", "evaluation"}
    assert all(reply.form.errors.values())
    shown = values(reply)
    assert (shown["duration"], shown["cost"]) == ("soon", "a lot")
    assert all(text in plain(reply.card) for text in reply.form.errors.values())


@pytest.mark.parametrize(
    ("entered", "field"),
    [
        ({"contact": "CT000014"}, "contact"),
        ({"contact": "olsen"}, "contact"),
        ({"contact": "nobody at all"}, "contact"),
        ({"template": "nothing"}, "template"),
        ({"cost": "-5"}, "cost"),
        ({"duration": "9999999999"}, "duration"),
        ({"on": "2027-06-01"}, "on"),
        ({"note": "x" * 4001}, "note"),
        ({"follow_up_text": "x" * 101}, "follow_up_text"),
    ],
)
async def test_what_the_log_refuses_is_said_at_its_field(talk: Talk, entered: dict[str, str], field: str) -> None:
    form = (await talk.say("log")).form
    reply = await talk.submit(form, **({"template": "CALL", "contact": "CT000011", "note": "kept"} | entered))
    assert reply.form is not None
    assert list(reply.form.errors) == [field]
    assert reply.outcome == "refused"
    if "note" not in entered:
        assert values(reply)["note"] == "kept"
    mended = dict.fromkeys(entered, "") | {"template": "CALL", "contact": "CT000011"}
    assert (await talk.submit(reply.form, **mended)).entry_nos == (1,)


@pytest.mark.parametrize(
    ("language", "entered", "day"),
    [
        ("en", "yesterday", date(2026, 11, 18)),
        ("en", "12.11.", date(2026, 11, 12)),
        ("en", "last monday", date(2026, 11, 16)),
        ("en", "2026-11-19", date(2026, 11, 19)),
        ("nb", "i forgårs", date(2026, 11, 17)),
        ("da", "i tirsdags", date(2026, 11, 17)),
        ("sv", "förra fredagen", date(2026, 11, 13)),
        ("fi", "viime tiistaina", date(2026, 11, 17)),
        ("nl", "3 dagen geleden", date(2026, 11, 16)),
    ],
)
async def test_a_date_is_entered_as_it_is_said(talk: Talk, language: str, entered: str, day: date) -> None:
    await talk.say(f"language {language}")
    form = await opened(talk, LogInteraction(template="CALL", contact="CT000011"))
    assert (await talk.submit(form, on=entered, at="14.30")).entry_nos == (1,)
    assert (await entry(talk, 1)).at == datetime.combine(day, time(13, 30), UTC)


async def test_a_follow_up_is_entered_for_a_day_to_come(talk: Talk) -> None:
    form = await opened(talk, LogInteraction(template="CALL", contact="CT000011"))
    await talk.submit(form, follow_up_on="next week")
    assert (await entry(talk, 1)).follow_up_on == date(2026, 11, 23)
    form = await opened(talk, SnoozeFollowUp(no=1))
    await talk.submit(form, until="in two weeks")
    assert (await entry(talk, 1)).follow_up_on == date(2026, 12, 3)


@pytest.mark.parametrize("entered", ["2020-01-01", "yesterday"])
async def test_a_follow_up_of_a_day_that_is_over_is_refused_as_in_a_line(talk: Talk, entered: str) -> None:
    error = f"“{entered}” is in the past: a follow-up is today or later"
    assert error in plain((await talk.say(f"log call anna follow:{entered}: hello")).card)
    reply = await talk.submit(await opened(talk, LogInteraction(template="CALL", contact="CT000011")), follow_up_on=entered)
    assert reply.form is not None
    assert reply.form.errors == {"follow_up_on": error}
    assert (await talk.submit(reply.form, follow_up_on="today")).entry_nos == (1,)
    # What is due already is kept by whoever changes something else.
    talk.now += timedelta(days=3)
    await talk.submit(await opened(talk, EditEntry(no=1)), subject="prices")
    assert (await entry(talk, 1)).subject == "prices"
    for request, field in ((EditEntry(no=1), "follow_up_on"), (SnoozeFollowUp(no=1), "until")):
        reply = await talk.submit(await opened(talk, request), **{field: entered})
        assert reply.form is not None
        assert reply.form.errors == {field: error}


async def test_an_interaction_is_of_today_or_before_and_a_segment_may_be_planned(talk: Talk) -> None:
    reply = await talk.submit(await opened(talk, LogInteraction(template="CALL", contact="CT000011")), on="tomorrow")
    assert reply.form is not None
    assert reply.form.errors == {"on": "Date: tomorrow is in the future"}
    new = await opened(talk, SaveSegment(new=True))
    reply = await talk.submit(new, code="MAIL", description="Mailing", on="2026-12-01")
    assert "Date: Tue 1 Dec 2026" in plain(reply.card)


@pytest.mark.parametrize("entered", ["someday", "last week", "yesterday noon", "31.2.", "--"])
async def test_what_is_no_day_is_answered_with_what_is(talk: Talk, entered: str) -> None:
    form = await opened(talk, LogInteraction(template="CALL", contact="CT000011"))
    reply = await talk.submit(form, on=entered)
    assert reply.form is not None
    assert reply.form.errors == {"on": f"Date: “{entered}” is no date; write today, monday or 2026-11-19"}
    assert values(reply)["on"] == entered


async def test_dates_and_times_are_shown_in_the_readers_way(talk: Talk) -> None:
    await talk.say("language fi")
    form = await opened(talk, LogInteraction(on=date(2026, 11, 12), at=time(14, 5)))
    shown = {field.key: (field.value, field.value_label) for field in form.fields}
    assert (shown["on"], shown["at"]) == (("2026-11-12", "to 12.11.2026"), ("14:05", "14.05"))


async def test_managers_log_for_others(talk: Talk) -> None:
    reps = await opened(talk, LogInteraction())
    assert "salesperson" not in {field.key for field in reps.fields}
    form = await opened(talk, LogInteraction(), "maria")
    refused = await talk.submit(form, "maria", template="CALL", contact="CT000015", salesperson="zz")
    assert refused.form is not None
    assert set(refused.form.errors) == {"salesperson"}
    await talk.submit(refused.form, "maria", salesperson="MJ")
    assert (await entry(talk, 1)).salesperson_code == "MJ"


async def test_a_repeat_in_a_form_is_asked_about_with_what_was_entered(talk: Talk) -> None:
    form = await opened(talk, LogInteraction())
    await talk.say("log call anna: hello")
    talk.now -= timedelta(seconds=50)
    asked = await talk.submit(form, template="CALL", contact="CT000011", note="hello")
    assert asked.outcome == "asked"
    assert (await talk.press(asked, "Log again")).entry_nos == (2,)
    assert (await entry(talk, 2)).description == "hello"


async def test_edit_changes_only_what_was_changed(talk: Talk) -> None:
    await talk.say("log call anna at:14:30 cost:99,5: first line")
    before = await entry(talk, 1)
    form = await opened(talk, EditEntry(no=1))
    shown = {field.key: field.value for field in form.fields}
    assert shown["note"] == "first line"
    assert (shown["cost"], shown["duration"], shown["at"]) == ("99.5", "15m", "14:30")
    nothing = await talk.submit(form)
    assert "#1 stays as it was" in plain(nothing.card)
    assert await entry(talk, 1) == before
    changed = await talk.submit(form, note="second line", cost="", information_flow="", duration="1h")
    assert "Changed: " in plain(changed.card)
    after = await entry(talk, 1)
    assert (after.description, after.cost, after.duration) == ("second line", Decimal(0), 60)
    assert after.information_flow is InformationFlow.NONE
    assert (after.at, after.salesperson_code, after.initiated_by) == (before.at, before.salesperson_code, before.initiated_by)
    assert (await talk.press(changed, "Undo")).outcome == "done"
    assert await entry(talk, 1) == before


async def test_edit_keeps_the_seconds_of_an_untouched_time(talk: Talk) -> None:
    talk.now = talk.now.replace(second=33)
    await talk.say("log call anna: hello")
    before = await entry(talk, 1)
    await talk.submit(await opened(talk, EditEntry(no=1)), note="other")
    assert (await entry(talk, 1)).at == before.at


async def test_a_new_time_stands_in_the_readers_zone(talk: Talk) -> None:
    await talk.say("log call anna: hello")
    await talk.submit(await opened(talk, EditEntry(no=1)), on="2026-11-18", at="09:00")
    assert (await entry(talk, 1)).at.isoformat() == "2026-11-18T08:00:00+00:00"


@pytest.mark.parametrize(
    "asked",
    [
        EditEntry(no=1),
        CancelEntries(nos=(1,)),
        EvaluateEntries(nos=(1,), evaluation=Evaluation.NONE),
        CommentEntry(no=1, text=""),
    ],
)
async def test_forms_open_for_those_who_may_change(talk: Talk, asked: Request) -> None:
    await talk.say("log call anna: hello")
    request = OpenForm(request=dump(asked))
    assert (await talk.say(request)).form
    assert (await talk.say(request, "maria")).form
    refused = await talk.say(request, "mads")
    assert refused.form is None
    assert "not yours" in plain(refused.card)
    assert (await talk.say(request, "nobody")).outcome == "refused"


async def test_the_buttons_of_an_entry(talk: Talk) -> None:
    await talk.say("log call anna: hello")
    shown = await talk.say(ShowEntry(no=1))
    comment = await talk.press(shown, "Comment")
    assert comment.form is not None
    empty = await talk.submit(comment.form, text=" ")
    assert empty.form is not None
    assert set(empty.form.errors) == {"text"}
    assert "Commented" in plain((await talk.submit(comment.form, text="they called")).card)
    evaluated = await talk.submit((await talk.press(shown, "Evaluate")).form, evaluation="very negative")
    assert "very negative" in plain(evaluated.card)
    canceled = await talk.submit((await talk.press(shown, "Cancel")).form, reason="entered twice")
    assert "Reason: entered twice" in plain(canceled.card)
    again = await talk.press(shown, "Log again")
    assert values(again)["contact"] == "CT000011"
    await talk.say("restore 1")
    reasoned = await talk.submit((await talk.press(await talk.say("cancel 1"), "Give a reason")).form, reason="wrong contact")
    assert plain(reasoned.card).startswith("Canceled #1")
    assert "Reason: wrong contact" in plain(reasoned.card)
    await talk.say("restore 1")
    await talk.say("cancel 1")
    assert "Reason: met elsewhere" in plain((await talk.say("cancel 1 met elsewhere")).card)
    assert "was canceled already" in plain((await talk.say("cancel 1 met twice")).card)
    assert labels(await talk.say(ShowEntry(no=1))) == ["Restore", "Comment", "Log again"]


async def test_a_contact_from_a_form(talk: Talk) -> None:
    form = await opened(talk, AddContact())
    refused = await talk.submit(form, email="nonsense")
    assert refused.form is not None
    assert set(refused.form.errors) == {"name"}
    refused = await talk.submit(form, name="Nina", email="nonsense")
    assert refused.form is not None
    assert set(refused.form.errors) == {"email"}
    asked = await talk.submit(form, name="Anna Olsen", company="CT000001", job_title="CEO")
    assert asked.outcome == "asked"
    added = await talk.press(asked, "Add anyway")
    assert "Added Anna Olsen as CT000016" in plain(added.card)
    assert "CEO" in plain(added.card)
    assert (await talk.press(asked, "Add anyway")).replay


async def test_templates_and_groups_from_forms(talk: Talk) -> None:
    form = await opened(talk, SaveTemplate(new=True), "ada")
    refused = await talk.submit(form, "ada", code="", description="")
    assert refused.form is not None
    assert set(refused.form.errors) == {"code", "description"}
    done = await talk.submit(
        form, "ada", code="visit", description="Visit", group="PHONE", unit_duration="1h30", unit_cost="12.50"
    )
    assert all(part in plain(done.card) for part in ("Added template VISIT", "1 h 30 min", "12.50", "PHONE"))
    change = await talk.press(done, "Change", "ada")
    assert values(change)["unit_duration"] == "90m"
    changed = await talk.submit(change.form, "ada", group="", unit_cost="")
    assert "PHONE" not in plain(changed.card)
    assert "12.50" not in plain(changed.card)
    grouped = await talk.submit(await opened(talk, SaveGroup(new=True), "ada"), "ada", code="x", description="Xs")
    assert "Added group X: Xs" in plain(grouped.card)
    renamed = await talk.submit((await talk.press(grouped, "Change", "ada")).form, "ada", description="Ys")
    assert "Changed group X: Ys" in plain(renamed.card)
    asked = await talk.press(renamed, "Remove", "ada")
    assert "Removed group X" in plain((await talk.press(asked, "Remove", "ada")).card)
    assert button(asked, "Remove").style == "danger"


async def test_every_form_can_be_shown(talk: Talk) -> None:
    await talk.say("log call anna: hello")
    requests: list[Request] = [
        LogInteraction(),
        EditEntry(no=1),
        CancelEntries(nos=(1,)),
        CommentEntry(no=1, text=""),
        AddContact(),
        EvaluateEntries(nos=(1,), evaluation=Evaluation.NONE),
        SaveTemplate(new=True),
        SaveTemplate(code="CALL"),
        SaveGroup(new=True),
        SaveGroup(code="PHONE"),
    ]
    for request in requests:
        form = await opened(talk, request, "ada")
        keys = [field.key for field in form.fields]
        assert len(set(keys)) == len(keys)
        assert all(field.label for field in form.fields)
        assert max(map(len, (form.title, form.submit, form.cancel))) <= 24
        for field in form.fields:
            assert (field.kind is FieldKind.CHOICE) == bool(field.choices)


def test_what_names_too_little_opens_a_form() -> None:
    assert incomplete(LogInteraction(note="hello"))
    assert not incomplete(LogInteraction(words=("call",)))
    assert incomplete(EditEntry(no=1))
    assert not incomplete(EditEntry(no=1, note=""))
    assert not incomplete(CancelEntries(nos=(1,)))


@pytest.mark.parametrize(
    ("text", "language", "amount"),
    [
        ("250", "en", "250"),
        ("1,250", "en", "1250"),
        ("1,250.50", "en", "1250.50"),
        ("12.5", "en", "12.5"),
        ("12,5", "en", "12.5"),
        ("1.250", "nb", "1250"),
        ("1 250,50", "nb", "1250.50"),
        ("1.250,50", "da", "1250.50"),
        ("1,250", "nb", "1.250"),
        ("-5", "en", "-5"),
        ("", "en", None),
        ("x", "en", None),
        ("1e5", "en", None),
        ("NaN", "en", None),
        ("1..2", "en", None),
        ("٣", "en", None),
    ],
)
def test_amounts_are_read_as_the_language_writes_them(text: str, language: str, amount: str | None) -> None:
    assert Formats(language, "UTC").read_amount(text) == (None if amount is None else Decimal(amount))
