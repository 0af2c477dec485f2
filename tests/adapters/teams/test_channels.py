"""Channels and group chats: mentions, threads, what is for the asker alone, and what is shared."""

import pytest

from adapters.chat.wording import wording
from tests.adapters.teams.conftest import TeamsWorld, add_member
from tests.standins.teams import Fault
from tests.standins.teams_client import CHANNEL, GROUP, TEAM, Answer, labels, title, words

THREAD = f"{CHANNEL};messageid=7"
POINTER = "I answered you in our own chat."


def posted(answer: Answer, place: str) -> list[dict[str, object]]:
    return [call.body for call in answer.calls if call.method == "POST" and call.path and call.path[0] == place]


@pytest.mark.parametrize(("kind", "thread"), [("channel", THREAD), ("groupChat", GROUP)])
async def test_a_mention_is_answered_to_the_asker_alone(here: TeamsWorld, kind: str, thread: str) -> None:
    kari = here.person()
    await kari.say("hello")
    answer = await kari.at(kind).say("log call anna: hello")
    assert title(answer.card) == "✓  Logged #1: Phone call, Anna Olsen"
    assert answer.places == ["a:kari", thread]
    (pointer,) = posted(answer, thread)
    assert pointer["text"] == POINTER
    assert "attachments" not in pointer


async def test_the_chat_with_somebody_who_never_wrote_is_opened_once(here: TeamsWorld) -> None:
    kari = here.person(kind="channel")
    first = await kari.say("list")
    opening = next(call for call in first.calls if call.method == "POST" and not call.path)
    assert opening.body["members"] == [{"id": "29:kari"}]
    assert opening.body["tenantId"] == kari.tenant
    opened = first.places[0]
    assert first.places == [opened, THREAD]
    assert (await kari.say("list")).places == [opened, THREAD]
    async with here.another_door() as other:
        assert (await other.person(kind="channel").say("list")).places == [opened, THREAD]


async def test_what_does_not_mention_the_bot_is_not_for_it(here: TeamsWorld) -> None:
    kari = here.person(kind="channel")
    answer = await kari.say("list", entities=[])
    assert (answer.status, answer.calls) == (200, ())
    mention = {"type": "mention", "mentioned": {"id": "29:mads", "name": "Mads"}, "text": "<at>Mads</at>"}
    assert (await kari.say("<at>Mads</at> list", entities=[mention])).calls == ()


async def test_somebody_who_cannot_be_written_to_is_told_in_the_thread(here: TeamsWorld) -> None:
    kari = here.person()
    await kari.say("hello")
    here.standin.faults += [Fault(403, body={"error": {"code": "MessageWritesBlocked"}})]
    answer = await kari.at("channel").say("list")
    assert answer.cards == []
    (text,) = answer.texts
    assert text.startswith("I cannot write to you.")
    # The chat is forgotten, and opened anew the next time.
    again = await kari.at("channel").say("list")
    assert title(again.card) == "Interaction log"
    assert POINTER in again.texts


async def test_what_teams_does_not_take_now_is_said_too(here: TeamsWorld) -> None:
    kari = here.person()
    await kari.say("hello")
    here.standin.faults += [Fault(500)]
    answer = await kari.at("channel").say("list")
    assert answer.texts == ["The answer could not be sent. Ask again in a minute."]


async def test_a_form_that_was_asked_for_in_a_channel_is_filled_in_the_own_chat(here: TeamsWorld) -> None:
    kari = here.person()
    await kari.say("hello")
    answer = await kari.at("channel").say("log")
    assert answer.places == ["a:kari", THREAD]
    done = await kari.press(answer.card, "Log", choice_contact="CT000011", choice_template="CALL")
    assert title(done.card) == "✓  Logged #1: Phone call, Anna Olsen"


