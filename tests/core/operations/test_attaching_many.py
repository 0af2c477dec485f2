"""Attachments and languages of entries that nobody logged one by one: documents' and segments'."""

from pathlib import Path

from core.operations.segment_logging import log_segment, preview_segment
from core.operations.template_languages import save_template_language
from core.requests.attachments import SaveTemplateLanguage
from core.requests.segments import LogSegment, PreviewSegment
from core.segment import Segment, SegmentLine
from core.work import Work
from tests.core.operations.conftest import ANNA, ANNA_BERG, NOW, ORGANIZATION, World
from tests.core.operations.delivered import deliver, event, set_up
from tests.core.operations.test_attaching import give, of_entry, upload


async def told(world: World, no: int) -> tuple[str, str]:
    entry = await world.entry(no)
    return entry.language_code, entry.description


async def test_documents(world: World, tmp_path: Path) -> None:
    await give(world, "PHONE", "en", upload(tmp_path, b"english", "en.txt"))
    await give(world, "PHONE", "nb", upload(tmp_path, b"norsk", "nb.txt"))
    await world.do(save_template_language, SaveTemplateLanguage(code="PHONE", language="nb", description="Telefon"), world.ada)
    await set_up(world)
    await deliver(world, event("1"), event("2", contact_no=ANNA_BERG.no))
    assert [await told(world, no) for no in (1, 2)] == [("nb", "Telefon"), ("en", "Phone call")]
    assert [await of_entry(world, no) for no in (1, 2)] == [["nb.txt"], ["en.txt"]]
    # A further event adds nothing.
    await deliver(world, event("1", version=2))
    assert await of_entry(world, 1) == ["nb.txt"]


async def test_segments(world: World, tmp_path: Path) -> None:
    await give(world, "PHONE", "en", upload(tmp_path, b"english", "en.txt"))
    await give(world, "PHONE", "nb", upload(tmp_path, b"norsk", "nb.txt"))

    await world.do(save_template_language, SaveTemplateLanguage(code="PHONE", language="nb", description="Telefon"), world.ada)

    def fill(work: Work) -> None:
        work.segments.add(Segment(no="MAIL", description="Mailing", created_at=NOW))
        work.segments.add_lines([SegmentLine(segment_no="MAIL", contact_no=each.no) for each in (ANNA, ANNA_BERG)])

    await world.database.write(ORGANIZATION, fill)
    preview = await world.do(preview_segment, PreviewSegment(segment="MAIL", template="PHONE"))
    await world.do(log_segment, LogSegment(segment="MAIL", template="PHONE", previewed=preview.digest))
    assert [await told(world, no) for no in (1, 2)] == [("nb", "Telefon"), ("en", "Phone call")]
    assert [await of_entry(world, no) for no in (1, 2)] == [["nb.txt"], ["en.txt"]]
