"""Contacts, and keeping the words by which they are found in step with them."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Integer, bindparam, delete, insert, select, update

from adapters.database import contact_search
from adapters.database.contact_search import CONTACT
from adapters.database.contact_tables import contact, contact_word, word_variant
from adapters.database.contact_words import NAME, Word, apart, folded_name, may_be_misspelt, together, variants, words_of
from adapters.database.counters import next_number, set_number
from adapters.database.log_tables import interaction_log_entry
from adapters.database.session import Session
from core.contact import Contact, ContactMatches
from core.errors import AlreadyExists, NotFound
from core.values import ContactType

_MINE = contact.c.organization_id == bindparam("org")
_GET = select(*CONTACT.columns).where(_MINE, contact.c.no == bindparam("no"))
_PERSONS = (
    select(*CONTACT.columns)
    .where(_MINE, contact.c.company_no == bindparam("company"), contact.c.type == ContactType.PERSON)
    .order_by(contact.c.folded_name, contact.c.no)
    .limit(bindparam("limit", type_=Integer))
)
_LAST_NO = (
    select(contact.c.no)
    .where(_MINE, contact.c.no >= "CT000000", contact.c.no <= "CT999999")
    .order_by(contact.c.no.desc())
    .limit(1)
)
_STORED = select(*CONTACT.columns, contact.c.words).where(_MINE)
_ALL = select(*CONTACT.columns).where(_MINE)
_NAMES = select(contact.c.no, contact.c.name).where(_MINE)
_ADD = insert(contact)
_UPDATE = (
    update(contact)
    .where(_MINE, contact.c.no == bindparam("key"))
    .values(
        {
            column.name: bindparam(column.name, type_=column.type)
            for column in contact.c
            if column.name not in ("organization_id", "no")
        }
    )
)
_SET_WORDS = update(contact).where(_MINE, contact.c.no == bindparam("key")).values(words=bindparam("words"))
_ADD_WORD = insert(contact_word)
_REMOVE_WORD = delete(contact_word).where(
    contact_word.c.organization_id == bindparam("org"),
    contact_word.c.source == bindparam("source"),
    contact_word.c.word == bindparam("word"),
    contact_word.c.contact_no == bindparam("contact_no"),
)
_KNOWN = select(word_variant.c.word).where(
    word_variant.c.organization_id == bindparam("org"), word_variant.c.variant == word_variant.c.word
)
_ADD_VARIANT = insert(word_variant)
_MOVE_ENTRIES = (
    update(interaction_log_entry)
    .where(interaction_log_entry.c.organization_id == bindparam("org"), interaction_log_entry.c.contact_no == bindparam("key"))
    .values(company_no=bindparam("group_no"))
)


class ContactsTable:
    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, no: str) -> Contact:
        row = self._session.first(_GET, {"no": no.upper()})
        if row is None:
            raise NotFound("contact", no)
        return CONTACT.read(row)

    def get_many(self, nos: Sequence[str]) -> Sequence[Contact]:
        return [CONTACT.read(row) for row in self._session.within(_ALL, contact.c.no, set(nos))]

    def find(self, words: str, limit: int = 10) -> ContactMatches:
        return contact_search.find(self._session, words, limit)

    def search(self, words: str, limit: int = 100) -> Sequence[Contact]:
        return contact_search.search(self._session, words, limit)

    def like(self, words: str, limit: int) -> Sequence[Contact]:
        return contact_search.like(self._session, words, limit)

    def similar(self, name: str, email: str, phones: Sequence[str]) -> Sequence[Contact]:
        return contact_search.similar(self._session, name, email, phones)

    def persons(self, company_no: str, limit: int) -> Sequence[Contact]:
        rows = self._session.all(_PERSONS, {"company": company_no.upper(), "limit": limit})
        return [CONTACT.read(row) for row in rows]

    def new_no(self) -> str:
        number = next_number(self._session, "contact")
        if self._session.first(_GET, {"no": _no(number)}) is not None:
            row = self._session.first(_LAST_NO)
            last = str(row[0])[2:] if row else ""
            number = int(last) + 1 if last.isdecimal() else number + 1
            while self._session.first(_GET, {"no": _no(number)}) is not None:
                number += 1
            set_number(self._session, "contact", number)
        return _no(number)

    def add(self, contact: Contact) -> None:
        if self._session.first(_GET, {"no": contact.no}) is not None:
            raise AlreadyExists("contact", contact.no)
        self.upsert([contact])

    def update(self, contact: Contact) -> None:
        if self._session.first(_GET, {"no": contact.no}) is None:
            raise NotFound("contact", contact.no)
        self.upsert([contact])

    def upsert(self, contacts: Sequence[Contact]) -> int:
        wanted = {each.no: each for each in contacts}
        stored = {row[0]: (CONTACT.read(row), row[CONTACT.width]) for row in self._session.within(_STORED, contact.c.no, wanted)}
        changed = [new for no, new in wanted.items() if no not in stored or stored[no][0] != new]
        companies = self._company_names(changed, wanted)
        rows = [
            CONTACT.values(new)
            | {
                "key": new.no,
                "folded_name": folded_name(new.name),
                "words": together(words_of(new, companies.get(new.company_no, ""))),
            }
            for new in changed
        ]
        self._session.insert(_ADD, [row for row in rows if row["no"] not in stored])
        self._session.many(_UPDATE, [row for row in rows if row["no"] in stored])
        self._session.many(
            _MOVE_ENTRIES,
            [
                {"key": new.no, "group_no": new.group_no}
                for new in changed
                if new.no in stored and stored[new.no][0].group_no != new.group_no
            ],
        )
        old = {no: words for no, (_, words) in stored.items()}
        self._change_words({row["no"]: (apart(old.get(row["no"], "")), apart(row["words"])) for row in rows})
        self._rename_company([new for new in changed if new.no not in stored or stored[new.no][0].name != new.name])
        return len(changed)

    def _company_names(self, changed: Iterable[Contact], beside: dict[str, Contact]) -> dict[str, str]:
        """The names of the companies of `changed`, by no., from those written at the same time or stored before."""
        nos = {new.company_no for new in changed if new.company_no}
        names = {no: beside[no].name for no in nos if no in beside}
        names.update((row[0], row[1]) for row in self._session.within(_NAMES, contact.c.no, nos - names.keys()))
        return names

    def _rename_company(self, companies: Iterable[Contact]) -> None:
        """Gives the persons of companies that are new or called otherwise the words of the name."""
        names = {company.no: company.name for company in companies if company.type is ContactType.COMPANY}
        changed: dict[str, tuple[list[Word], list[Word]]] = {}
        for row in self._session.within(_STORED, contact.c.company_no, names):
            person, before = CONTACT.read(row), row[CONTACT.width]
            after = words_of(person, names[person.company_no])
            if together(after) != before:
                changed[person.no] = (apart(before), after)
        self._session.many(_SET_WORDS, [{"key": no, "words": together(after)} for no, (_, after) in changed.items()])
        self._change_words(changed)

    def _change_words(self, changed: dict[str, tuple[list[Word], list[Word]]]) -> None:
        """Brings the word rows of contacts, by no., from the words before to those after."""
        removed, added, names = [], [], set()
        for no, (before, after) in changed.items():
            gone, there = set(before), set(after)
            removed += [{"source": s, "word": w, "contact_no": no} for s, w in gone - there]
            added += [{"source": s, "word": w, "contact_no": no} for s, w in there - gone]
            names |= {w for s, w in there - gone if s == NAME and may_be_misspelt(w)}
        self._session.many(_REMOVE_WORD, removed)
        self._session.insert(_ADD_WORD, sorted(added, key=lambda row: (row["source"], row["word"])))
        known = {row[0] for row in self._session.within(_KNOWN, word_variant.c.variant, names)}
        self._session.insert(
            _ADD_VARIANT, [{"word": word, "variant": variant} for word in sorted(names - known) for variant in variants(word)]
        )


def _no(number: int) -> str:
    return f"CT{number:06d}"
