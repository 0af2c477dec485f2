"""What everything is measured against: Bolt on aiohttp that does nothing but acknowledge a signed slash command.

`python -m tests.benchmarks.bare_bolt LOOP PORT SECRET API_URL [DATABASE]`; LOOP is asyncio or uvloop. With a database, the path
of an SQLite file or a PostgreSQL address, a plain aiohttp handler in place of Bolt checks the signature, inserts one row in a
thread, commits, and answers.
"""

import asyncio
import hashlib
import hmac
import re
import sqlite3
import sys
from concurrent.futures import ThreadPoolExecutor

import psycopg
import uvloop
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient


def bolt_app(secret: str, api_url: str) -> web.Application:
    bolt = AsyncApp(
        client=AsyncWebClient(token="xoxb-bench", base_url=api_url), signing_secret=secret, process_before_response=True
    )

    @bolt.command(re.compile(".*"))
    async def command(ack: AsyncAck) -> None:
        await ack("ok")

    async def events(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await bolt.async_dispatch(await to_bolt_request(request)))

    app = web.Application()
    app.router.add_post("/slack/events", events)
    return app


def insert_app(secret: str, database: str) -> web.Application:
    thread = ThreadPoolExecutor(1)

    def connect_sqlite() -> sqlite3.Connection:
        connection = sqlite3.connect(database, isolation_level=None)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("CREATE TABLE IF NOT EXISTS entry (no INTEGER PRIMARY KEY, body BLOB)")
        return connection

    def connect_postgresql() -> psycopg.Connection:
        connection = psycopg.connect(database, autocommit=True)
        connection.execute("CREATE TABLE IF NOT EXISTS raw_entry (no serial PRIMARY KEY, body bytea)")
        return connection

    if "://" in database:
        postgresql = thread.submit(connect_postgresql).result()

        def insert(body: bytes) -> None:
            postgresql.execute("INSERT INTO raw_entry (body) VALUES (%s)", (body,))
    else:
        sqlite = thread.submit(connect_sqlite).result()

        def insert(body: bytes) -> None:
            sqlite.execute("INSERT INTO entry (body) VALUES (?)", (body,))

    async def events(request: web.Request) -> web.Response:
        body = await request.read()
        base = b"v0:" + request.headers["X-Slack-Request-Timestamp"].encode() + b":" + body
        expected = "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
        if not hmac.compare_digest(expected, request.headers["X-Slack-Signature"]):
            return web.Response(status=401)
        await asyncio.get_running_loop().run_in_executor(thread, insert, body)
        return web.json_response({"text": "ok"})

    app = web.Application()
    app.router.add_post("/slack/events", events)
    return app


def main() -> None:
    loop, port, secret, api_url, *database = sys.argv[1:]
    app = insert_app(secret, database[0]) if database else bolt_app(secret, api_url)
    web.run_app(
        app,
        host="127.0.0.1",
        port=int(port),
        loop=(uvloop if loop == "uvloop" else asyncio).new_event_loop(),
        print=None,
        access_log=None,
    )


if __name__ == "__main__":
    main()
