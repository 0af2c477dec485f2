"""Logging the segment MAIL in tests."""

from typing import Any

from core.entry import InteractionLogEntry
from core.operations.segment_logging import log_segment, preview_segment
from core.person import Actor
from core.requests.segments import (
    LogSegment,
    PreviewSegment,
)
from core.results.segments import SegmentDone, SegmentPreview
from tests.core.operations.conftest import ORGANIZATION, World


async def preview(world: World, actor: Actor | None = None, **values: Any) -> SegmentPreview:
    return await world.do(preview_segment, PreviewSegment(**{"segment": "MAIL", "template": "phone"} | values), actor)


async def log(world: World, actor: Actor | None = None, **values: Any) -> SegmentDone:
    shown = await preview(world, actor, **values)
    request = LogSegment(**{"segment": "MAIL", "template": "phone", "previewed": shown.digest} | values)
    done = await world.do(log_segment, request, actor)
    assert isinstance(done, SegmentDone)
    return done


async def entries_of(world: World, segment: str = "MAIL") -> list[InteractionLogEntry]:
    return await world.database.read(ORGANIZATION, lambda work: list(work.entries.of_segment(segment)))
