"""Conversation references on both databases."""

import asyncio

from adapters.database import Database
from core.conversation_reference import ConversationReference
from core.person import Identity
from core.work import Work

KARI = Identity("teams", "t1", "kari")
OWN = ConversationReference(
    platform="teams",
    workspace="t1",
    conversation_id="a:kari",
    service_url="https://one.test/",
    user_id="kari",
    address="29:kari",
)


def channel(conversation_id: str, space: str = "") -> ConversationReference:
    return ConversationReference(
        platform="teams", workspace="t1", conversation_id=conversation_id, service_url="https://one.test/", space=space
    )


async def test_a_reference_is_kept_once_and_follows_the_last_message(database: Database) -> None:
    assert await database.write(1, lambda work: work.conversation_references.keep(OWN))
    moved = ConversationReference(
        platform="teams",
        workspace="t1",
        conversation_id="a:kari",
        service_url="https://two.test/",
        user_id="kari",
        address="29:k2",
    )
    assert not await database.write(1, lambda work: work.conversation_references.keep(moved))
    assert await database.read(1, lambda work: work.conversation_references.of_person(KARI)) == moved
    assert await database.read(1, lambda work: work.conversation_references.get("teams", "t1", "a:kari")) == moved
    assert await database.read(1, lambda work: work.conversation_references.get("teams", "t2", "a:kari")) is None
    assert await database.read(1, lambda work: work.conversation_references.of_person(Identity("teams", "t2", "kari"))) is None


async def test_kept_at_the_same_time_it_is_new_once(database: Database) -> None:
    def keep(work: Work) -> bool:
        return work.conversation_references.keep(OWN)

    new = await asyncio.gather(*(database.write(1, keep) for _ in range(6)))
    assert sorted(new) == [False] * 5 + [True]


async def test_conversations_are_dropped_alone_or_with_their_space(database: Database) -> None:
    def build(work: Work) -> None:
        for each in (OWN, channel("19:a", "team"), channel("19:b", "team"), channel("19:c", "other"), channel("19:d")):
            work.conversation_references.keep(each)

    def is_new(reference: ConversationReference) -> bool:
        return reference not in kept

    await database.write(1, build)
    await database.write(1, lambda work: work.conversation_references.drop_space("teams", "t1", "team"))
    await database.write(1, lambda work: work.conversation_references.drop("teams", "t1", "a:kari"))
    await database.write(1, lambda work: work.conversation_references.drop("teams", "t1", "a:nobody"))
    assert await database.read(1, lambda work: work.conversation_references.of_person(KARI)) is None
    kept = (channel("19:c", "other"), channel("19:d"))
    for each in (OWN, channel("19:a", "team"), channel("19:b", "team"), *kept):
        assert (await database.write(1, lambda work, each=each: work.conversation_references.keep(each))) is is_new(each)  # type: ignore[misc]


async def test_addresses_are_those_of_people(database: Database) -> None:
    def build(work: Work) -> None:
        work.conversation_references.keep(channel("19:a"))
        for name in ("b", "a", "c"):
            work.conversation_references.keep(
                ConversationReference(
                    platform="teams", workspace="t1", conversation_id=name, service_url="s", user_id=name, address=f"29:{name}"
                )
            )

    await database.write(1, build)
    found = await database.read(1, lambda work: work.conversation_references.addresses("teams", "t1", 2))
    assert found == ["29:a", "29:b"]
