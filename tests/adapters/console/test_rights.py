"""The table of rights, through the console."""

from adapters.database import Database
from tests.acceptance import rights
from tests.adapters.console.talk import Terminal


async def test_a_sample_of_cells(terminal: Terminal, database: Database, database_url: str) -> None:
    await rights.build_elsewhere(database, database_url)
    await terminal.say(rights.FIRST)
    for cell in rights.CELLS:
        rights.check(cell, "\n".join(await terminal.say(cell.line, who=cell.who)))
