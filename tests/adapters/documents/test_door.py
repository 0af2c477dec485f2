"""Document events over HTTP, recorded on both databases."""

import asyncio
import threading

import pytest
from sqlalchemy import create_engine

from adapters.documents import limits
from adapters.documents.body import read
from core.document import DocumentStatus
from core.work import Work
from tests.adapters.documents.conftest import Webhook
from tests.adapters.documents.signing import OTHER, SECRET, encoded, envelope, event, signature, signed
from tests.factories import contact

RECORDED_1 = {"status": "recorded", "entry_no": 1}


async def test_an_event_is_recorded_and_the_same_once_more_changes_nothing(webhook: Webhook) -> None:
    assert await webhook.send(event()) == (200, {"results": [RECORDED_1]})
    duplicate = (200, {"results": [{"status": "duplicate", "entry_no": 1}]})
    assert await webhook.send(event()) == duplicate
    assert await webhook.send(event(), "msg_2") == duplicate
    # The same moment, written in another way.
    assert await webhook.send(event(occurred_at="2026-11-19T16:00:00+02:00", description="Other"), "msg_3") == duplicate
    assert await webhook.recorded() == ["103045"]


async def test_another_event_of_the_document_updates_it(webhook: Webhook) -> None:
    await webhook.send(event())
    for changed in ({"version": 2}, {"event": "emailed"}, {"occurred_at": "2026-11-19T14:01:00Z"}):
        assert await webhook.send(event(**changed)) == (200, {"results": [{"status": "updated", "entry_no": 1}]})
    assert await webhook.recorded() == ["103045"]


async def test_a_batch_is_answered_in_its_order(webhook: Webhook) -> None:
    sent = [
        event("1"),
        event("2", document_type="sales_quote"),
        event("1", version=2),
        event("3", contact_no="CT9"),
        event("4", event="created"),
        event("1"),
    ]
    status, answer = await webhook.send({"events": sent})
    assert status == 200
    assert answer["results"] == [
        RECORDED_1,
        {"status": "skipped", "reason": "no_template"},
        {"status": "updated", "entry_no": 1},
        {"status": "skipped", "reason": "no_contact"},
        {"status": "skipped", "reason": "event_not_recorded"},
        {"status": "duplicate", "entry_no": 1},
    ]
    (told,) = webhook.deliveries
    assert (told.status, told.reason) == (200, "")
    assert told.outcomes == {
        DocumentStatus.RECORDED: 1,
        DocumentStatus.UPDATED: 1,
        DocumentStatus.DUPLICATE: 1,
        DocumentStatus.SKIPPED: 3,
    }


async def test_five_hundred_at_once(webhook: Webhook) -> None:
    sent = [event(str(number)) for number in range(499)] + [event("7")]
    status, answer = await webhook.send({"events": sent})
    assert status == 200
    statuses = [result["status"] for result in answer["results"]]
    assert statuses == ["recorded"] * 499 + ["duplicate"]
    numbers = [result["entry_no"] for result in answer["results"]]
    assert numbers[-1] == numbers[7]
    assert await webhook.recorded() == [each["document_no"] for each in sent[:-1]]


@pytest.mark.parametrize("count", [4, pytest.param(20, marks=pytest.mark.soak)])
async def test_many_batches_at_once_have_one_entry_for_each_event(webhook: Webhook, count: int) -> None:
    batches = [{"events": [event(f"{batch}-{number}") for number in range(limits.EVENTS)]} for batch in range(count)]
    places = asyncio.Semaphore(4)

    async def send(place: int) -> list[tuple[str, int]]:
        async with places:
            status, answer = await webhook.send(batches[place], f"msg_{place}")
        assert status == 200
        return [(result["status"], result["entry_no"]) for result in answer["results"]]

    first = await asyncio.gather(*(send(place) for place in range(len(batches))))
    assert {status for answer in first for status, _ in answer} == {"recorded"}
    assert len({entry_no for answer in first for _, entry_no in answer}) == count * limits.EVENTS
    assert await send(2) == [("duplicate", entry_no) for _, entry_no in first[2]]


async def test_cloud_events(webhook: Webhook) -> None:
    structured = "application/cloudevents+json; charset=utf-8"
    assert await webhook.send(envelope(event()), Content_Type=structured) == (200, {"results": [RECORDED_1]})
    status, answer = await webhook.send(envelope({"events": [event("2"), event("3")]}), Content_Type=structured)
    assert [result["status"] for result in answer["results"]] == ["recorded", "recorded"]
    assert (await webhook.send(envelope(event("4"))))[1]["results"][0]["status"] == "recorded"
    attributes = {"ce_specversion": "1.0", "ce_id": "A-1", "ce_source": "/erp", "ce_type": "com.example.document"}
    status, answer = await webhook.send(event("5"), Content_Type="application/json; charset=UTF-8", **attributes)
    assert (status, answer["results"][0]["status"]) == (200, "recorded")
    assert (await webhook.send(event("6"), Content_Type=structured))[0] == 400
    assert len(await webhook.recorded()) == 5


