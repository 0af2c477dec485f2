"""Activities as values: who, where, and what was asked."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.chat.codec import Unreadable
from adapters.teams import inbound
from adapters.teams.inbound import Kind, Origin

ACTIVITY: dict[str, Any] = {
    "type": "message",
    "id": "17",
    "text": "list",
    "from": {"id": "29:kari", "aadObjectId": "aad-kari", "name": "Kari"},
    "recipient": {"id": "28:bot"},
    "conversation": {"id": "19:c@thread.tacv2;messageid=7", "conversationType": "channel", "tenantId": "T1"},
    "channelData": {"tenant": {"id": "T1"}, "team": {"id": "19:team"}},
    "entities": [{"type": "clientInfo", "timezone": "Europe/Oslo", "locale": "nb-NO"}],
    "replyToId": "5",
}


def origin(**changes: Any) -> Origin:
    found = inbound.origin(ACTIVITY | changes, "https://service.test/")
    assert found is not None
    return found


def test_who_and_where() -> None:
    where = origin()
    assert (where.tenant, where.user, where.address, where.bot) == ("t1", "aad-kari", "29:kari", "28:bot")
    assert (where.kind, where.shared, where.place_id, where.roster_id) == (Kind.CHANNEL, True, "19:c@thread.tacv2", "19:team")
    assert (where.locale, where.time_zone) == ("nb-NO", "Europe/Oslo")
    assert (where.activity_id, where.card_id) == ("17", "5")


@pytest.mark.parametrize(
    ("conversation", "kind"),
    [
        ({"id": "a:1", "conversationType": "personal"}, Kind.PERSONAL),
        ({"id": "19:x", "conversationType": "groupChat"}, Kind.GROUP),
        ({"id": "19:x", "isGroup": True}, Kind.GROUP),
        ({"id": "a:1"}, Kind.PERSONAL),
        ({"id": "a:1", "conversationType": "something new", "isGroup": True}, Kind.GROUP),
    ],
)
def test_the_kind_of_a_conversation(conversation: dict[str, Any], kind: Kind) -> None:
    assert origin(conversation=conversation).kind is kind


@pytest.mark.parametrize(
    "changes",
    [{"from": None}, {"from": {}}, {"from": {"id": "28:b", "role": "bot"}}, {"channelData": None, "conversation": {"id": "x"}}],
    ids=str,
)
def test_nobody_to_answer(changes: dict[str, Any]) -> None:
    assert inbound.origin(ACTIVITY | changes, "https://service.test/") is None


def test_a_line_has_the_key_of_its_delivery() -> None:
    said = inbound.line(ACTIVITY | {"conversation": {"id": "a:1"}}, origin(conversation={"id": "a:1"}))
    assert said is not None
    assert (said.text, said.key) == ("list", "a:1/17")
    assert inbound.delivery({"conversation": {"id": "a:1"}}) == ""


def test_a_shared_card_asks_nothing() -> None:
    where = origin(conversation={"id": "a:1"})
    card = {"attachments": [{"contentType": "application/vnd.microsoft.card.adaptive", "content": {}}]}
    assert inbound.line(ACTIVITY | card | {"text": ""}, where) is None
    assert inbound.line(ACTIVITY | card, where) is not None
    picture = {"attachments": [{"contentType": "image/png"}], "text": ""}
    assert inbound.line(ACTIVITY | picture, where) is not None


def test_what_teams_adds_to_a_submission_is_no_part_of_it() -> None:
    value = {"request": "1help", "nonce": "n-0", "msteams": {"type": "task/fetch"}}
    for activity in (
        {"type": "message", "value": value},
        {"type": "invoke", "value": {"action": {"verb": "ask", "data": value}}},
    ):
        pressed = inbound.pressed(ACTIVITY | activity, origin())
        assert (pressed.press.request, pressed.press.key) == ("1help", "n-0")
    assert inbound.dialog({"value": {"data": value}}, origin()).press.request == "1help"


@pytest.mark.parametrize("value", [None, 7, [], {}, {"data": None}, {"data": []}, {"action": 1}])
def test_what_is_no_press_is_unreadable(value: object) -> None:
    with pytest.raises(Unreadable):
        inbound.pressed({"type": "invoke", "value": value}, origin())
    with pytest.raises(Unreadable):
        inbound.dialog({"value": value}, origin())


def test_typing() -> None:
    value = {"queryText": " ols ", "queryOptions": {"skip": 0, "top": 500}, "dataset": "contacts"}
    search = inbound.typing({"value": value}, origin(), 15)
    assert (search.kind, search.words, search.limit) == ("contacts", "ols", 15)
    assert inbound.typing({"value": {"queryOptions": {"top": 3}}}, origin(), 15).limit == 3


def test_a_query_of_the_message_extension() -> None:
    value = {"commandId": "entries", "parameters": [{"name": "words", "value": "offer"}], "queryOptions": {"count": 25}}
    search = inbound.query({"value": value}, origin(), 8)
    assert (search.kind, search.words, search.limit) == ("entries", "offer", 8)
    assert inbound.query({"value": {"parameters": [{"name": "initialRun", "value": "true"}]}}, origin(), 8).words == ""


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("2026-11-19T08:30:00Z", datetime(2026, 11, 19, 8, 30, tzinfo=UTC)),
        ("2026-11-19T08:30:00", datetime(2026, 11, 19, 8, 30, tzinfo=UTC)),
        ("2026-11-19T09:30:00+01:00", datetime(2026, 11, 19, 8, 30, tzinfo=UTC)),
        ("soon", None),
        (None, None),
    ],
)
def test_when_a_message_was_written(written: object, at: datetime | None) -> None:
    assert inbound.quoted({"value": {"messagePayload": {"createdDateTime": written}}}, origin()).at == at


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*ACTIVITY, "value", "data", "user"]), inner),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from([*ACTIVITY, "value"]), _JSON))
def test_whatever_stands_in_an_activity_is_borne(changes: dict[str, Any]) -> None:
    activity = ACTIVITY | changes
    where = inbound.origin(activity, "https://service.test/")
    if where is None:
        return
    inbound.line(activity, where)
    inbound.typing(activity, where, 15)
    inbound.query(activity, where, 8)
    inbound.quoted(activity, where)
    for read in (inbound.pressed, inbound.dialog):
        try:
            read(activity, where)
        except Unreadable:
            continue
