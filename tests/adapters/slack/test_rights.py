"""The table of rights, through signed requests of Slack."""

from tests.acceptance import rights
from tests.adapters.slack.conftest import SlackWorld
from tests.adapters.slack.reading import words


async def test_a_sample_of_cells(here: SlackWorld, database_url: str) -> None:
    await rights.build_elsewhere(here.database, database_url)
    await here.person("kari").command(rights.FIRST)
    for cell in rights.CELLS:
        here.clock.move(minutes=1)
        answer = await here.person(cell.who).command(cell.line)
        # What is refused is answered at once; what is drawn comes after an empty answer.
        rights.check(cell, words({key: answer.body[key] for key in ("text", "blocks")}) if answer.body else "")
