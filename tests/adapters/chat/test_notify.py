"""`notify`: what is asked for by lines, buttons and forms, by people and in channels."""

from dataclasses import replace
from decimal import Decimal

import pytest

from adapters.chat.codec import dump
from adapters.chat.form import Form
from adapters.chat.plain import plain
from adapters.chat.request import OpenForm
from adapters.chat.turn import Place, Reply
from adapters.chat.wording import languages, wording
from core.notification import NotificationSettings, Recipient
from core.operations.notifying import RULES_LIMIT
from core.requests.notifications import SaveRule, SetChannelLanguage, SetQuietHours, ShowNotifications, SwitchNotifications
from core.values import Role
from core.work import Work
from tests.adapters.chat.talk import Talk, button, choices, labels

CHANNEL = Recipient(platform="slack", workspace="T1", channel="C1")
HERE = Place(shared=True, channel="C1", command="/interaction ")


@pytest.fixture
def channel(talk: Talk) -> Talk:
    talk.place = HERE
    return talk


def shown(form: Form | None) -> dict[str, str]:
    assert form is not None
    return {field.key: field.value for field in form.fields}


def first(reply: Reply) -> str:
    return plain(reply.card).splitlines()[0]


async def settings(talk: Talk, recipient: Recipient = CHANNEL) -> NotificationSettings | None:
    return (await talk.database.read(1, lambda work: work.notifications.settings([recipient]))).get(recipient)


async def test_the_usual_time_said_or_left_out_is_the_same_rule(talk: Talk) -> None:
    await talk.say("notify me invoices daily")
    assert "There was such a rule already." in plain((await talk.say("notify me invoices daily at 8:00")).card)
    assert "such a rule" not in plain((await talk.say("notify me invoices daily at 9:00")).card)


async def test_a_form_makes_a_rule(talk: Talk) -> None:
    opened = await talk.say("notify me")
    assert shown(opened.form) == {
        "documents": "all",
        "contact": "",
        "template": "",
        "by": "",
        "above": "",
        "frequency": "at once",
        "at": "",
        "weekday": "monday",
    }
    kept = await talk.submit(
        opened.form,
        documents="invoices",
        contact="CT000001",
        by="me",
        above="1 000,50",
        frequency="weekly",
        at="09:30",
        weekday="friday",
    )
    what = "invoices above 1,000.5, contact Fjord AS, salesperson Kari Haugen, weekly on Friday at 09:30"
    assert first(kept) == f"You are told of {what}"


async def test_an_empty_form_asks_for_everything(talk: Talk) -> None:
    opened = await talk.say("notify me")
    assert first(await talk.submit(opened.form, documents="")) == "You are told of all documents, at once"


async def test_a_form_names_what_is_wrong(talk: Talk) -> None:
    opened = await talk.say("notify me")
    again = await talk.submit(opened.form, by="nobody@example.test")
    assert again.form is not None
    assert again.form.errors.keys() == {"by"}
    again = await talk.submit(opened.form, above="x", contact="zzz")
    assert again.form is not None
    assert again.form.errors.keys() >= {"above"}
    assert "Rule" not in plain((await talk.say("notify")).card)


async def test_a_rule_is_changed_by_its_form(talk: Talk) -> None:
    kept = await talk.say("notify me quotes orders template:call contact:fjord daily at 8:15")
    opened = await talk.press(kept, "Change")
    assert opened.form is not None
    assert opened.form.title == "Change rule 1"
    values = shown(opened.form)
    assert values["documents"] == "quotes orders"
    assert dict(opened.form.fields[0].choices)["quotes orders"] == "quotes, orders"
    assert (values["contact"], values["template"], values["at"]) == ("CT000001", "CALL", "08:15")
    changed = await talk.submit(opened.form, documents="invoices", contact="", template="", frequency="hourly", at="")
    assert first(changed) == "You are told of invoices, hourly"
    assert "Rule 1: invoices, hourly" in plain((await talk.say("notify")).card)


async def test_names_that_are_none_are_refused(talk: Talk) -> None:
    for request in (SaveRule(documents="nothing"), OpenForm(request=dump(SaveRule(documents="nothing")))):
        refused = await talk.say(request)
        assert (first(refused), refused.outcome) == ("Documents: “nothing” is not known", "refused")


async def test_somebody_elses_rule_cannot_be_changed_shown_or_removed(talk: Talk) -> None:
    await talk.say("notify me quotes")
    for request in (SaveRule(rule=1, documents="orders"), ShowNotifications(rule=1)):
        assert first(await talk.say(request, "mads")) == "You have no rule 1"
    assert first(await talk.say("notify remove 1", "maria")) == "You have no rule 1"
    assert "Rule 1: quotes" in plain((await talk.say("notify")).card)


