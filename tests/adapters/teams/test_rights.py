"""The table of rights, through activities of Teams."""

from tests.acceptance import rights
from tests.adapters.teams.conftest import TeamsWorld
from tests.standins.teams_client import words


async def test_a_sample_of_cells(here: TeamsWorld, database_url: str) -> None:
    await rights.build_elsewhere(here.database, database_url)
    await here.person("kari").say(rights.FIRST)
    for cell in rights.CELLS:
        here.clock.move(minutes=1)
        answer = await here.person(cell.who).say(cell.line)
        rights.check(cell, words(answer.card))
