"""What holds for every turn: who speaks, once only, nothing half done, always an answer."""

import asyncio
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from adapters.chat.card import Confirm
from adapters.chat.codec import dump
from adapters.chat.conversation import Conversation
from adapters.chat.plain import plain
from adapters.chat.request import OpenForm, Share
from adapters.chat.turn import Place, Reply, Turn, UnknownIdentity
from core.filters import EntryFilter
from core.operations import listing
from core.person import Profile
from core.requests.contacts import ShowContact
from core.requests.entries import CommentEntry, ListEntries, LogInteraction
from core.work import Work
from tests.adapters.chat.talk import Talk, button, choices, identity, labels
from tests.factories import NOW


async def entries(talk: Talk) -> int:
    def count(work: Work) -> int:
        return len(work.entries.page(EntryFilter(canceled=None), 100))

    return await talk.database.read(1, count)


async def test_an_account_never_seen_is_unknown(talk: Talk) -> None:
    with pytest.raises(UnknownIdentity):
        await talk.conversation.handle(talk.turn("log call anna: hello"))
    with pytest.raises(UnknownIdentity):
        await talk.conversation.suggest_contacts(1, identity("kari"), "anna", 10, talk.now)


async def test_a_profile_is_believed_for_a_day(talk: Talk) -> None:
    await talk.say("whoami")
    later = replace(talk.turn("list"), now=talk.now + timedelta(hours=23))
    assert (await talk.conversation.handle(later)).outcome == "done"
    with pytest.raises(UnknownIdentity):
        await talk.conversation.handle(replace(later, now=talk.now + timedelta(hours=25)))


async def test_a_guest_is_not_sent_to_an_admin(talk: Talk) -> None:
    guest = Profile(name="Kari Haugen", email="kari@example.test", member=False)
    await talk.conversation.introduce(1, identity("kari"), guest, talk.now)
    for line in ("whoami", "help", "list"):
        said = plain((await talk.say(line)).card)
        assert "Guests have no access here" in said
        assert "grant" not in said


async def test_a_role_that_does_not_count_is_explained(talk: Talk) -> None:
    assert "ADMIN_EMAILS" in plain((await talk.say("grant me rep", "ada")).card)
    guest = Profile(name="Kari Haugen", member=False)
    await talk.conversation.introduce(1, identity("kari"), guest, talk.now)
    said = plain((await talk.say("grant <@kari> manager", "ada")).card)
    assert said.startswith("Kari Haugen has no role\n")
    assert "Guests" in said
    assert "ADMIN_EMAILS" not in plain((await talk.say("grant mads@example.test manager", "ada")).card)


async def test_who_became_a_guest_loses_access(talk: Talk) -> None:
    assert (await talk.say("list")).outcome == "done"
    guest = Profile(name="Kari Haugen", email="kari@example.test", member=False)
    await talk.conversation.introduce(1, identity("kari"), guest, talk.now)
    reply = await talk.say("list")
    assert reply.outcome == "refused"
    assert "Guests" in plain(reply.card) or "no access" in plain(reply.card)


async def test_a_turn_that_comes_again_gets_the_same_answer(talk: Talk) -> None:
    first = await talk.say("log call anna: hello", key="k1")
    again = await talk.say("log call anna: hello", key="k1", after=0)
    assert again == replace(first, replay=True)
    assert await entries(talk) == 1


async def test_an_answer_that_cannot_be_read_any_more_is_still_an_answer(talk: Talk) -> None:
    def keep(work: Work) -> None:
        work.inbox.keep("test", "k1", "an older form", talk.now)

    await talk.database.write(1, keep)
    reply = await talk.say("log call anna: hello", key="k1")
    assert reply.replay
    assert "done already" in plain(reply.card)
    assert await entries(talk) == 0


async def test_three_deliveries_at_once_write_once(talk: Talk) -> None:
    await talk.say("whoami")
    turn = talk.turn("log call anna: hello", key="k1")
    replies = await asyncio.gather(*(talk.conversation.handle(turn) for _ in range(3)))
    assert {plain(reply.card) for reply in replies} == {plain(replies[0].card)}
    assert [reply.replay for reply in replies].count(False) == 1
    assert await entries(talk) == 1


async def test_without_a_key_nothing_is_kept(talk: Talk) -> None:
    await talk.say("whoami")
    turn = replace(talk.turn("log call anna: hello"), key="", source="")
    first = await talk.conversation.handle(turn)
    second = await talk.conversation.handle(replace(turn, now=turn.now + timedelta(minutes=2)))
    assert (first.entry_nos, second.entry_nos) == ((1,), (2,))


