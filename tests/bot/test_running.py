"""What ends the program."""

import asyncio

import pytest

from bot.running import until_one_ends


async def test_a_worker_that_breaks_ends_the_program_with_its_error() -> None:
    async def breaks() -> None:
        raise ZeroDivisionError

    called_off = asyncio.Event()

    async def talks() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            called_off.set()

    with pytest.raises(ZeroDivisionError):
        await until_one_ends(talks(), watched=(None, asyncio.create_task(breaks())))
    assert called_off.is_set()


async def test_what_is_watched_goes_on_when_the_chat_is_left() -> None:
    working = asyncio.create_task(asyncio.sleep(60))
    await until_one_ends(asyncio.sleep(0), asyncio.sleep(60), watched=(working,))
    assert not working.done()
    working.cancel()