async def test_nothing_of_a_refused_request_is_recorded(webhook: Webhook) -> None:
    sent = [*[event(str(number)) for number in range(150)], event(event="sent")]
    status, answer = await webhook.send({"events": sent})
    assert status == 400
    assert {name: answer[name] for name in ("type", "title", "status", "detail")} == {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": "One field cannot be used. Nothing of the request was recorded.",
    }
    assert answer["errors"] == [
        {
            "index": 150,
            "field": "event",
            "pointer": "/events/150/event",
            "detail": '"sent" is unknown; write one of those allowed',
            "allowed": ["created", "released", "posted", "printed", "emailed", "archived"],
        }
    ]
    assert webhook.deliveries[0].reason == "event"
    assert await webhook.recorded() == []


async def test_what_was_skipped_is_tried_anew(webhook: Webhook) -> None:
    sent = event(contact_no="CT000099")
    for _ in range(2):
        assert await webhook.send(sent) == (200, {"results": [{"status": "skipped", "reason": "no_contact"}]})
    await webhook.database.write(1, lambda work: work.contacts.add(contact("CT000099", "Bo Berg")))
    assert await webhook.send(sent) == (200, {"results": [RECORDED_1]})


async def test_the_same_event_from_many_at_once_is_recorded_once(webhook: Webhook) -> None:
    answers = await asyncio.gather(*(webhook.send({"events": [event("1"), event("2")]}, f"msg_{n}") for n in range(8)))
    assert {status for status, _ in answers} == {200}
    assert (
        sorted(result["status"] for _, answer in answers for result in answer["results"]) == ["duplicate"] * 14 + ["recorded"] * 2
    )
    assert sorted(await webhook.recorded()) == ["1", "2"]


async def test_secrets_while_rotating(webhook: Webhook) -> None:
    body = encoded(event())
    assert (await webhook.send(event(), secret=SECRET))[0] == 200
    assert (await webhook.send(event(), secret=OTHER))[0] == 200
    headers = signed(body, webhook.now)
    stamp = headers["webhook-timestamp"]
    wrong = "v1," + "A" * 43 + "="
    for signatures in (
        f"{signature(body, 'msg_1', stamp, OTHER)} {wrong}",
        f"{wrong} v1a,abc v2, {signature(body, 'msg_1', stamp)}",
        f"  {wrong}   {signature(body, 'msg_1', stamp)}",
    ):
        assert (await webhook.post(body, headers | {"webhook-signature": signatures}))[0] == 200
    unknown = signature(body, "msg_1", stamp, "whsec_" + "QUJD" * 8)
    assert (await webhook.post(body, headers | {"webhook-signature": unknown}))[0] == 401


async def test_too_much_at_once_is_to_come_again(webhook: Webhook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "EVENTS_UNDER_WAY", 20)
    sent = [event(str(number)) for number in range(6)]
    body = encoded({"events": sent})
    await webhook.send({"events": sent})
    locked, let_go = threading.Event(), threading.Event()

    def hold(work: Work) -> None:
        work.documents.lock(read(body))
        locked.set()
        assert let_go.wait(30)

    async def send() -> tuple[int, str]:
        async with webhook.session.post(webhook.url, data=body, headers=signed(body, webhook.now)) as response:
            await response.read()
            return response.status, response.headers.get("Retry-After", "")

    held = asyncio.create_task(webhook.database.write(1, hold))
    await asyncio.to_thread(locked.wait)
    fitting = 3
    waiting = {asyncio.create_task(send()) for _ in range(fitting + 3)}
    while len([task for task in waiting if task.done()]) < 3:
        await asyncio.sleep(0.01)
    refused = [task.result() for task in waiting if task.done()]
    let_go.set()
    await held
    assert refused == [(429, str(limits.RETRY_AFTER))] * 3
    assert [await task for task in waiting].count((200, "")) == fitting
    assert (await send())[0] == 200


async def test_a_database_that_fails(webhook: Webhook, database_url: str) -> None:
    rename(database_url, "document", "gone")
    try:
        status, answer = await webhook.send(event())
        assert (status, answer["title"]) == (503, "Service Unavailable")
    finally:
        rename(database_url, "gone", "document")
    assert webhook.deliveries[0].reason
    assert await webhook.send(event()) == (200, {"results": [RECORDED_1]})


def rename(url: str, table: str, name: str) -> None:
    """Renames a table, beside the program."""
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"))
    with engine.begin() as connection:
        connection.exec_driver_sql(f"ALTER TABLE {table} RENAME TO {name}")
    engine.dispose()