async def test_a_nonce_belongs_to_who_presses(talk: Talk) -> None:
    request = LogInteraction(template="CALL", contact="CT000011", note="hello", nonce="n1")
    first = await talk.say(request)
    again = await talk.say(request)
    other = await talk.say(request, "mads")
    assert again == replace(first, replay=True)
    assert other.entry_nos == (2,)


async def test_one_log_button_serves_for_two_entries(talk: Talk) -> None:
    card = await talk.say("contact sam")
    for no in (1, 2):
        opened = await talk.press(card, "Log")
        reply = await talk.submit(opened.form, template="CALL", note=f"talk {no}")
        assert reply.entry_nos == (no,)


async def test_a_form_sent_off_twice_logs_once(talk: Talk) -> None:
    form = (await talk.say("log call anna")).form or (await talk.say("log")).form
    first = await talk.submit(form, template="CALL", contact="CT000011", note="hello")
    second = await talk.submit(form, template="CALL", contact="CT000011", note="hello")
    assert second == replace(first, replay=True)


async def test_what_looks_like_a_repeat_is_asked_about(talk: Talk) -> None:
    await talk.say("log call anna: hello")
    asked = await talk.say("log call anna: hello", key="k", after=10)
    assert asked.outcome == "asked"
    assert "That looks like #1" in plain(asked.card)
    redelivered = await talk.say("log call anna: hello", key="k", after=1)
    yes = next(element for element in asked.card.body if isinstance(element, Confirm)).yes.request
    assert next(element for element in redelivered.card.body if isinstance(element, Confirm)).yes.request == yes
    assert (await talk.say(yes)).entry_nos == (2,)
    assert (await talk.say(yes)).replay
    assert await entries(talk) == 2


async def test_a_choice_carries_all_that_was_said(talk: Talk) -> None:
    asked = await talk.say("log call olsen 45m + on:yesterday: hello")
    olga = next(choice for choice in choices(asked) if choice.label == "Olga Olsen")
    assert olga.detail == "Fjord AS · Oslo · CT000012"
    said = plain((await talk.say(olga.request)).card)
    assert "Logged #1: Phone call, Olga Olsen" in said
    assert "Wed 18 Nov 2026" in said
    assert "45 min" in said
    assert "hello" in said
    assert (await talk.say(olga.request)).replay


async def test_a_chosen_template_leaves_the_contact(talk: Talk) -> None:
    asked = await talk.say("log c olsen: hello")
    then = await talk.say(choices(asked)[0].request)
    assert "Several contacts" in plain(then.card)
    assert "Logged #1: Phone call, Anna Olsen" in plain((await talk.say(choices(then)[0].request)).card)


async def test_a_refused_line_is_done_when_it_comes_again_after_the_cause_is_mended(talk: Talk) -> None:
    assert (await talk.say("log call nina: hello", key="k")).outcome == "refused"
    await talk.say("add contact Nina Ny")
    assert (await talk.say("log call nina: hello", key="k")).entry_nos == (1,)


async def test_undo_belongs_to_its_card(talk: Talk) -> None:
    first = await talk.say("log call anna: one")
    await talk.say("log call anna: two")
    assert (await talk.press(first, "Undo")).entry_nos == (1,)
    again = await talk.press(first, "Undo")
    assert again.outcome == "refused"
    assert "taken back already" in plain(again.card)


async def test_options_can_be_put_back_in_the_note(talk: Talk) -> None:
    logged = await talk.say("log call anna: sent the price list cost:250")
    assert "250.00" in plain(logged.card)
    said = plain((await talk.press(logged, "Put back in the note")).card)
    assert "sent the price list cost:250" in said
    assert "Cost: 20.00" in said


async def test_shared_answers_have_no_private_buttons(talk: Talk) -> None:
    talk.place = Place(shared=True)
    await talk.say("log call anna: hello")
    for line in ("list anna", "show 1", "contact fjord as", "templates", "template call", "groups"):
        private = await talk.say(line)
        assert not private.shared
        shared = await talk.press(private, "Share here")
        assert shared.shared, line
        assert shared.card.buttons == ()
        assert shared.card.title == private.card.title
        assert "Shared by Kari Haugen" in plain(shared.card)


async def test_only_what_reads_can_be_shared(talk: Talk) -> None:
    reply = await talk.say(Share(request=dump(LogInteraction(template="CALL", contact="CT000011"))))
    assert reply.outcome == "refused"
    assert not reply.shared
    assert await entries(talk) == 0


