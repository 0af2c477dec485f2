"""What wakes a worker that waits for messages."""

import asyncio
import contextlib
import threading


class Bell:
    """Rung from any thread. A ring that nobody waits for is kept for the next one who does."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rung = False
        self._waiting: dict[asyncio.Event, asyncio.AbstractEventLoop] = {}

    def ring(self) -> None:
        with self._lock:
            self._rung = not self._waiting
            for event, loop in self._waiting.items():
                with contextlib.suppress(RuntimeError):  # the loop was closed: nobody waits any more
                    loop.call_soon_threadsafe(event.set)
            self._waiting.clear()

    async def wait(self, seconds: float) -> bool:
        """Returns at a ring, or when the time is over; whether it rang."""
        event = asyncio.Event()
        with self._lock:
            if self._rung:
                self._rung = False
                return True
            self._waiting[event] = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(seconds):
                return await event.wait()
        except TimeoutError:
            return False
        finally:
            with self._lock:
                self._waiting.pop(event, None)
