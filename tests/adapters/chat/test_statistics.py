"""Statistics, campaigns and opportunities in the conversation: what is shown, and what can be pressed."""

from adapters.chat.card import Chart, Facts, Table
from adapters.chat.plain import plain
from adapters.chat.turn import Place, Reply
from tests.adapters.chat.talk import Talk, choices, labels


def chart(reply: Reply) -> Chart:
    (found,) = [element for element in reply.card.body if isinstance(element, Chart)]
    return found


def table(reply: Reply) -> list[list[str]]:
    """The head and the rows, moments left out."""
    (found,) = [element for element in reply.card.body if isinstance(element, Table)]
    return [list(found.columns), *([str(cell[0]) if isinstance(cell[0], str) else "" for cell in row] for row in found.rows)]


def facts(reply: Reply) -> dict[str, str]:
    (found,) = [element for element in reply.card.body if isinstance(element, Facts)]
    return {fact.label: str(fact.value[0]) for fact in found.rows}


async def logged(talk: Talk) -> None:
    await talk.say("log call anna 20m cost:10: one")
    await talk.say("log call anna 40m cost:20 failed: two")
    await talk.say("log meeting joost: three", "maria")
    await talk.say("log call sam: four")
    await talk.say("cancel 4")
    await talk.say("log call sam postpone: five")


async def test_own_are_shown_as_numbers_a_chart_and_a_table(talk: Talk) -> None:
    await logged(talk)
    reply = await talk.say("stats")
    assert reply.card.title == ("Your statistics",)
    assert plain(reply.card).split("\n")[1] == "Only: since Sat 22 Aug 2026"
    numbers = facts(reply)
    assert (numbers["Number"], numbers["Failed attempts"]) == ("2", "1 (50%)")
    assert (numbers["Duration"], numbers["Cost"]) == ("1 h (30 min each)", "30.00 (15.00 each)")
    shown = chart(reply)
    assert (shown.title, shown.over_time, len(shown.bars)) == ("Interactions by week", True, 14)
    assert (shown.bars[-1].label, shown.bars[-1].value, shown.bars[-1].shown) == ("Mon 16 Nov 2026", 2.0, "2")
    assert table(reply) == [
        ["Week", "Number", "Duration", "Duration each", "Cost", "Cost each", "Failed"],
        ["Mon 16 Nov 2026", "2", "1 h", "30 min", "30.00", "15.00", "50%"],
    ]
    assert labels(reply) == ["By template"]
    by_template = await talk.press(reply, "By template")
    assert table(by_template)[1][:3] == ["Phone call", "2", "1 h"]


async def test_a_manager_sees_everybody_s_and_a_rep_does_not(talk: Talk) -> None:
    await logged(talk)
    assert (await talk.say("stats team")).card.title == ("For that you need the role manager",)
    assert (await talk.say("stats maria@example.test")).outcome == "refused"
    own = await talk.say("stats by template", "maria")
    everybody = await talk.press(own, "Everybody", "maria") if "Everybody" in labels(own) else own
    assert everybody.card.title == ("Statistics of everybody",)
    assert facts(everybody)["Number"] == "3"
    people = await talk.press(everybody, "By salesperson", "maria")
    assert chart(people).title == "Interactions by salesperson"
    assert ["Kari Haugen", "2"] in [row[:2] for row in table(people)]
    kari = await talk.say("stats kari@example.test", "maria")
    assert "".join(str(getattr(part, "name", part)) for part in kari.card.title) == "Statistics of Kari Haugen"


async def test_of_a_contact_they_are_everybody_s(talk: Talk) -> None:
    await logged(talk)
    reply = await talk.say("stats fjord as")
    assert facts(reply)["Number"] == "2"
    assert "Only:" not in plain(reply.card)
    assert [bar.label for bar in chart(reply).bars] == ["Phone call"]
    assert facts(await talk.say("stats van den berg bloemen"))["Number"] == "1"
    again = await talk.say(choices(await talk.say("stats olsen"))[0].request)
    assert facts(again)["Number"] == "2"
    assert (await talk.say("stats fjord as template:c")).outcome == "asked"


