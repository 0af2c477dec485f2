"""The running server: what operators look at, and how it stops."""

import json
import signal
import socket
import subprocess
import threading
import time
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import urlsplit

import pytest

from tests.bot.program import Program, Server

SLACK = {"SLACK_SIGNING_SECRET": "not-the-right-one", "SLACK_BOT_TOKEN": "xoxb-1", "SLACK_API_URL": "http://127.0.0.1:1/"}
MEGABYTES_WHEN_IDLE = 120


def events(server: Server) -> list[dict[str, object]]:
    """The lines of the log; what is told on standard error stands between them."""
    return [json.loads(line) for line in server.log.read_text().splitlines() if line.startswith("{")]


def test_routes(on_database: Program) -> None:
    with on_database.serving("web") as server:
        assert server.get("/healthz") == (200, "alive\n")
        assert server.get("/readyz") == (200, "ready\n")
        assert "# TYPE aftercall_requests_total counter" in server.get("/metrics")[1]
        assert server.get("/nothing")[0] == 404
        assert server.get("/healthz", b"{}", "POST")[0] == 405
        # Slack is off.
        assert server.get("/slack/events", b"{}")[0] == 404
    refused = [(event["path"], event["status"]) for event in events(server) if event["event"] == "refused"]
    assert refused == [("/nothing", 404), ("/healthz", 405), ("/slack/events", 404)]
    assert all(event.get("request_id") for event in events(server) if event["event"] == "refused")


def test_slack_is_on_when_its_settings_are_given(program: Program) -> None:
    with program.serving("run", **SLACK) as server:
        assert server.get("/slack/events", b"{}")[0] == 401
        assert server.get("/slack/events", b"x" * 1_100_000)[0] == 413
        assert server.get("/slack/events")[0] == 405


def test_teams_is_on_when_its_settings_are_given(program: Program) -> None:
    teams = {"MICROSOFT_APP_ID": "1d6d7b2c-0c5e-4ab0-8b1f-5a4f3c2b1a00", "MICROSOFT_APP_PASSWORD": "not-the-right-one"}
    with program.serving("run", **teams, TEAMS_OPENID_METADATA_URL="http://127.0.0.1:1/") as server:
        assert server.get("/api/messages", b"x")[0] == 415
        assert server.get("/api/messages")[0] == 405
    with program.serving("run") as server:
        assert server.get("/api/messages", b"{}")[0] == 404


def test_teams_without_tokens_says_so_and_answers_this_machine(program: Program) -> None:
    said: list[str] = []

    class Connector(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer({"id": "29:me", "aadObjectId": "me", "name": "Me", "email": "me@example.test"})

        def do_POST(self) -> None:
            said.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self._answer({"id": "1"})

        def _answer(self, content: dict[str, str]) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(content).encode())

        def log_message(self, *_: object) -> None:
            return

    connector = HTTPServer(("127.0.0.1", 0), Connector)
    thread = threading.Thread(target=connector.serve_forever)
    thread.start()
    activity = {
        "type": "message",
        "id": "1",
        "channelId": "msteams",
        "serviceUrl": f"http://127.0.0.1:{connector.server_port}/",
        "from": {"id": "29:me", "aadObjectId": "me"},
        "recipient": {"id": "28:bot"},
        "conversation": {"id": "a:1", "conversationType": "personal"},
        "channelData": {"tenant": {"id": "t"}},
        "text": "hello",
    }
    try:
        with program.serving("run", TEAMS_ANONYMOUS="1", ADMIN_EMAILS="me@example.test") as server:
            request = urllib.request.Request(
                f"{server.url}/api/messages",
                data=json.dumps(activity).encode(),
                headers={"Content-Type": "application/json"},
            )
            with urllib.request.urlopen(request, timeout=10) as response:
                assert response.status == 200
    finally:
        connector.shutdown()
        thread.join()
        connector.server_close()
    (message,) = said
    assert "What you can say" in message
    loud = [event for event in events(server) if event["level"] == "critical"]
    assert "WITHOUT TOKENS" in str(loud[0]["event"])


def test_run_with_sample_data_serves_and_stops(program: Program) -> None:
    with program.serving("run", "--sample") as server:
        assert server.get("/healthz")[0] == 200
        assert memory(server) < MEGABYTES_WHEN_IDLE
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(10) == 0
    assert {event["level"] for event in events(server)} == {"info"}


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_a_stop_finishes_the_request_that_is_under_way(program: Program, stop: signal.Signals) -> None:
    with program.serving("run", **SLACK) as server:
        half = half_a_request(server)
        server.process.send_signal(stop)
        wait_until_closed(server)
        assert server.process.poll() is None
        half.sendall(b"half two")
        assert half.recv(100).startswith(b"HTTP/1.1 401 ")
        half.close()
        assert server.process.wait(10) == 0
    assert [event["event"] for event in events(server)][-1] == "stopped"


def test_a_second_signal_does_not_wait(program: Program) -> None:
    with program.serving("run", **SLACK) as server:
        half = half_a_request(server)
        server.process.send_signal(signal.SIGTERM)
        wait_until_closed(server)
        server.process.send_signal(signal.SIGTERM)
        assert server.process.wait(5) == 128 + signal.SIGTERM
        half.close()


def test_a_port_in_use_is_named(program: Program) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = program.run("run", PORT=str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert "Set another HOST, PORT" in done.stderr
    assert "Traceback" not in done.stderr


def half_a_request(server: Server) -> socket.socket:
    """A connection on which half of a signed request's body has arrived."""
    address = urlsplit(server.url)
    connection = socket.create_connection((address.hostname, address.port or 0), timeout=10)
    connection.sendall(
        b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Length: 16\r\nContent-Type: application/json\r\n"
        + f"X-Slack-Request-Timestamp: {int(time.time())}\r\nX-Slack-Signature: v0=00\r\n\r\n".encode()
        + b"half one"
    )
    time.sleep(0.3)
    return connection


def wait_until_closed(server: Server) -> None:
    address = urlsplit(server.url)
    for _ in range(200):
        try:
            socket.create_connection((address.hostname, address.port or 0), timeout=1).close()
        except OSError:
            return
        time.sleep(0.02)
    raise AssertionError("the server still listens")


def memory(server: Server) -> float:
    """Resident megabytes."""
    shown = subprocess.run(["ps", "-o", "rss=", "-p", str(server.process.pid)], capture_output=True, text=True, check=True)
    return int(shown.stdout) / 1024
