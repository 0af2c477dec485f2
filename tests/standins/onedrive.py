"""A stand-in for OneDrive's upload sessions: fragments in order, each a multiple of 320 KiB but the last, without a token."""

import re
from collections import deque
from dataclasses import dataclass, field

from aiohttp import web

_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+)")


@dataclass
class OneDrive:
    """What was put there, by the id of the session. `faults` are statuses that the next fragments are answered with."""

    content: dict[str, bytes] = field(default_factory=dict)
    complete: set[str] = field(default_factory=set)
    fragments: list[str] = field(default_factory=list)
    faults: deque[int] = field(default_factory=deque)

    async def put(self, request: web.Request) -> web.Response:
        body = await request.read()
        if self.faults:
            return web.Response(status=self.faults.popleft())
        match = _RANGE.fullmatch(request.headers.get("Content-Range", ""))
        if match is None or "Authorization" in request.headers:
            return web.Response(status=400)
        begin, end, size = map(int, match.groups())
        held = self.content.setdefault(request.match_info["id"], b"")
        last = end + 1 == size
        if begin != len(held) or len(body) != end - begin + 1 or (not last and len(body) % (320 * 1024)):
            return web.Response(status=416)
        self.fragments.append(match[0])
        self.content[request.match_info["id"]] = held + body
        if last:
            self.complete.add(request.match_info["id"])
        return web.Response(status=201 if last else 202)

    async def get(self, request: web.Request) -> web.Response:
        """A file that a person sent, at an address that tells who may have it."""
        if "Authorization" in request.headers or request.match_info["id"] not in self.content:
            return web.Response(status=403)
        return web.Response(body=self.content[request.match_info["id"]])
