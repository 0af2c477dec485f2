"""The Playground with people of the sample data, to try Aftercall out in: `python -m tests.acceptance.playground`.

Aftercall is started beside it, with TEAMS_ANONYMOUS=1.
"""

import argparse
import sys
import time
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.acceptance.playground.processes import playground
from tests.acceptance.playground.tools import Missing

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tests.acceptance.playground", description=__doc__)
    parser.add_argument("url", nargs="?", default="http://127.0.0.1:3978", help="where Aftercall serves")
    url = parser.parse_args().url
    print("Getting the Playground; the first time takes a minute.", flush=True)
    try:
        with TemporaryDirectory() as folder, playground(Path(folder), url, port=56150) as address:
            print(
                f"Open {address} in a browser. You are Kari Haugen, a salesperson of the sample data. Ctrl+C ends it.", flush=True
            )
            with suppress(KeyboardInterrupt):
                while True:
                    time.sleep(3600)
    except Missing as missing:
        sys.exit(f"{missing}. The Playground needs Node 20 or newer, with npm.")
