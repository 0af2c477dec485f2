"""Exports the whole log of a database in a process of its own, and says what it took: `DATABASE_URL FORMAT`."""

import asyncio
import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from adapters.chat.conversation import Conversation
from adapters.chat.turn import Turn
from adapters.database import Database
from core.access import AccessPolicy
from core.person import Identity, Profile

ADMIN = "admin@example.com"


async def main(url: str, form: str) -> None:
    database = Database.open(url, AccessPolicy(admin_emails=frozenset({ADMIN})))
    identity = Identity("console", "", ADMIN)
    conversation = Conversation(database)
    now = datetime.now(UTC)
    await conversation.introduce(1, identity, Profile(name="Admin", email=ADMIN), now)
    begun = time.perf_counter()
    reply = await conversation.handle(
        Turn(organization_id=1, identity=identity, said=f"export {form}", now=now, source="bench", key=form)
    )
    seconds = time.perf_counter() - begun
    assert reply.file is not None, reply.card
    size = reply.file.path.stat().st_size
    reply.file.remove()
    await database.close()
    print(json.dumps({"title": str(reply.card.title[0]), "seconds": seconds, "mib": size / 2**20, "peak_mib": _peak_mib()}))


def _peak_mib() -> float:
    """What `getrusage` gives includes what the process that began this one had."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:3]))
