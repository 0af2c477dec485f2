"""All pictures of one language."""

import asyncio
from datetime import timedelta
from pathlib import Path

from adapters.chat.wording import languages
from adapters.database import Database, migrate
from core.access import AccessPolicy
from tests.acceptance import told
from tests.acceptance.pictured import scenes, world
from tests.acceptance.pictured.doors import Doors, Picture, picture
from tests.acceptance.pictured.phrases import phrases
from tests.factories import NOW

__all__ = ["Picture", "languages", "pictures"]


async def pictures(language: str, folder: Path) -> list[Picture]:
    """Everything that is shown to readers of `language`, by a database of its own in `folder`."""
    texts = phrases(language)
    profiles = world.profiles(texts)
    url = f"sqlite:///{folder}/{language}.db"
    await asyncio.to_thread(migrate, url)
    database = Database.open(url, AccessPolicy(admin_emails=frozenset({profiles["ada"].email})))
    try:
        doors = Doors(database, profiles, texts, language)
        drawn = [await doors.show(scene, folder) for scene in scenes.EMPTY]
        await world.build(database, language, texts)
        drawn += [await doors.show(scene, folder) for scene in scenes.SCENES]
        for line in scenes.HOME:
            await doors.show(scenes.Scene("kari", line), folder)
        drawn += [await doors.home("kari"), await doors.shared("kari", 1)]
        at = NOW + timedelta(days=1)
        sent = await told.notices(database, language, texts["zone"], profiles)
        sent += await told.reminders(database, language, texts["zone"], profiles, at)
        drawn += [picture(title, card, main=title == told.MAIN) for title, card in sent]
        drawn += [await doors.press("kari", sent[0][1], label) for label in scenes.TOLD]
        await told.fail(database, profiles)
        drawn += [await doors.show(scene, folder) for scene in scenes.UNSENT]
    finally:
        await database.close()
    return drawn
