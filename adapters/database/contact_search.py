"""Finding contacts by what people type: prefixes of words, read along the index of `contact_word`."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from rapidfuzz import fuzz
from sqlalchemy import Integer, Select, and_, bindparam, func, literal_column, select, union_all

from adapters.database.contact_tables import contact, contact_word, word_variant
from adapters.database.contact_words import (
    COMPANY,
    EMAIL,
    NAME,
    PAIR,
    PAIRED_LETTERS,
    PHONE,
    SOURCES,
    alike,
    folded_email,
    folded_name,
    one_typo_apart,
    pair,
    pattern,
    telling_words,
    variants,
)
from adapters.database.phones import asked_forms, looks_like_phone
from adapters.database.records import Record
from adapters.database.session import Row, Session
from core.contact import Contact, ContactMatches
from core.folding import words as split_words

CONTACT: Record[Contact] = Record(Contact, contact)

_AFTER = "\U0010ffff"
_JUST_AFTER = "\x01"
_MOST_WORDS = 8
# Of two words that fit tens of thousands each, one in a name and one in a company's, not all are compared.
_MOST_READ = 10_000
_SIMILAR = 10
_CANDIDATES = 30
_CORRECTIONS = 8
# Of names that are only like what was asked: the letters of a word that have to be right, and how like the whole has to be.
_BEGINNING = 3
_LIKENESS = 60
_WORDS_COMPARED = 4

_MINE = contact.c.organization_id == bindparam("org")
_LIMIT = bindparam("limit", type_=Integer)
_BY_NO = select(*CONTACT.columns).where(_MINE, contact.c.no == bindparam("no"))
# The no. comes before a name; of equal names two suffice to tell that none is meant without doubt.
_SURE = union_all(
    _BY_NO,
    select(
        select(*CONTACT.columns)
        .where(_MINE, contact.c.folded_name == bindparam("name"))
        .order_by(contact.c.no)
        .limit(2)
        .subquery()
    ),
)
_COUNT = select(func.count()).select_from(
    select(contact_word.c.word)
    .where(
        contact_word.c.organization_id == bindparam("org"),
        contact_word.c.source.in_([literal_column(f"'{source}'") for source in (NAME, COMPANY)]),
        contact_word.c.word >= bindparam("low"),
        contact_word.c.word < bindparam("high"),
    )
    .limit(_MOST_READ)
    .subquery()
)
_FIRST = select(*CONTACT.columns).where(_MINE).order_by(contact.c.folded_name, contact.c.no).limit(_LIMIT)
_WORDS_NEAR = (
    select(word_variant.c.word).where(word_variant.c.organization_id == bindparam("org")).order_by(word_variant.c.word).distinct()
)


def find(session: Session, asked: str, limit: int) -> ContactMatches:
    """Who is meant by the words of a CONTACT (`core.work.Contacts.find`)."""
    if not asked.isprintable():
        asked = "".join(letter for letter in asked if letter.isprintable() or letter.isspace())
    asked = asked.strip()
    words = _split(asked)
    if not words:
        return ContactMatches(None)
    enough = max(limit, 2)  # to tell one from several
    found = _meant(session, asked, words, enough) or _by_words(session, words, enough)
    if not found:
        return ContactMatches(None, (), tuple(_nearest(session, words, limit)))
    return ContactMatches(found[0] if len(found) == 1 else None, tuple(found[:limit]))


def search(session: Session, asked: str, limit: int) -> list[Contact]:
    """Contacts of which every given word begins a word, own names first; "" finds the first by name."""
    words = _split(asked)
    if not words:
        return [CONTACT.read(row) for row in session.all(_FIRST, {"limit": limit})]
    found = _by_words(session, words, limit)
    if not found and looks_like_phone(asked):
        return _equal(session, PHONE, asked_forms(asked), limit)
    return found


def similar(session: Session, name: str, email: str, phones: Sequence[str]) -> list[Contact]:
    """Contacts with the same e-mail address, phone number or name (`core.work.Contacts.similar`), at most ten."""
    named = session.all(session.statements.shaped(_by_full_name), {"name": folded_name(name), "limit": _SIMILAR}) if name else []
    found = [
        *(CONTACT.read(row) for row in named),
        *_equal(session, EMAIL, [folded_email(email)] if email.strip() else [], _SIMILAR),
        *(each for phone in phones for each in _equal(session, PHONE, asked_forms(phone), _SIMILAR)),
    ]
    return _distinct(found if len(named) == _SIMILAR else [*found, *_called_alike(session, name)], _SIMILAR)


def like(session: Session, asked: str, limit: int) -> list[Contact]:
    """Contacts whose names are like what was asked, the likest first (`core.work.Contacts.like`)."""
    if "@" in asked or looks_like_phone(asked):
        return []
    candidates: dict[str, Contact] = {}
    for word in [word for word in _split(asked) if len(word) >= _BEGINNING][:_WORDS_COMPARED]:
        beginning = word[: max(_BEGINNING, len(word) // 2)]
        for found in (
            _by_name(session, [word], _CANDIDATES),
            _nearest(session, [word], _CANDIDATES),
            _by_name(session, [beginning], _CANDIDATES),
        ):
            candidates |= {each.no: each for each in found}
    name = " ".join(telling_words(asked))
    names = {no: " ".join(telling_words(each.name)) for no, each in candidates.items()}
    # Words in their order and in any.
    likeness = {no: max(fuzz.ratio(name, each), fuzz.token_sort_ratio(name, each)) for no, each in names.items()}
    likest = sorted((-score, no) for no, score in likeness.items() if score >= _LIKENESS)
    return [candidates[no] for _, no in likest[:limit]]


def _called_alike(session: Session, name: str) -> list[Contact]:
    """Contacts with the same telling words in their names, but for one typo."""
    words = telling_words(name)
    candidates = [*_by_name(session, words, _CANDIDATES), *_nearest(session, words, _CANDIDATES)] if words else []
    return [each for each in candidates if alike(words, telling_words(each.name))]


def _split(asked: str) -> list[str]:
    """The folded words; an e-mail address, or what of it was typed, stays whole, and so does a phone number."""
    if looks_like_phone(asked):
        return asked_forms(asked)[:1] or split_words(asked)
    words: list[str] = []
    for part in asked.split():
        words += [folded_email(part)] if "@" in part.strip("@") else split_words(part)
    return list(dict.fromkeys(words))[:_MOST_WORDS]


def _meant(session: Session, asked: str, words: list[str], limit: int) -> list[Contact]:
    """By e-mail address, phone number, contact no. or whole name, which are sure, else by words of the own name."""
    if "@" in asked and len(words) == 1:
        return _equal(session, EMAIL, words, limit)
    rows = session.all(_SURE, {"no": asked.upper(), "name": folded_name(asked)})
    sure = [CONTACT.read(row) for row in rows]
    sure = [each for each in sure if each.no == asked.upper()] or sure
    if len(sure) == 1:
        return sure
    if looks_like_phone(asked):
        return _equal(session, PHONE, asked_forms(asked), limit)
    return _distinct([*sure, *_by_name(session, words, limit)], limit)


def _by_name(session: Session, words: list[str], limit: int) -> list[Contact]:
    """Contacts of which every word begins a word of the own name."""
    longest, *others = sorted(words, key=len, reverse=True)
    if not others or len(others[0]) < PAIRED_LETTERS:
        return _with_words(session, (NAME,), longest, others, limit, NAME)
    return _with_words(session, (PAIR,), pair(others[0], longest), others, limit, NAME)


def _by_words(session: Session, words: list[str], limit: int) -> list[Contact]:
    """Contacts of which every word begins a word from any source, own names first."""
    named = _by_name(session, words, limit) if len(words) > 1 else []
    if len(named) >= limit:
        return named
    rarest = min(words, key=lambda word: _how_many(session, word)) if len(words) > 1 else words[0]
    others = [word for word in words if word != rarest]
    return _distinct([*named, *_with_words(session, SOURCES, rarest, others, limit)], limit)


def _how_many(session: Session, word: str) -> int:
    """How many words begin so, counted no further than it matters."""
    return int(session.all(_COUNT, {"low": word, "high": word + _AFTER})[0][0])


def _with_words(
    session: Session, sources: tuple[str, ...], driver: str, others: list[str], limit: int, others_in: str = ""
) -> list[Contact]:
    """Contacts with a word of one of the sources that begins with `driver`, and the other words likewise."""
    statement = session.statements.shaped(_by_sources, sources, len(others))
    # A contact may match with several of its words, and each is a row.
    values = {"limit": limit + limit // 2 + 10, "low": driver, "high": driver + _AFTER}
    values |= {f"other_{number}": pattern(word, others_in) for number, word in enumerate(others)}
    return _distinct(_in_order(session.all(statement, values)), limit)


def _equal(session: Session, source: str, words: Sequence[str], limit: int) -> list[Contact]:
    """The contacts that have the first of `words` that any has, whole."""
    for word in words:
        statement = session.statements.shaped(_by_sources, (source,), 0)
        rows = session.all(statement, {"low": word, "high": word + _JUST_AFTER, "limit": limit})
        if rows:
            return _distinct(_in_order(rows), limit)
    return []


def _nearest(session: Session, words: list[str], limit: int) -> list[Contact]:
    """Contacts that match when one typo in one of the words is mended."""
    found: list[Contact] = []
    for place, word in enumerate(words):
        near = (row[0] for row in session.within(_WORDS_NEAR, word_variant.c.variant, variants(word)))
        for mended in islice((stored for stored in near if one_typo_apart(word, stored)), _CORRECTIONS):
            found += _by_words(session, [*words[:place], mended, *words[place + 1 :]], limit)
            if len(found) >= limit:
                return _distinct(found, limit)
    return _distinct(found, limit)


def _in_order(rows: Iterable[Row]) -> Iterator[Contact]:
    """The contacts of rows that `_by_sources` gave, likeliest first."""
    return (CONTACT.read(row[2:]) for row in sorted(rows, key=lambda row: (row[0], row[1], row[2])))


def _distinct(contacts: Iterable[Contact], limit: int) -> list[Contact]:
    return list(islice({each.no: each for each in contacts}.values(), limit))


def _by_full_name() -> Select[Any]:
    name = contact.c.folded_name == bindparam("name")
    return select(*CONTACT.columns).where(_MINE, name).order_by(contact.c.no).limit(_LIMIT)


def _in_source(source: str, others: int, rank: int) -> Select[Any]:
    """The contacts with a word from `low` up to `high` of one source, along its index."""
    order = (contact_word.c.word, contact_word.c.contact_no)
    words = (
        select(*order)
        .where(
            contact_word.c.organization_id == bindparam("org"),
            contact_word.c.source == literal_column(f"'{source}'"),
            contact_word.c.word >= bindparam("low"),
            contact_word.c.word < bindparam("high"),
        )
        .order_by(*order)
        .limit(literal_column(str(_MOST_READ)) if others else _LIMIT)
        .subquery()
    )
    return (
        select(literal_column(str(rank), Integer).label("rank"), words.c.word.label("found_word"), *CONTACT.columns)
        .select_from(words.join(contact, and_(contact.c.organization_id == bindparam("org"), contact.c.no == words.c.contact_no)))
        .where(*(contact.c.words.like(bindparam(f"other_{number}"), escape="\\") for number in range(others)))
        .limit(_LIMIT)
    )


def _by_sources(sources: tuple[str, ...], others: int) -> Select[Any]:
    """Rank of the source, word, contact. Without an order, so that a source is read only when those before it gave too few."""
    found = union_all(*(select(_in_source(source, others, rank).subquery()) for rank, source in enumerate(sources)))
    return select(found.subquery("found")).limit(_LIMIT)