async def test_evaluations_and_what_has_none_have_words(talk: Talk) -> None:
    await talk.say("log call anna ++: one")
    await talk.say("log call sam: two")
    assert {bar.label for bar in chart(await talk.say("stats by evaluation")).bars} == {"very positive", "none"}
    assert [bar.label for bar in chart(await talk.say("stats by campaign")).bars] == ["none"]
    assert [bar.label for bar in chart(await talk.say("stats by contact")).bars] == ["Anna Olsen", "Sam Single"]


async def test_nothing_is_said_so(talk: Talk) -> None:
    assert "Nothing was logged in this time." in plain((await talk.say("stats")).card)
    assert "Nothing was logged yet." in plain((await talk.say("stats anna olsen")).card)
    assert labels(await talk.say("stats")) == []


async def test_a_place_with_others_is_shown_them_on_request(talk: Talk) -> None:
    await logged(talk)
    talk.place = Place(shared=True)
    shared = await talk.press(await talk.say("stats by template"), "Share here")
    assert (shared.shared, shared.card.buttons) == (True, ())
    assert chart(shared).bars
    assert "Shared by Kari Haugen" in plain(shared.card)
    shared = await talk.press(await talk.say("stats idle:60d"), "Share here")
    assert shared.shared


async def test_contacts_without_an_interaction_wait_longest_first(talk: Talk) -> None:
    await talk.say("log call olga on:2026-08-01: long ago")
    await talk.say("log call anna: just now")
    reply = await talk.say("stats team idle:60d", "maria")
    assert "".join(map(str, reply.card.title)) == "Contacts without an interaction since Sun 20 Sept 2026"
    never = ["Van den Berg Bloemen B.V.", "Joost van den Berg", "Sam Single"]
    assert [row[0] for row in table(reply)[1:]] == [*never, "Olga Olsen"]
    assert [(bar.label, bar.shown) for bar in chart(reply).bars] == [("Olga Olsen", "110 days")]
    assert "Anna Olsen" not in plain(reply.card)
    assert "Petra Blocked" not in plain(reply.card)
    assert "Your contacts without an interaction" in plain((await talk.say("stats me idle:1d")).card)


async def test_a_campaign_is_made_by_form_and_by_line(talk: Talk) -> None:
    assert "any code may be given" in plain((await talk.say("campaigns")).card)
    assert labels(await talk.say("campaigns")) == []
    opened = await talk.press(await talk.say("campaigns", "ada"), "New campaign", "ada")
    wrong = await talk.submit(opened.form, "ada", code="a b", description="Spring mailing")
    assert wrong.form is not None
    assert wrong.form.errors.keys() == {"code"}
    made = await talk.submit(opened.form, "ada", code="spring", description="Spring mailing", status="planned")
    assert plain(made.card).startswith("Added campaign SPRING: Spring mailing\nStatus: planned\nTargets: 0")
    changing = await talk.press(made, "Change", "ada")
    closed = await talk.submit(changing.form, "ada", status="closed")
    assert "Status: closed" in plain(closed.card)
    assert "For that you need the role admin" in plain((await talk.say("campaign create X: x")).card)
    assert "Code | Description | Status | Targets | Responses | Rate\nSPRING" in plain((await talk.say("campaigns")).card)
    asked = await talk.press(closed, "Remove", "ada")
    assert asked.outcome == "asked"
    assert "Removed campaign SPRING" in plain((await talk.press(asked, "Remove", "ada")).card)


async def test_a_code_that_is_not_there_leads_to_the_nearest(talk: Talk) -> None:
    await talk.say("campaign create SPRING: Spring mailing", "ada")
    await talk.say("opportunity create OP17: Delivery to the harbour", "ada")
    asked = await talk.say("log call anna campaign:SPRNG opp:OP17: sent it")
    assert plain(asked.card).startswith("There is no campaign SPRNG; the nearest: SPRING")
    done = await talk.say(choices(asked)[0].request)
    assert (done.outcome, done.entry_nos) == ("done", (1,))
    shown = plain((await talk.say("show 1")).card)
    assert "Campaign: SPRING" in shown
    assert "Opportunity: OP17" in shown
    refused = await talk.say("edit 1 opp:ZZZ")
    assert (refused.outcome, labels(refused)) == ("refused", ["Opportunities"])
    asked = await talk.say("edit 1 opp:OP71")
    assert (await talk.say(choices(asked)[0].request)).outcome == "done"
    found = await talk.say(choices(await talk.say("opportunity op71"))[0].request)
    assert plain(found.card).startswith("OP17: Delivery to the harbour\nStatus: open")
