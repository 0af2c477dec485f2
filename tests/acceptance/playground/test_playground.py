"""The bot in Microsoft 365 Agents Playground, by mouse and keyboard. Pictures of what was seen are in build/playground/.

The Playground has no picker that searches while typing, and does not refresh cards.
"""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import aiohttp
import pytest

from tests.acceptance.playground.processes import page, playground
from tests.acceptance.playground.signing import service_url, signing
from tests.acceptance.playground.teams import CHANNEL, DIALOG, GROUP, PERSONAL, Teams, card, titled
from tests.acceptance.playground.tools import Missing, chromium, node
from tests.bot.program import Program, free_port
from tests.standins.teams import APP_ID, PASSWORD, TENANT, TeamsStandIn

WELCOME = card("I keep the log of what you talk about with your contacts")
FORM = card("Keep as a draft")
POINTER = 'text="I answered you in our own chat." >> nth=-1'


@pytest.fixture(scope="module", autouse=True)
def _tools() -> None:
    try:
        chromium()
        node()
    except Missing as missing:
        pytest.skip(str(missing))


@pytest.fixture(scope="module")
def kari(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Teams]:
    """In Teams, with a bot that has the sample data and asks for no tokens."""
    folder = tmp_path_factory.mktemp("anonymous")
    with (
        Program(folder).serving("run", "--sample", TEAMS_ANONYMOUS="1") as bot,
        playground(folder, bot.url) as address,
        page(folder) as shown,
    ):
        teams = Teams(shown, "anonymous")
        teams.enter(address)
        yield teams
        went_wrong = [line for line in bot.log.read_text().splitlines() if '"level":"error"' in line]
        assert not went_wrong


@pytest.fixture
def personal(kari: Teams) -> Teams:
    kari.open(PERSONAL)
    kari.sees(WELCOME)
    return kari


def test_the_bot_introduces_itself(personal: Teams) -> None:
    assert "log call anna: sent the offer 15m" in personal.reads(WELCOME)
    personal.picture("welcome")
    personal.say("hi")
    assert "More on each: help log" in personal.reads(card("What you can say"))
    personal.picture("hi")


def test_a_line_is_logged_and_taken_back(personal: Teams) -> None:
    personal.say("log call Göran Sjöberg 20m: likes the new terms")
    logged = personal.reads(card("likes the new terms"))
    assert "Phone call, Göran Sjöberg" in logged
    assert "20 min" in logged
    personal.picture("logged")
    personal.press("Undo", card("likes the new terms"))
    assert "is canceled" in personal.reads(card("Taken back: #"))
    personal.sees_no_more(card("Logged #"))
    personal.picture("undone")


def test_the_log_is_paged_in_place(personal: Teams) -> None:
    personal.say("list")
    newest = titled("Interaction log")
    personal.sees(newest + " >> text=/^Tip:/")
    personal.say("list")
    personal.sees_no_more(newest + " >> text=/^Tip:/")
    first = personal.reads(newest)
    personal.press("Older", newest)
    personal.sees(newest + ' >> role=button[name="Newer"]')
    assert personal.reads(newest) != first
    personal.picture("older")
    personal.press("Newer", newest)
    personal.sees_no_more(newest + ' >> role=button[name="Newer"]')
    assert personal.reads(newest) == first
    personal.picture("newer")


def test_the_form_names_what_is_wrong_and_logs(personal: Teams) -> None:
    personal.say("log")
    personal.choose("Template", "Meeting", FORM)
    personal.fill("Note", "went through the plan", FORM)
    personal.press("Log", FORM)
    personal.sees(FORM + ' >> text="Which contact?"')
    personal.picture("form-wrong")
    personal.follow("Not in the list? Type it here instead", FORM)
    personal.fill("Contact", "Päivi Järvinen", FORM)
    personal.picture("form")
    personal.press("Log", FORM)
    assert "Meeting, Päivi Järvinen" in personal.reads(card("Logged #"))
    personal.picture("form-logged")