async def test_the_overview_leads_to_each_rule(talk: Talk) -> None:
    await talk.say("notify me quotes")
    await talk.say("notify mute orders")
    overview = await talk.say("notify")
    assert [(each.label, each.detail) for each in choices(overview)] == [("Rule 1", "quotes"), ("Rule 2", "orders")]
    one = await talk.say(choices(overview)[1].request)
    assert first(one) == "Rule 2, mute: orders"
    assert first(await talk.press(one, "Remove")) == "Removed rule 2: orders"
    opened = await talk.press(one, "Change")
    assert first(opened) == "You have no rule 2" or opened.outcome == "refused"


async def test_what_is_removed_can_be_made_again(talk: Talk) -> None:
    await talk.say("notify me credit memos contact:fjord by:me above:100 weekly on tuesday at 7:45")
    before = (await talk.say("notify 1")).card.title
    removed = await talk.say("notify remove 1")
    line = plain(removed.card).splitlines()[1].removesuffix(" makes it again.")
    assert first(await talk.say(line)).startswith("You are told of credit memos above 100")
    await talk.say("notify remove 2")
    again = await talk.press(removed, "Make it again")
    assert "Rule 3." in plain(again.card)
    assert str(before).replace("Rule 1", "Rule 3") == str((await talk.say("notify 3")).card.title)


async def test_a_rule_ends_being_off(talk: Talk) -> None:
    await talk.say("notify off")
    assert "Telling is off" in plain((await talk.say("notify")).card)
    await talk.say("notify mute quotes")
    assert "Telling is off" in plain((await talk.say("notify")).card)
    assert "on again" in plain((await talk.say("notify me orders")).card)
    assert "Telling is off" not in plain((await talk.say("notify")).card)


async def test_who_has_no_role_has_no_rules(talk: Talk) -> None:
    for line in ("notify", "notify me invoices", "notify off", "notify quiet 20-7", "notify remove 1"):
        assert (await talk.say(line, "nobody")).outcome == "refused"


async def test_quiet_hours_by_a_form(talk: Talk) -> None:
    opened = await talk.press(await talk.say("notify"), "Quiet hours")
    assert shown(opened.form) == {"quiet_from": "", "quiet_until": ""}
    assert first(await talk.submit(opened.form, quiet_from="20", quiet_until="7.00")) == "Quiet hours: 20:00–07:00"
    opened = await talk.press(await talk.say("notify"), "Quiet hours")
    assert shown(opened.form) == {"quiet_from": "20:00", "quiet_until": "07:00"}
    half = await talk.submit(opened.form, quiet_until="")
    assert half.form is not None
    assert half.form.errors.keys() == {"quiet_until"}
    assert first(await talk.submit(opened.form, quiet_from="", quiet_until="")) == "No quiet hours"
    assert first(await talk.say("notify quiet 8-8")) == "Quiet until: 08:00 is when they begin"


async def test_there_can_be_too_many_rules(talk: Talk) -> None:
    await talk.say("notify me above:5000")
    (rule,) = await talk.database.read(1, lambda work: work.notifications.rules())

    def fill(work: Work) -> None:
        for amount in range(RULES_LIMIT - 1):
            work.notifications.add(replace(rule, above=Decimal(amount)))

    await talk.database.write(1, fill)
    assert first(await talk.say("notify me above:6000")) == "Rules: there can be 100; remove one first"


@pytest.mark.parametrize("line", ["notify here", "notify here invoices", "notify here off", "notify here quiet 20-7"])
async def test_here_is_refused_where_no_channel_is(talk: Talk, line: str) -> None:
    refused = await talk.say(line, "maria")
    assert (first(refused), refused.outcome) == ("Here is no channel that could be told", "refused")
    assert "Say it in a channel" in plain(refused.card)


async def test_a_channel_is_for_managers(channel: Talk) -> None:
    for line in ("notify here", "notify here invoices", "notify here off", "notify here quiet 20-7", "notify here mute quotes"):
        refused = await channel.say(line)
        assert refused.outcome == "refused", line
        assert "manager" in first(refused), line
    assert await settings(channel) is None
    assert "Nothing is told here." in plain((await channel.say("notify")).card)
    assert "Add a rule for this channel" not in labels(await channel.say("notify"))


def translated(message: str, language: str) -> str:
    return wording(language).gettext(message)