async def test_share_here_posts_to_the_thread_it_was_asked_in(here: TeamsWorld) -> None:
    kari = here.person()
    await kari.say("log call anna: hello")
    assert "Share here" not in labels((await kari.say("show 1")).card)
    shown = (await kari.at("channel").say("show 1")).card
    shared = await kari.press(shown, "Share here")
    assert shared.body == {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": "Shared."}
    assert shared.places == [THREAD]
    assert "Shared by Kari Haugen" in words(shared.card)
    assert shared.card["actions"] == []
    assert shared.card["refresh"]["userIds"] == ["29:kari"]


async def test_what_is_looked_at_again_can_still_be_shared(here: TeamsWorld) -> None:
    kari = here.person()
    await kari.say("log call anna: hello")
    shown = (await kari.at("channel").say("show 1")).card
    fresh = (await kari.refresh(shown)).card
    shared = await kari.press(fresh, "Share here")
    assert shared.places == [THREAD]
    assert "Share here" not in labels((await kari.at("channel").refresh(shared.card)).card)


async def test_a_page_further_can_still_be_shared(here: TeamsWorld) -> None:
    kari = here.person()
    for number in range(12):
        here.clock.move(minutes=1)
        await kari.say(f"log call anna: call number {number}")
    listed = (await kari.at("groupChat").say("list")).card
    older = (await kari.press(listed, "Older")).card
    shared = await kari.press(older, "Share here")
    assert shared.places == [GROUP]
    assert "call number 0" in words(shared.card)


async def test_nobody_shares_to_where_they_are_not(here: TeamsWorld) -> None:
    kari, mads = here.person(), here.person("mads")
    await kari.say("log call anna: hello")
    shown = (await kari.at("channel").say("show 1")).card
    here.standin.rosters[TEAM] = {"29:kari"}
    await mads.say("hello")
    refused = await mads.press(shown, "Share here")
    assert refused.places == []
    assert "could not be shared" in refused.body["value"]
    pressing = kari.pressing(shown, "Share here")
    data = pressing["value"]["action"]["data"]
    data["request"] = data["request"].replace(CHANNEL, "19:elsewhere@thread.tacv2")
    elsewhere = await kari.send(pressing)
    assert elsewhere.places == []
    assert "could not be shared" in elsewhere.body["value"]


async def shared_entry(here: TeamsWorld) -> dict[str, object]:
    kari = here.person()
    await kari.say("log call anna: hello")
    shown = (await kari.at("channel").say("show 1")).card
    return (await kari.press(shown, "Share here")).card


async def test_a_shared_card_shows_each_viewer_what_they_may_do(here: TeamsWorld) -> None:
    shared = await shared_entry(here)
    kari = await here.person(kind="channel").refresh(shared)
    assert "Edit" in labels(kari.card)
    assert "Share here" not in labels(kari.card)
    mads = await here.person("mads", "channel").refresh(shared)
    assert labels(mads.card) == ["Log again"]
    nobody = await here.person("nobody", "channel").refresh(shared)
    assert nobody.status == 200
    assert nobody.body["statusCode"] == 403
    assert kari.calls == mads.calls[1:] == ()


async def test_a_button_of_a_shared_list_is_answered_to_who_presses(here: TeamsWorld) -> None:
    kari = here.person()
    await kari.say("log call anna: hello")
    listed = (await kari.at("channel").say("list")).card
    shared = (await kari.press(listed, "Share here")).card
    mads = here.person("mads", "channel")
    await mads.at("personal").say("hello")
    answer = await mads.press(shared, "Show #1")
    assert answer.places == ["a:mads"]
    assert answer.body["value"] == POINTER
    assert title(answer.card) == "#1: Phone call, Anna Olsen"
    submitted = await mads.press(shared, "Show #1", submit=True)
    assert submitted.places == ["a:mads", THREAD]
    nobody = await here.person("nobody", "channel").press(shared, "Show #1")
    assert "hello" not in words(nobody.card)
    assert "no access" in words(nobody.card)


async def test_what_a_client_only_submits_never_changes_a_card_of_others(here: TeamsWorld) -> None:
    shared = await shared_entry(here)
    maria = here.person("maria", "channel")
    await maria.at("personal").say("hello")
    mine = (await maria.refresh(shared)).card
    form = await maria.press(mine, "Cancel")
    assert form.places == ["a:maria"]
    canceled = await maria.at("personal").press(form.card, "Cancel the entry", field_reason="twice")
    assert title(canceled.card).startswith("✓  Canceled #1")
    mine = (await maria.refresh(shared)).card
    restored = await maria.press(mine, "Restore", submit=True)
    assert [call.method for call in restored.calls] == ["POST", "POST"]
    assert restored.places == ["a:maria", THREAD]
    assert (await maria.press(mine, "Close" if "Close" in labels(mine) else "Log again", submit=True)).status == 200


async def test_a_contact_can_be_shared_and_is_refreshed(here: TeamsWorld) -> None:
    kari = here.person()
    card = (await kari.at("groupChat").say("contact anna olsen")).card
    shared = (await kari.press(card, "Share here")).card
    assert labels(shared) == []
    assert "Log" in labels((await kari.at("groupChat").refresh(shared)).card)


async def test_people_are_mentioned(here: TeamsWorld) -> None:
    ada = here.person("ada", "channel")
    await here.person("mads").say("hello")
    mention = {"type": "mention", "mentioned": {"id": "29:mads", "name": "Mads Juhl"}, "text": "<at>Mads Juhl</at>"}
    bot = {"type": "mention", "mentioned": {"id": ada.activity("message")["recipient"]["id"]}, "text": "<at>Aftercall</at>"}
    answer = await ada.say("<at>Aftercall</at>&nbsp;grant <at>Mads Juhl</at> manager", entities=[bot, mention])
    assert title(answer.card) == "✓  Mads Juhl has the role manager now"


async def test_a_guest_in_a_channel_gets_nothing(here: TeamsWorld) -> None:
    await here.person().say("log call anna: hello")
    add_member(here.standin, "guest", "Gunn Guest", "kari@example.test", userRole="guest")
    for line in ("list", "show 1", "contact anna", "log call anna: x", "log"):
        answer = await here.person("guest", "channel").say(line)
        assert "Olsen" not in words(answer.card)
        assert "hello" not in words(answer.card)
    assert await here.entries() == [1]


async def test_what_everybody_reads_is_in_the_channels_language(here: TeamsWorld) -> None:
    maria, kari = here.person("maria"), here.person()
    await maria.at("channel").say("notify here language suomi")
    # Her client speaks Norwegian, and so does her answer; the channel is told in Finnish that she got one.
    answer = await kari.at("channel").say("whoami", locale="nb-NO")
    pointer = wording("fi").gettext(POINTER)
    assert pointer != POINTER
    assert pointer in answer.texts
    assert "norsk (bokmål)" in words(answer.card)
