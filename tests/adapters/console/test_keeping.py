"""Deleting and changing many entries in the console: questions are answered by yes and no, and by number."""

from tests.adapters.console.talk import Terminal


async def test_deleting_asks_and_tells(terminal: Terminal) -> None:
    await terminal.say("log call anna: first", "log call anna: second", "cancel 1")
    said = await terminal.say("delete-canceled", "no", "delete-canceled", "yes", "audit", "delete-canceled", who="ada")
    assert said.count("Delete 1 canceled entry?") == 2
    assert said.count("Deleted 1 canceled entry") == 1
    assert "There are no canceled entries to delete" in said
    assert any("entries deleted" in line and "numbers: #1" in line for line in said)


async def test_all_that_is_shown(terminal: Terminal) -> None:
    await terminal.say("log call anna: first", "log call anna: second")
    said = await terminal.say("list anna", "cancel all 2 found", "yes", "undo", "list anna", "evaluate all 2 found", "2")
    assert "Canceled 2 entries" in said
    assert any(line.startswith("Taken back: the canceling") for line in said)
    assert "Evaluated 2 entries" in said