@pytest.mark.parametrize("request_text", ["", "0list", "1nothing", '1list{"a":1}', "1whoami"])
async def test_a_button_that_cannot_be_read_says_so(talk: Talk, request_text: str) -> None:
    for said in (OpenForm(request=request_text), Share(request=request_text)):
        reply = await talk.say(said)
        assert "too old" in plain(reply.card)
        assert reply.outcome == "refused"


async def test_a_line_counts_as_its_speaker_means_it(talk: Talk) -> None:
    """It is read before it is known who said it, and where it is another day: the first reading must not count."""
    await talk.say("whoami", "mads")
    tokyo = Profile(name="Mads Juhl", email="mads@example.test", time_zone="Asia/Tokyo")
    await talk.conversation.introduce(1, identity("mads"), tokyo, talk.now)
    talk.now = NOW.replace(hour=22)
    for no in (1, 2):
        reply = await talk.say(f"log call anna on:yesterday: hello {no}", "mads")
        assert reply.entry_nos == (no,)
        assert "Thu 19 Nov 2026" in plain(reply.card)


async def test_times_are_the_readers(talk: Talk) -> None:
    assert "Thu 19 Nov 2026, 14:30" in plain((await talk.say("log call anna at:14:30: hello")).card)
    turn = replace(talk.turn("show 1", "mads"))
    await talk.handle(turn)
    tokyo = Profile(name="Mads Juhl", email="mads@example.test", time_zone="Asia/Tokyo")
    await talk.conversation.introduce(1, identity("mads"), tokyo, talk.now)
    reply = await talk.say("show 1", "mads")
    assert reply.card.time_zone == "Asia/Tokyo"
    assert "Thu 19 Nov 2026, 22:30" in plain(reply.card)


async def test_who_has_no_known_time_zone_is_in_that_of_the_organization(talk: Talk) -> None:
    talk.conversation = Conversation(talk.database, time_zone="Asia/Tokyo")
    await talk.conversation.introduce(1, identity("mads"), Profile(name="Mads Juhl", email="mads@example.test"), talk.now)
    reply = await talk.say("whoami", "mads")
    assert reply.card.time_zone == "Asia/Tokyo"
    assert "Asia/Tokyo" in plain(reply.card)
    logged = await talk.say("log call anna at:14:30: hello", "mads")
    assert "Thu 19 Nov 2026, 14:30" in plain(logged.card)
    entry = await talk.database.read(1, lambda work: work.entries.get(1))
    assert (entry.at.hour, entry.at.minute) == (5, 30)


async def test_every_turn_is_observed(talk: Talk) -> None:
    seen: list[tuple[Turn, Reply, float]] = []
    talk.conversation = Conversation(talk.database, observe=lambda *turn: seen.append(turn))
    for line, command, outcome in (
        ("log call anna: hello", "log", "done"),
        ("cancel 7", "cancel", "refused"),
        ("frobnicate", "", "refused"),
        ("help", "help", "done"),
        ("edit 1", "edit", "asked"),
    ):
        reply = await talk.say(line)
        turn, observed, seconds = seen.pop()
        assert observed is reply
        assert (turn.said, reply.command, reply.outcome) == (line, command, outcome)
        assert 0 < seconds < 10


async def test_what_goes_wrong_is_logged_without_what_was_said(talk: Talk) -> None:
    await talk.say("whoami")
    await talk.database.close()
    with capture_logs() as logs:
        reply = await talk.conversation.handle(talk.turn("log call anna: a secret"))
    assert reply.outcome == "failed"
    (line,) = logs
    assert line["reference"] in plain(reply.card)
    assert len(line["reference"]) == 6
    assert "secret" not in str(line)


async def test_pickers_search_while_typing(talk: Talk) -> None:
    await talk.say("whoami")
    await talk.say("whoami", "nobody")
    suggest = talk.conversation.suggest_contacts
    assert ("CT000011", "Anna Olsen · Fjord AS") in await suggest(1, identity("kari"), "ols", 100, talk.now)
    assert len(await suggest(1, identity("kari"), "", 3, talk.now)) == 3
    assert await suggest(1, identity("nobody"), "ols", 100, talk.now) == []
    templates = talk.conversation.suggest_templates
    assert await templates(1, identity("kari"), "ph", 100, talk.now) == [("CALL", "Phone call")]
    assert len(await templates(1, identity("kari"), "", 2, talk.now)) == 2
    assert await templates(1, identity("nobody"), "", 100, talk.now) == []


