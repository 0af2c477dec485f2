"""The part of the stand-in for Slack that takes files: an address for the content, the content, and where it goes."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field

from aiohttp import web

from tests.standins.block_kit_parts import Json


@dataclass
class SlackFile:
    """A file on its way, with where it was sent once it was completed."""

    name: str
    length: int
    content: bytes = b""
    uploaded: bool = False
    channel: str = ""


@dataclass
class SlackFiles:
    """`address` gives the URL of a path of the server. `status` is what the next upload is answered with."""

    address: Callable[[str], str]
    files: dict[str, SlackFile] = field(default_factory=dict)
    status: int = 200
    # What people have shared, by id; fetched with `token` alone.
    shared: dict[str, bytes] = field(default_factory=dict)
    token: str = ""
    fetched: int = 0

    def of(self, channel: str) -> list[SlackFile]:
        """The files that are in a conversation."""
        return [file for file in self.files.values() if file.channel == channel]

    def place(self, arguments: Json) -> Json:
        """files.getUploadURLExternal"""
        if not arguments.get("filename") or int(arguments.get("length", 0)) <= 0:
            return {"ok": False, "error": "invalid_arguments"}
        file_id = f"F{len(self.files) + 1}"
        self.files[file_id] = SlackFile(arguments["filename"], int(arguments["length"]))
        return {"ok": True, "upload_url": self.address(f"/upload/{file_id}"), "file_id": file_id}

    async def upload(self, request: web.Request) -> web.Response:
        file = self.files[request.match_info["id"]]
        content = await request.read()
        if self.status != 200 or len(content) != file.length or "Authorization" in request.headers:
            return web.Response(status=self.status if self.status != 200 else 400)
        file.content, file.uploaded = content, True
        return web.Response(text=f"OK - {len(content)}")

    def complete(self, arguments: Json) -> Json:
        """files.completeUploadExternal; the conversation is named by its own id, which a person's is not."""
        named = json.loads(arguments["files"])
        channel = arguments.get("channel_id", "")
        if not channel.startswith(("C", "D")):
            return {"ok": False, "error": "invalid_channel"}
        for each in named:
            if each["id"] not in self.files or not self.files[each["id"]].uploaded:
                return {"ok": False, "error": "file_not_found"}
            self.files[each["id"]].channel = channel
        return {"ok": True, "files": named}

    def share(self, name: str, content: bytes) -> Json:
        """A file of a person, as events tell of it."""
        file_id = f"FS{len(self.shared) + 1}"
        self.shared[file_id] = content
        url = self.address(f"/files/{file_id}")
        return {"id": file_id, "name": name, "mimetype": "text/html", "size": len(content), "url_private_download": url}

    async def fetch(self, request: web.Request) -> web.Response:
        """url_private_download"""
        self.fetched += 1
        if request.headers.get("Authorization") != f"Bearer {self.token}":
            raise web.HTTPFound("/signin")
        return web.Response(body=self.shared[request.match_info["id"]])
