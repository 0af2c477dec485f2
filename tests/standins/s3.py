"""A stand-in for an S3-compatible store: one bucket, signed requests only, objects by key."""

import hashlib
import re
from collections import deque
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from aiohttp import web

ACCESS_KEY_ID = "AKIAEXAMPLE"
SECRET = "s3-example-secret"
_SIGNED = re.compile(
    rf"AWS4-HMAC-SHA256 Credential={ACCESS_KEY_ID}/\d{{8}}/[a-z0-9-]+/s3/aws4_request, "
    r"SignedHeaders=\S+, Signature=[0-9a-f]{64}"
)


@dataclass
class S3StandIn:
    """`objects` are the contents by key. `faults` are statuses that the next requests are answered with; `away` is that of all.
    `strict` stores say so when there is nothing to delete.
    """

    bucket: str = "letters"
    objects: dict[str, bytes] = field(default_factory=dict)
    faults: deque[int] = field(default_factory=deque)
    away: int = 0
    strict: bool = False
    requests: list[str] = field(default_factory=list)
    url: str = ""

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=32 * 1024 * 1024)
        app.router.add_route("*", "/{bucket}/{key:.+}", self._answer)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.Response:
        body, key = await request.read(), request.match_info["key"]
        self.requests.append(f"{request.method} {key}")
        if self.away or self.faults:
            return _error(self.away or self.faults.popleft(), "SlowDown")
        if not _SIGNED.fullmatch(request.headers.get("Authorization", "")):
            return _error(403, "SignatureDoesNotMatch")
        if request.match_info["bucket"] != self.bucket:
            return _error(404, "NoSuchBucket")
        if request.method == "PUT":
            if request.headers["x-amz-content-sha256"] not in ("UNSIGNED-PAYLOAD", hashlib.sha256(body).hexdigest()):
                return _error(400, "XAmzContentSHA256Mismatch")
            self.objects[key] = body
            return web.Response(headers={"ETag": f'"{hashlib.md5(body).hexdigest()}"'})
        if request.method == "DELETE":
            if self.objects.pop(key, None) is None and self.strict:
                return _error(404, "NoSuchKey")
            return web.Response(status=204)
        if request.method == "GET" and key in self.objects:
            content = self.objects[key]
            headers = {
                "ETag": f'"{hashlib.md5(content).hexdigest()}"',
                "Last-Modified": "Fri, 20 Nov 2026 12:00:00 GMT",
                "Content-Type": "application/octet-stream",
            }
            return web.Response(body=content, headers=headers)
        return _error(404, "NoSuchKey")


def _error(status: int, code: str) -> web.Response:
    text = f'<?xml version="1.0" encoding="UTF-8"?><Error><Code>{code}</Code><Message>{code}</Message></Error>'
    return web.Response(status=status, text=text, content_type="application/xml")
