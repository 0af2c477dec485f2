"""Erasing a contact."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import orjson
from sqlalchemy import BindParameter, Text, and_, bindparam, case, delete, func, null, or_, select, type_coerce, update

from adapters.database import holdings
from adapters.database.attachment_tables import attachment, attachment_blob, attachment_chunk, entry_attachment
from adapters.database.contact_search import CONTACT
from adapters.database.contact_tables import contact, contact_word, word_variant
from adapters.database.contact_words import NAME, apart, may_be_misspelt, variants
from adapters.database.contacts import ContactsTable
from adapters.database.document_tables import business_relation, document, document_event, skipped_document
from adapters.database.file_tables import pending_file, pending_file_part
from adapters.database.follow_up_tables import follow_up
from adapters.database.holdings import CONTACT_COLUMNS, CONTACT_NO, ENTRY_NOS, ORG, OWN_ENTRIES, containing, of_entries
from adapters.database.log_tables import entry_change, entry_comment
from adapters.database.log_tables import interaction_log_entry as entry
from adapters.database.notification_tables import notification_rule
from adapters.database.outbox_tables import dead_message, outbox_message
from adapters.database.segment_tables import segment_line
from adapters.database.session import Row, Session
from adapters.database.tables import inbox, saved_command
from core.contact import Contact
from core.privacy import PERSONAL_FIELDS, Erasure, Held

_HEIR: BindParameter[str] = bindparam("heir")
_LOCK = select(contact.c.no).where(holdings.THIS_CONTACT).with_for_update()
_WORDS = select(contact.c.words).where(holdings.THIS_CONTACT)
_PERSONS = select(*CONTACT.columns).where(holdings.PERSONS)
_REMOVE = delete(contact).where(holdings.THIS_CONTACT)
_NOS = ENTRY_NOS.order_by(entry.c.no)

# The history of its own entries, and of others' that were this contact's, or of its company, for a time.
_CHANGES = select(entry_change.c.id, entry_change.c.entry_no, entry_change.c.before, entry_change.c.after)
_OWN_CHANGES = _CHANGES.where(of_entries(entry_change))
_NAMING_CHANGES = _CHANGES.where(
    entry_change.c.organization_id == ORG,
    entry_change.c.entry_no.not_in(ENTRY_NOS),
    or_(
        type_coerce(entry_change.c.before, Text).like(bindparam("named"), escape="\\"),
        type_coerce(entry_change.c.after, Text).like(bindparam("named"), escape="\\"),
    ),
)
_STRIP_CHANGE = (
    update(entry_change)
    .where(
        entry_change.c.organization_id == ORG,
        entry_change.c.id == bindparam("of_id"),
        entry_change.c.entry_no == bindparam("of_entry"),
    )
    .values({name: bindparam(f"new_{name}", type_=entry_change.c[name].type) for name in ("before", "after")})
)
_DROP_REASONS = update(entry_change).where(of_entries(entry_change)).values(reason="")

# What only stands beside the entries goes; what they are counted by stays.
_STRIP_ENTRIES = (
    update(document_event)
    .where(holdings.OF_DOCUMENTS)
    .values(dict.fromkeys(("description", "url", *holdings.PARTY_COLUMNS), "")),
    update(document).where(of_entries(document)).values(url=""),
    delete(entry_comment).where(of_entries(entry_comment)),
    delete(follow_up).where(of_entries(follow_up)),
)
_PASS_ON = (
    update(entry)
    .where(OWN_ENTRIES)
    .values(
        {name: "" for name in PERSONAL_FIELDS if name not in ("contact_no", "company_no")}
        | {
            "folded_text": "",
            "follow_up_on": null(),
            "contact_no": _HEIR,
            "company_no": case((entry.c.company_no == CONTACT_NO, _HEIR), else_=entry.c.company_no),
        }
    )
)
_REMOVE_ENTRIES = delete(entry).where(OWN_ENTRIES)
_COMPANY_ENTRIES = and_(entry.c.organization_id == ORG, entry.c.company_no == CONTACT_NO)
_PASS_ON_COMPANY = update(entry).where(_COMPANY_ENTRIES).values(company_no=_HEIR)
_LEAVE_COMPANY = update(entry).where(_COMPANY_ENTRIES).values(company_no=entry.c.contact_no)

_BEFORE = (
    # Documents of others that name the contact beside theirs.
    *(
        update(document_event)
        .where(document_event.c.organization_id == ORG, func.upper(document_event.c[name]) == CONTACT_NO)
        .values({name: ""})
        for name in CONTACT_COLUMNS
    ),
    delete(entry_attachment).where(of_entries(entry_attachment)),
)
_BESIDE = (
    # By its relations it is seen which skipped documents are the contact's.
    delete(skipped_document).where(holdings.SKIPPED),
    delete(business_relation).where(holdings.RELATIONS),
    delete(segment_line).where(holdings.LINES),
    # Any of these may tell of the contact.
    update(inbox).where(inbox.c.organization_id == ORG, inbox.c.reply != "").values(reply=""),
    delete(saved_command).where(saved_command.c.organization_id == ORG),
    delete(pending_file).where(pending_file.c.organization_id == ORG),
)
_REMOVE_WORD = delete(contact_word).where(
    contact_word.c.organization_id == ORG,
    contact_word.c.source == bindparam("source"),
    contact_word.c.word == bindparam("word"),
    contact_word.c.contact_no == CONTACT_NO,
)
_NAMES = select(contact_word.c.word).where(contact_word.c.organization_id == ORG, contact_word.c.source == NAME)
_REMOVE_VARIANT = delete(word_variant).where(
    word_variant.c.organization_id == ORG,
    word_variant.c.variant == bindparam("variant"),
    word_variant.c.word == bindparam("word"),
)


# All tables that an erase changes, with those that follow by themselves.
ERASED_FROM = tuple(
    table.name
    for table in (
        attachment,
        attachment_blob,
        attachment_chunk,
        business_relation,
        contact,
        contact_word,
        dead_message,
        document,
        document_event,
        entry,
        entry_attachment,
        entry_change,
        entry_comment,
        follow_up,
        inbox,
        notification_rule,
        outbox_message,
        pending_file,
        pending_file_part,
        saved_command,
        segment_line,
        skipped_document,
        word_variant,
    )
)

_Strip = Callable[[Mapping[str, object]], dict[str, object]]


class PrivacyTable:
    """`core.privacy.Privacy`."""

    def __init__(self, session: Session, erasure: Erasure) -> None:
        self._session = session
        self._erasure = erasure

    @property
    def erasure(self) -> Erasure:
        return self._erasure

    def lock(self, no: str) -> None:
        # SQLite has one writer at a time anyway. Whoever records for the contact refers to its row, and so waits.
        if self._session.postgresql:
            self._session.all(_LOCK, {"of_contact": no})

    def export(self, contact: Contact) -> Mapping[str, object]:
        return holdings.export(self._session, contact)

    def held(self, contact: Contact) -> Held:
        return holdings.held(self._session, contact)

    def entry_nos(self, no: str) -> Sequence[int]:
        return [int(row[0]) for row in self._session.all(_NOS, {"of_contact": no})]

    def erase(self, contact: Contact, heir: Contact | None) -> None:
        values = {"of_contact": contact.no, "heir": heir.no if heir else ""}
        contacts = ContactsTable(self._session)
        self._strip_changes(contact.no)
        self._run(_BEFORE, values)
        if heir is None:
            self._run((_REMOVE_ENTRIES, _LEAVE_COMPANY), values)
        else:
            contacts.upsert([heir])
            self._run((*_STRIP_ENTRIES, _PASS_ON, _PASS_ON_COMPANY), values)
        persons = [CONTACT.read(row) for row in self._session.all(_PERSONS, values)]
        contacts.upsert([replace(person, company_no=values["heir"]) for person in persons])
        self._run(_BESIDE, values)
        self._forget_words(contact.no)
        self._run((_REMOVE,), values)
        self._session.scrubs = True

    def _run(self, statements: Sequence[object], values: Mapping[str, str]) -> None:
        for statement in statements:
            self._session.run(statement, values)

    def _strip_changes(self, no: str) -> None:
        """Takes what tells of the contact out of the history."""
        rows: list[tuple[Row, _Strip]] = [(row, _without_personal) for row in self._session.all(_OWN_CHANGES, {"of_contact": no})]
        named = {"of_contact": no, "named": containing(orjson.dumps(no).decode())}
        rows += [(row, _without(no)) for row in self._session.all(_NAMING_CHANGES, named)]
        self._session.many(
            _STRIP_CHANGE,
            [
                {"of_id": row[0], "of_entry": row[1], "new_before": strip(row[2]), "new_after": strip(row[3])}
                for row, strip in rows
            ],
        )
        self._session.run(_DROP_REASONS, {"of_contact": no})

    def _forget_words(self, no: str) -> None:
        """Removes the words by which the contact is found, and the variants of names that nobody else has."""
        words = apart(self._session.all(_WORDS, {"of_contact": no})[0][0])
        self._session.many(_REMOVE_WORD, [{"source": source, "word": word, "of_contact": no} for source, word in words])
        names = {word for source, word in words if source == NAME and may_be_misspelt(word)}
        gone = names - {row[0] for row in self._session.within(_NAMES, contact_word.c.word, names)}
        self._session.many(
            _REMOVE_VARIANT, [{"word": word, "variant": variant} for word in sorted(gone) for variant in sorted(variants(word))]
        )


def _without_personal(values: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if name not in PERSONAL_FIELDS}


def _without(no: str) -> _Strip:
    return lambda values: {name: value for name, value in values.items() if value != no}