async def test_home_shows_the_readers_entries_and_a_log_button(talk: Talk) -> None:
    await talk.say("whoami", "nobody")
    await talk.say("log call anna: hello")
    home = await talk.conversation.home(talk.turn(""))
    assert home.entry_nos == (1,)
    assert button(home, "Log an interaction").fresh
    refused = await talk.conversation.home(talk.turn("", "nobody"))
    assert refused.outcome == "refused"
    assert "Olsen" not in plain(refused.card)


async def test_pages_lead_to_each_other(talk: Talk) -> None:
    for number in range(23):
        await talk.say(f"log call anna: talk {number}")
    first = await talk.say("list anna")
    second = await talk.press(first, "Older")
    third = await talk.press(second, "Older")
    assert [len(page.entry_nos) for page in (first, second, third)] == [10, 10, 3]
    pages = [[label for label in labels(page) if label in ("Newer", "Older")] for page in (first, second, third)]
    assert pages == [["Older"], ["Newer", "Older"], ["Newer"]]
    assert (await talk.press(third, "Newer")).entry_nos == second.entry_nos
    assert sorted(first.entry_nos + second.entry_nos + third.entry_nos) == list(range(1, 24))


async def test_drafts_beyond_a_page_are_reached(talk: Talk) -> None:
    for number in range(12):
        await talk.say(f"log call anna postpone: draft {number}")
    first = await talk.say("postponed")
    assert len((await talk.press(first, "Older")).entry_nos) == 2


async def test_requests_mean_the_same_as_lines(talk: Talk) -> None:
    await talk.say("log call anna: hello")
    await talk.say("list")  # with the hint that comes once
    assert (await talk.say(ListEntries(contact="CT000011"))).card == (await talk.say("list CT000011")).card
    assert (await talk.say(ShowContact(contact="sam"))).card == (await talk.say("contact sam")).card
    commented = await talk.say(CommentEntry(no=1, text="later", nonce="c1"))
    assert (await talk.say(CommentEntry(no=1, text="later", nonce="c1"))).replay
    assert commented.outcome == "done"


async def test_a_search_of_a_long_log_says_how_far_back_it_looked(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "LOOKED_THROUGH", 2)
    for number in range(4):
        await talk.say(f"log call anna on:2026-11-0{number + 1}: {'pallets' if number == 1 else 'talk'} {number}")
    first = await talk.say("list text:pallets")
    assert "Looked back to Mon 2 Nov 2026, as the log is long. “Older” looks further back." in plain(first.card)
    assert first.entry_nos == (2,)
    rest = await talk.press(first, "Older")
    assert rest.entry_nos == ()
    assert "Looked back" not in plain(rest.card)
    nothing = await talk.say("list text:zebra")
    assert labels(nothing) == ["Older", "Without the filter", "Log an interaction"]


async def test_who_canceled_is_said_however_it_came(talk: Talk) -> None:
    await talk.say("log call anna: one")
    await talk.say("undo")
    assert re.search(r"Canceled by Kari Haugen, [^\n]+: taken back\n", plain((await talk.say("show 1")).card))
    await talk.say("language nb")
    assert ": angret" in plain((await talk.say("vis 1")).card)
    await talk.say("språk en")
    await talk.say("log call anna postpone: two")
    await talk.say("drop 2")
    assert "Canceled by Kari Haugen" in plain((await talk.say("show 2")).card)
    await talk.say("log call anna: three")
    await talk.say("cancel 3 entered twice")
    await talk.say("restore 3", "maria")
    await talk.say("undo", "maria")
    assert re.search(r"Canceled by Kari Haugen, [^\n]+: entered twice\n", plain((await talk.say("show 3")).card))


async def test_a_long_history_keeps_how_the_entry_came(talk: Talk) -> None:
    await talk.say("log call anna: hello")
    for minutes in range(1, 10):
        await talk.say(f"edit 1 {minutes}m")
    history = plain((await talk.say("show 1")).card).partition("\nHistory\n")[2].splitlines()
    assert (len(history), "Logged by Kari Haugen" in history[0]) == (10, True)
    await talk.say("edit 1 50m")
    history = plain((await talk.say("show 1")).card).partition("\nHistory, the latest changes\n")[2].splitlines()
    assert len(history) == 11
    assert "Logged by Kari Haugen" in history[0]
    assert history[1].endswith("…")
    assert history[2].endswith("1 min → 2 min")
    assert history[-1].endswith("9 min → 50 min")
