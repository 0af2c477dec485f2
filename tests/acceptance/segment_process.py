"""Logs segments one after the other until it is killed: `python -m tests.acceptance.segment_process URL SEGMENT ...`"""

import asyncio
import sys
from datetime import UTC, datetime

from adapters.database import Database
from core.access import AccessPolicy
from core.operations.segment_logging import log_segment, preview_segment
from core.person import Actor
from core.requests.segments import LogSegment, PreviewSegment
from core.values import Role
from core.work import Work


async def main(url: str, segments: list[str]) -> None:
    """Says the name of each segment before it is logged."""
    actor = Actor(person_id=1, name="Kari", email="kari@example.test", role=Role.REP, salesperson_code="KH")
    database = Database.open(url, AccessPolicy())
    for no in segments:
        now = datetime.now(UTC)

        def log(work: Work, no: str = no, now: datetime = now) -> None:
            shown = preview_segment(work, PreviewSegment(segment=no, template="CALL"), actor, now)
            log_segment(work, LogSegment(segment=no, template="CALL", previewed=shown.digest), actor, now)

        print(no, flush=True)
        await database.write(1, log)
    await database.close()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2:]))
