from dataclasses import replace

import pytest

from core.errors import TemplateAmbiguous, TemplateMissing, TemplateNotFound
from core.operations import resolving
from core.requests.entries import LogInteraction
from tests.core.operations.conftest import ANNA, CARL, MEMO, ORGANIZATION, World


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("PHONE", "PHONE"),
        ("phone", "PHONE"),
        ("p", "PHONE"),
        ("mee", "MEETING"),
        ("let", "LETTER"),
        ("letter by", "LETTER"),
        ("phone  CALL", "PHONE"),
        ("memo", "MEMO"),
    ],
)
async def test_template(world: World, words: str, code: str) -> None:
    found = await world.database.read(ORGANIZATION, lambda work: resolving.template(work, words))
    assert found.code == code


@pytest.mark.parametrize(
    ("words", "kind"), [("", TemplateMissing), ("call", TemplateNotFound), ("me", TemplateAmbiguous), ("m", TemplateAmbiguous)]
)
async def test_template_refused(world: World, words: str, kind: type[Exception]) -> None:
    with pytest.raises(kind):
        await world.database.read(ORGANIZATION, lambda work: resolving.template(work, words))


async def test_a_description_given_in_full_goes_before_a_longer_one(world: World) -> None:
    call = replace(MEMO, code="X1", description="Visit")
    longer = replace(MEMO, code="X2", description="Visit, unannounced")
    await world.database.write(ORGANIZATION, lambda work: work.templates.upsert([call, longer]))
    found = await world.database.read(ORGANIZATION, lambda work: resolving.template(work, "visit"))
    assert found.code == "X1"
    with pytest.raises(TemplateAmbiguous):
        await world.database.read(ORGANIZATION, lambda work: resolving.template(work, "visi"))


@pytest.mark.parametrize(
    ("words", "template", "contact"),
    [
        ((), "", ""),
        (("PHONE", "anna", "larsen"), "PHONE", "anna larsen"),
        (("phon", "anna larsen"), "PHONE", "anna larsen"),
        (("phone call", "anna"), "PHONE", "anna"),
        (("phone",), "PHONE", ""),
        (("anna", "larsen"), "", "anna larsen"),
        (("zz", "anna"), "", "zz anna"),
        (("m", "anna"), "m", "anna"),
        (("m", "nobody at all"), "m", "nobody at all"),
        # Begins two codes, but tells which of two people is meant.
        (("me", "kaur"), "", "me kaur"),
        (("me",), "", "me"),
        # Somebody too, but what follows is the same by itself.
        (("me", "moe"), "me", "moe"),
        (("mette",), "", "mette"),
    ],
)
async def test_told_apart(world: World, words: tuple[str, ...], template: str, contact: str) -> None:
    mette = replace(CARL, no="CT000010", name="Mette Kaur-Moe")
    bo = replace(CARL, no="CT000011", name="Bo Kaur")
    await world.database.write(ORGANIZATION, lambda work: work.contacts.upsert([mette, bo]))
    request = LogInteraction(words=words, note="n", duration=5)
    apart = await world.database.read(ORGANIZATION, lambda work: resolving.told_apart(work, request))
    assert apart == LogInteraction(template=template, contact=contact, note="n", duration=5)


async def test_told_apart_keeps_what_was_given(world: World) -> None:
    request = LogInteraction(words=("memo", "carl"), contact=ANNA.no)
    apart = await world.database.read(ORGANIZATION, lambda work: resolving.told_apart(work, request))
    assert apart == LogInteraction(template="MEMO", contact=ANNA.no)
    unknown = LogInteraction(template="nonsense", contact="carl")
    assert await world.database.read(ORGANIZATION, lambda work: resolving.told_apart(work, unknown)) == unknown
