"""Finding contacts by what people type: prefixes of words, read along the index of `contact_word`."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Integer, Select, and_, bindparam, literal, select, union_all

from adapters.database.contact_words import (
    COMPANY,
    EMAIL,
    NAME,
    PHONE,
    SOURCES,
    folded_email,
    folded_name,
    one_typo_apart,
    pattern,
    variants,
)
from adapters.database.phones import asked_forms, looks_like_phone
from adapters.database.records import Record
from adapters.database.session import Session
from adapters.database.tables import contact, contact_word, word_variant
from core.contact import Contact, ContactMatches
from core.folding import words as split_words

CONTACT: Record[Contact] = Record(Contact, contact)

_AFTER = "\U0010ffff"
_JUST_AFTER = "\x01"
_MOST_WORDS = 8
# A contact may match with several of its words, and each is a row.
_ROWS_A_CONTACT = 3
_SIMILAR = 10
_CORRECTIONS = 8

_MINE = contact.c.organization_id == bindparam("org")
_LIMIT = bindparam("limit", type_=Integer)
_BY_NO = select(*CONTACT.columns).where(_MINE, contact.c.no == bindparam("no"))
_FIRST = select(*CONTACT.columns).where(_MINE).order_by(contact.c.folded_name, contact.c.no).limit(_LIMIT)
_WORDS_NEAR = (
    select(word_variant.c.word).where(word_variant.c.organization_id == bindparam("org")).order_by(word_variant.c.word).distinct()
)


def find(session: Session, asked: str, limit: int) -> ContactMatches:
    """Who is meant by the words of a CONTACT (`core.work.Contacts.find`)."""
    asked = asked.strip()
    words = _split(asked)
    if not words:
        return ContactMatches(None)
    if "@" in asked and len(words) == 1:
        found = _equal(session, EMAIL, words, limit)
        return _matches(found) if found else _wider(session, words, limit)
    if looks_like_phone(asked):
        row = session.first(_BY_NO, {"no": asked.upper()})
        found = [CONTACT.read(row)] if row else _equal(session, PHONE, asked_forms(asked), limit)
        return _matches(found) if found else _wider(session, words, limit)
    named = _named(session, asked, words, limit)
    return named if named.likely else _wider(session, words, limit)


def search(session: Session, asked: str, limit: int) -> list[Contact]:
    """Contacts of which every given word begins a word, own names first; "" finds the first by name."""
    words = _split(asked)
    if not words:
        return [CONTACT.read(row) for row in session.all(_FIRST, {"limit": limit})]
    found = _by_words(session, SOURCES, words, limit)
    if not found and looks_like_phone(asked):
        return _equal(session, PHONE, asked_forms(asked), limit)
    return found


def similar(session: Session, name: str, email: str, phones: Sequence[str]) -> list[Contact]:
    """Contacts with the same folded name, e-mail address or phone number, at most ten."""
    named = session.all(session.statements.shaped(_by_full_name), {"name": folded_name(name), "limit": _SIMILAR}) if name else []
    forms = [form for phone in phones for form in asked_forms(phone)]
    found = [
        *(CONTACT.read(row) for row in named),
        *_equal(session, EMAIL, [folded_email(email)] if email.strip() else [], _SIMILAR),
        *_equal(session, PHONE, forms, _SIMILAR),
    ]
    return _distinct(found, _SIMILAR)


def _split(asked: str) -> list[str]:
    """The folded words; an e-mail address, or what of it was typed, stays whole, and so does a phone number."""
    if looks_like_phone(asked):
        return asked_forms(asked)[:1] or split_words(asked)
    words: list[str] = []
    for part in asked.split():
        words += [folded_email(part)] if "@" in part.strip("@") else split_words(part)
    return list(dict.fromkeys(words))[:_MOST_WORDS]


def _matches(found: list[Contact]) -> ContactMatches:
    return ContactMatches(found[0] if len(found) == 1 else None, tuple(found))


def _named(session: Session, asked: str, words: list[str], limit: int) -> ContactMatches:
    """By contact no., whole name, or the beginnings of words of the own name, in one statement."""
    driver, others = _driver(words)
    statement = session.statements.shaped(_by_name, len(others))
    values = {"no": asked.upper(), "name": folded_name(asked), "limit": limit * _ROWS_A_CONTACT + 1}
    rows = session.all(statement, values | _word_values(driver, others, NAME))
    ranked = [(row[0], CONTACT.read(row[1:])) for row in rows]
    by_no = [each for rank, each in ranked if rank == 0]
    whole = [each for rank, each in ranked if rank == 1]
    found = _distinct((each for _, each in ranked), limit + 1)
    exact = by_no[0] if by_no else whole[0] if len(whole) == 1 else found[0] if len(found) == 1 else None
    return ContactMatches(exact, tuple(found[:limit]))


def _wider(session: Session, words: list[str], limit: int) -> ContactMatches:
    """By the company's name, beginnings of addresses and numbers; else the nearest names."""
    found = _by_words(session, SOURCES, words, limit)
    return _matches(found) if found else ContactMatches(None, (), tuple(_nearest(session, words, limit)))


