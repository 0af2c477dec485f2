"""What the poster makes of Slack's answers."""

from collections.abc import AsyncIterator

import pytest

from adapters.chat.card import Button, Card, Paragraph
from adapters.chat.inline import Link
from adapters.chat.posting import Address, Gone, NotPosted, Refused, TryLater, Uncertain
from adapters.database import Database
from adapters.slack.posting import SlackPoster
from adapters.slack.workspaces import OneWorkspace
from core.person import Identity
from core.requests.entries import ListEntries, ShowEntry
from tests.adapters.slack.conftest import Clock
from tests.standins.slack import TEAM, Fault, SlackStandIn

CARD = Card(
    ("Recorded #7",), (Paragraph(("An invoice ", Link("INV-1", "https://example.test/1"))),), (Button("Show", ShowEntry(no=7)),)
)


@pytest.fixture
async def poster(slack: SlackStandIn, database: Database, clock: Clock) -> AsyncIterator[SlackPoster]:
    poster = SlackPoster(
        database, clock, workspaces=OneWorkspace(database.organization_of, slack.token), api_url=slack.api_url, seconds=2
    )
    await poster.start()
    yield poster
    await poster.close()


def to(conversation: str) -> Address:
    return Address(organization_id=1, platform="slack", workspace=TEAM, conversation=conversation)


async def test_a_card_is_posted_and_made_anew(poster: SlackPoster, slack: SlackStandIn) -> None:
    posted = await poster.post(to("kari"), CARD)
    assert posted.conversation == "Dkari"
    sent = slack.sent("chat.postMessage")[0]
    assert (sent["unfurl_links"], sent["unfurl_media"], "Recorded #7" in sent["text"]) == (False, False, True)
    await poster.update(to(posted.conversation), posted.message, Card(("Canceled #7",)))
    assert "Canceled #7" in slack.messages[posted.conversation, posted.message]["text"]
    assert slack.refused() == []


async def test_a_request_too_long_for_a_button_is_kept(poster: SlackPoster, slack: SlackStandIn) -> None:
    long = ListEntries(text="x" * 3000)
    await poster.post(to("C1"), Card(("Long",), (), (Button("Again", long),)))
    button = slack.sent("chat.postMessage")[0]["blocks"][-1]["elements"][0]
    assert button["value"].startswith("@")


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        ("channel_not_found", Gone),
        ("is_archived", Gone),
        ("account_inactive", Gone),
        ("invalid_blocks", Refused),
        ("msg_too_long", Refused),
        ("internal_error", Uncertain),
        ("ratelimited", TryLater),
        ("token_revoked", TryLater),
    ],
)
async def test_errors_that_slack_names(poster: SlackPoster, slack: SlackStandIn, error: str, kind: type[NotPosted]) -> None:
    slack.failures["chat.postMessage"].append(error)
    with pytest.raises(kind) as raised:
        await poster.post(to("C1"), CARD)
    assert raised.value.reason == error


async def test_a_channel_without_the_bot_is_gone(poster: SlackPoster, slack: SlackStandIn) -> None:
    slack.channels["C2"] = set()
    with pytest.raises(Gone, match="not_in_channel"):
        await poster.post(to("C2"), CARD)
    with pytest.raises(Gone, match="message_not_found"):
        await poster.update(to("C1"), "1.1", CARD)


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (Fault(status=500), Uncertain),
        (Fault(status=503), TryLater),
        (Fault(cut=True), Uncertain),
        (Fault(cut=True, done=True), Uncertain),
        (Fault(status=200, seconds=4), Uncertain),
        (Fault(status=404), Uncertain),
    ],
)
async def test_no_answer_of_slacks(poster: SlackPoster, slack: SlackStandIn, fault: Fault, kind: type[NotPosted]) -> None:
    slack.faults["chat.postMessage"].append(fault)
    with pytest.raises(kind):
        await poster.post(to("C1"), CARD)


async def test_retry_after(poster: SlackPoster, slack: SlackStandIn) -> None:
    slack.faults["chat.postMessage"] += [Fault(429, {"Retry-After": "17"}), Fault(429, {"Retry-After": "soon"})]
    for seconds in (17, 10):
        with pytest.raises(TryLater) as raised:
            await poster.post(to("C1"), CARD)
        assert (raised.value.seconds, raised.value.everywhere) == (seconds, True)


async def test_slack_cannot_be_reached(database: Database, clock: Clock) -> None:
    poster = SlackPoster(
        database, clock, workspaces=OneWorkspace(database.organization_of, "t"), api_url="http://127.0.0.1:9/api/"
    )
    await poster.start()
    with pytest.raises(TryLater) as raised:
        await poster.post(to("C1"), CARD)
    assert raised.value.everywhere
    await poster.close()


async def test_an_account_is_found_by_its_address(poster: SlackPoster) -> None:
    found = await poster.account(1, "kari@example.test")
    assert found is not None
    assert found[0] == Identity("slack", TEAM, "kari")
    assert (found[1].email, found[1].member) == ("kari@example.test", True)
    assert await poster.account(1, "nobody-here@example.test") is None
