"""Joining what came a moment ago."""

import asyncio

from adapters.slack.repeats import Repeats


async def _work() -> str:
    return "done"


async def test_the_same_is_found_for_a_while_and_the_oldest_is_forgotten_first() -> None:
    repeats: Repeats[str] = Repeats(60, most=2)
    work = asyncio.create_task(_work())
    for key in ("a", "b", "c"):
        repeats.keep(key, work)
    assert (repeats.find("a"), repeats.find("b"), repeats.find("c")) == (None, work, work)
    await work


async def test_what_is_old_is_new_again() -> None:
    repeats: Repeats[str] = Repeats(0.3)
    work = asyncio.create_task(_work())
    repeats.keep("a", work)
    assert repeats.find("a") is work
    await asyncio.sleep(0.35)
    assert repeats.find("a") is None
    await work