def _by_words(session: Session, sources: tuple[str, ...], words: list[str], limit: int) -> list[Contact]:
    driver, others = _driver(words)
    statement = session.statements.shaped(_by_sources, sources, len(others))
    values = {"limit": limit * _ROWS_A_CONTACT} | _word_values(driver, others)
    return _distinct((CONTACT.read(row) for row in session.all(statement, values)), limit)


def _equal(session: Session, source: str, words: Sequence[str], limit: int) -> list[Contact]:
    """The contacts that have the first of `words` that any has, whole."""
    for word in words:
        statement = session.statements.shaped(_by_sources, (source,), 0)
        rows = session.all(statement, {"low": word, "high": word + _JUST_AFTER, "limit": limit})
        if rows:
            return [CONTACT.read(row) for row in rows]
    return []


def _nearest(session: Session, words: list[str], limit: int) -> list[Contact]:
    """Contacts that match when one typo in one of the words is mended."""
    found: list[Contact] = []
    for place, word in enumerate(words):
        near = (row[0] for row in session.within(_WORDS_NEAR, word_variant.c.variant, variants(word)))
        for mended in islice((stored for stored in near if one_typo_apart(word, stored)), _CORRECTIONS):
            found += _by_words(session, (NAME, COMPANY), [*words[:place], mended, *words[place + 1 :]], limit)
            if len(found) >= limit:
                return _distinct(found, limit)
    return _distinct(found, limit)


def _driver(words: list[str]) -> tuple[str, list[str]]:
    """The longest word, which as a rule fits the fewest contacts, and the others."""
    driver = max(words, key=len)
    return driver, [word for word in words if word != driver]


def _word_values(driver: str, others: list[str], source: str = "") -> dict[str, Any]:
    values = {"low": driver, "high": driver + _AFTER}
    return values | {f"other_{number}": pattern(word, source) for number, word in enumerate(others)}


def _distinct(contacts: Iterable[Contact], limit: int) -> list[Contact]:
    return list(islice({each.no: each for each in contacts}.values(), limit))


def _by_full_name() -> Select[Any]:
    name = contact.c.folded_name == bindparam("name")
    return select(*CONTACT.columns).where(_MINE, name).order_by(contact.c.no).limit(_LIMIT)


def _in_source(source: str, others: int, rank: int) -> Select[Any]:
    """The contacts with a word from `low` up to `high` of one source, along its index."""
    conditions = [contact.c.words.like(bindparam(f"other_{number}"), escape="\\") for number in range(others)]
    return (
        select(literal(rank, Integer).label("rank"), contact_word.c.word.label("found_word"), *CONTACT.columns)
        .select_from(
            contact_word.join(
                contact, and_(contact.c.organization_id == bindparam("org"), contact.c.no == contact_word.c.contact_no)
            )
        )
        .where(
            contact_word.c.organization_id == bindparam("org"),
            contact_word.c.source == source,
            contact_word.c.word >= bindparam("low"),
            contact_word.c.word < bindparam("high"),
            *conditions,
        )
        .order_by(contact_word.c.word, contact_word.c.contact_no)
        .limit(_LIMIT)
    )


def _by_sources(sources: tuple[str, ...], others: int) -> Select[Any]:
    found = union_all(*(select(_in_source(source, others, rank).subquery()) for rank, source in enumerate(sources))).subquery(
        "found"
    )
    return select(*CONTACT.columns_of(found)).order_by(found.c.rank, found.c.found_word, found.c.no)


def _by_name(others: int) -> Select[Any]:
    by_no = select(literal(0, Integer).label("rank"), contact.c.folded_name.label("found_word"), *CONTACT.columns).where(
        _MINE, contact.c.no == bindparam("no")
    )
    whole = (
        select(literal(1, Integer).label("rank"), contact.c.folded_name.label("found_word"), *CONTACT.columns)
        .where(_MINE, contact.c.folded_name == bindparam("name"))
        .order_by(contact.c.no)
        .limit(_LIMIT)
    )
    found = union_all(by_no, select(whole.subquery()), select(_in_source(NAME, others, 2).subquery())).subquery("found")
    return select(found.c.rank, *CONTACT.columns_of(found)).order_by(found.c.rank, found.c.found_word, found.c.no)