async def test_a_channel_gets_the_times_of_who_first_asks(channel: Talk) -> None:
    kept = await channel.say("notify here invoices daily at 8:00", "maria")
    assert first(kept) == "This channel is told of invoices, daily at 08:00"
    assert "Invite me" in plain(kept.card)
    assert "/interaction notify remove 1" in plain(kept.card)
    assert await settings(channel) == NotificationSettings(recipient=CHANNEL, time_zone="Europe/Oslo")
    overview = await channel.say("notify", "maria")
    assert "Rule 1: invoices, daily at 08:00" in plain(overview.card)
    assert "Language: English" in plain(overview.card)
    assert "/interaction notify here language LANG changes the language" in plain(overview.card)
    # In its own chat with the bot the person sees their own rules alone.
    channel.place = Place()
    assert "Rule 1" not in plain((await channel.say("notify", "maria")).card)
    channel.place = HERE
    await channel.say("notify here orders", "ada")
    assert (await settings(channel) or NotificationSettings(recipient=CHANNEL)).time_zone == "Europe/Oslo"


async def test_a_channel_is_written_to_in_the_language_that_is_chosen_for_it(channel: Talk) -> None:
    assert first(await channel.say("notify here language dansk", "maria")) == "This channel is written to in Danish"
    assert await settings(channel) == NotificationSettings(recipient=CHANNEL, language="da", time_zone="Europe/Oslo")
    assert "Language: Danish" in plain((await channel.say("notify")).card)
    await channel.say("notify here invoices", "ada")
    assert (await settings(channel) or NotificationSettings(recipient=CHANNEL)).language == "da"
    for line, reason in (("notify here language", "missing"), ("notify here language klingon", "none of the languages")):
        refused = await channel.say(line, "maria")
        assert (refused.outcome, reason in first(refused)) == ("refused", True), line
    await channel.say("log call anna: hello", "maria")
    shared = await channel.press(await channel.say("list anna", "maria"), "Share here", "maria")
    assert (shared.shared, shared.card.language) == (True, "da" if "da" in languages() else "en")
    await channel.say("language suomi", "ada")
    await channel.press(await channel.say("notify", "ada"), translated("My language here", "fi"), "ada")
    kept_settings = await settings(channel)
    assert kept_settings is not None
    assert kept_settings.language == "fi"


async def test_a_channels_card_knows_its_channel_elsewhere(channel: Talk) -> None:
    """As where what is answered to a channel comes in the person's own chat."""
    kept = await channel.say("notify here invoices", "maria")
    overview = await channel.say("notify", "maria")
    channel.place = Place()
    assert button(overview, "Turn off here").request == SwitchNotifications(on=False, here=True, channel="C1")
    assert first(await channel.press(overview, "Turn off here", "maria")) == "Nothing is told in this channel any more"
    opened = await channel.press(kept, "Change", "maria")
    assert first(await channel.submit(opened.form, "maria", documents="orders")) == "This channel is told of orders, at once"
    opened = await channel.press(overview, "Add a rule for this channel", "maria")
    assert first(await channel.submit(opened.form, "maria", documents="quotes")) == "This channel is told of quotes, at once"
    assert "Rule 1: orders" in plain((await channel.press(kept, "All that is told", "maria")).card)
    assert first(await channel.press(kept, "Remove", "maria")) == "Removed rule 1: orders"


async def test_a_channel_of_another_workspace_is_out_of_reach(channel: Talk) -> None:
    other = Recipient(platform="teams", workspace="tenant", channel="19:x")
    await channel.say("notify here invoices", "maria")
    rules = await channel.database.read(1, lambda work: work.notifications.rules())
    no = await channel.database.write(1, lambda work: work.notifications.add(replace(rules[0], recipient=other)))
    assert first(await channel.say(f"notify remove {no}", "maria")) == f"You have no rule {no}"


async def test_nobody_without_the_role_gets_the_channels_language(channel: Talk) -> None:
    refused = await channel.say(SetChannelLanguage(channel="C1"))
    assert refused.outcome == "refused"
    quiet = await channel.say(SetQuietHours(here=True, channel="C1"))
    assert quiet.outcome == "refused"
    assert Role.MANAGER.name.lower() in first(quiet)


async def test_document_types_are_named_as_several(talk: Talk) -> None:
    assert first(await talk.say("notify me sales invoice")) == "You are told of sales invoices, at once"
    await talk.say("language norsk")
    assert first(await talk.say("notify me sales invoice")).startswith("Du varsles om salgsfakturaer")