def test_a_group_is_told_nothing_until_it_is_shared(kari: Teams) -> None:
    kari.open(GROUP)
    kari.sees(WELCOME)
    kari.mention("contact Zoë Fraser")
    kari.sees(POINTER)
    kari.picture("group")
    kari.open(PERSONAL)
    kari.press("Share here", card("22 Canal Walk"))
    kari.picture("group-answer")
    kari.open(GROUP)
    kari.sees(card("22 Canal Walk", "Shared by Kari Haugen"))
    kari.picture("group-shared")


def test_a_post_in_a_channel_is_answered_in_its_thread(kari: Teams) -> None:
    kari.open(CHANNEL)
    kari.sees(WELCOME)
    kari.post("list me")
    kari.sees(POINTER)
    kari.picture("channel")
    kari.open(PERSONAL)
    kari.press("Share here", titled("Your interaction log"))
    kari.picture("channel-answer")
    kari.open(CHANNEL)
    kari.sees(card("Your interaction log", "Shared by Kari Haugen"))
    kari.picture("channel-shared")


def test_the_message_extension_finds_a_contact_to_share(kari: Teams) -> None:
    kari.open(GROUP)
    kari.sees(WELCOME)
    kari.find("oyst", "Øystein Ås")
    kari.picture("found")
    kari.send()
    kari.sees(card("Head of production", "Shared by Kari Haugen"))
    kari.picture("found-shared")


def test_a_card_shared_with_the_bot_itself_asks_nothing(personal: Teams) -> None:
    personal.find("oyst", "Øystein Ås")
    personal.send()
    personal.sees(card("Head of production"))
    personal.say("whoami")
    personal.sees(titled("kari.haugen@aftercall.example"))
    personal.sees_no_more(card("I do not know"))
    personal.picture("found-for-oneself")


def test_a_message_is_logged(kari: Teams) -> None:
    kari.open(GROUP)
    kari.sees(WELCOME)
    message = "The quote has to be out by Friday"
    kari.say(message)
    kari.act_on(message)
    kari.choose("Template", "Phone call", DIALOG)
    kari.follow("Not in the list? Type it here instead", DIALOG)
    kari.fill("Contact", "Zoë Fraser", DIALOG)
    kari.picture("log-this-message")
    kari.press("Log", DIALOG)
    kari.sees(f"{DIALOG} >> text=/^Logged #/")
    kari.press("Close", DIALOG)
    kari.open(PERSONAL)
    assert "Phone call, Zoë Fraser" in kari.reads(card(message))
    kari.picture("log-this-message-logged")


async def test_with_tokens(tmp_path: Path) -> None:
    port = free_port()
    async with TeamsStandIn() as standin:
        settings = {
            "MICROSOFT_APP_ID": APP_ID,
            "MICROSOFT_APP_PASSWORD": PASSWORD,
            "MICROSOFT_APP_TENANT_ID": TENANT,
            "TEAMS_OPENID_METADATA_URL": standin.metadata_url,
            "TEAMS_LOGIN_URL": standin.login_url,
        }
        with Program(tmp_path).serving("run", "--sample", **settings) as bot:
            async with (
                aiohttp.ClientSession() as session,
                session.post(f"{bot.url}/api/messages", json=standin.activity()) as unsigned,
            ):
                assert unsigned.status == 401
            async with signing(standin, bot.url, f"http://localhost:{port}") as proxy:
                await asyncio.to_thread(_with_tokens, tmp_path, proxy, port)
        assert standin.logins


def _with_tokens(folder: Path, proxy: str, port: int) -> None:
    with playground(folder, proxy, service_url(proxy), port) as address, page(folder) as shown:
        kari = Teams(shown, "signed")
        kari.enter(address)
        kari.open(PERSONAL)
        kari.sees(WELCOME)
        kari.say("log call Göran Sjöberg: likes the new terms")
        kari.press("Undo", card("likes the new terms"))
        kari.sees(card("Taken back: #"))
        kari.open(GROUP)
        kari.sees(WELCOME)
        kari.mention("list me")
        kari.sees(POINTER)
        kari.open(PERSONAL)
        kari.press("Older", titled("Your interaction log"))
        kari.sees(titled("Your interaction log") + ' >> role=button[name="Newer"]')
        kari.picture("conversation")
