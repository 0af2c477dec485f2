import pytest

from adapters.chat.request import Request
from core.requests.outbox import DropMessages, SendAgain, ShowOutbox
from tests.adapters.chat.grammar.saying import refused, say


@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("outbox", ShowOutbox()),
        ("outbox #12", ShowOutbox(message=12)),
        ("Outbox 12", ShowOutbox(message=12)),
        ("outbox send 12, 13", SendAgain(messages=(12, 13))),
        ("outbox resend all", SendAgain()),
        ("outbox drop #12", DropMessages(messages=(12,))),
        ("outbox drop all", DropMessages()),
    ],
)
def test_read(text: str, request_: Request) -> None:
    assert say(text) == request_


@pytest.mark.parametrize("text", ["outbox sned 12", "outbox send", "outbox drop all of them", "outbox 12 13", "outbox drop x"])
def test_refused(text: str) -> None:
    refused(text)
