"""The acceptance conversation in a personal chat: activities with valid tokens over HTTP, cards over the connector."""

from tests.acceptance.cases import CASES
from tests.adapters.teams.conftest import TeamsWorld
from tests.standins.adaptive_cards import inputs
from tests.standins.teams_client import labels, title, words


async def test_every_line_gets_its_answer(here: TeamsWorld) -> None:
    for case in CASES:
        here.clock.move(minutes=1)
        answer = await here.person(case.who).say(case.line)
        assert answer.status == 200
        assert answer.places == [f"a:{case.who}"], case.line
        card = answer.card
        if case.form:
            assert title(card) == case.form, case.line
            assert inputs(card)
            continue
        said = words(card)
        heading = f"{case.who}: {case.line}\n{said}"
        assert case.title in title(card), heading
        for expected in case.says:
            assert expected in said, heading
        for unwanted in case.never:
            assert unwanted not in said, heading
        assert set(case.buttons) <= set(labels(card)), heading
