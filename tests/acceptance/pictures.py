"""The cards and forms as each platform gets them, in every language, for the pictures that `make cards` draws.

`python -m tests.acceptance.pictures FOLDER` writes FOLDER/LANGUAGE.json.
"""

import asyncio
import json
import sys
import tempfile
from pathlib import Path

from tests.acceptance.pictured.pictures import languages, pictures


def _write(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for language in languages():
        with tempfile.TemporaryDirectory() as scratch:
            drawn = asyncio.run(pictures(language, Path(scratch)))
        shown = [each.as_json() for each in drawn]
        (folder / f"{language}.json").write_text(json.dumps(shown, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    _write(Path(sys.argv[1]))
