"""The commands about contacts: contacts, contact with erase, add contact."""

import re

from adapters.chat.grammar.line import Line, joined
from adapters.chat.grammar.misunderstood import Problem
from adapters.chat.grammar.tokens import Word
from adapters.chat.vocabulary import Kind
from core.requests.contacts import AddContact, FindContacts, ShowContact
from core.requests.privacy import EraseContact
from core.values import ContactType

_KEY = re.compile(r"[^\s:]+:(?!//)")


def find(line: Line) -> FindContacts:
    """`contacts WORDS`."""
    head = line.head()
    line.end_at(head.note)
    return FindContacts(words=joined(head.words))


def show(line: Line) -> ShowContact | EraseContact:
    """`contact CONTACT`, `contact CONTACT erase`."""
    head = line.head()
    line.end_at(head.note)
    last = head.words[-1] if len(head.words) > 1 else None
    if last is not None and not last.quoted and line.vocabulary.find(Kind.CONTACT_ACTION, last.text) == "erase":
        return EraseContact(contact=joined(head.words[:-1]))
    return ShowContact(contact=joined(head.words))


def add(line: Line) -> AddContact:
    """`add contact [NAME] [KEY:VALUE ...]`. A value without quotes goes on to the next key: `company:Acme Norge email:...`."""
    values: dict[str, list[Word]] = {"name": []}
    field = "name"
    keys: list[Word] = []
    for word in line.head(Kind.CONTACT_FIELD, note=False).words:
        if word.key in values:
            raise line.misunderstood(Problem.REPEATED, word.start, word.end)
        if word.key:
            field = word.key
            values[field] = []
            keys.append(word)
        _refuse_unknown_key(line, word)
        if word.has_value:
            values[field].append(word)
            if word.quoted:
                field = "name"
    for key in keys:
        if not values[key.key]:
            raise line.misunderstood(Problem.MISSING_VALUE, key.start, key.end)
    said = {key: joined(words) for key, words in values.items()}
    return AddContact(
        type=_type(line, values.get("type", [])),
        name=said["name"],
        company=said.get("company", ""),
        email=said.get("email", ""),
        phone=said.get("phone", ""),
        job_title=said.get("title", ""),
    )


def _refuse_unknown_key(line: Line, word: Word) -> None:
    """No note begins here, so that a colon can only be meant as a key's."""
    match = None if word.quoted or word.key else _KEY.match(word.text)
    if match:
        raise line.unknown_key(word.start, word.start + match.end(), Kind.CONTACT_FIELD)


def _type(line: Line, said: list[Word]) -> ContactType:
    if not said:
        return ContactType.PERSON
    name = line.vocabulary.find(Kind.CONTACT_TYPE, joined(said))
    if not name:
        allowed = line.vocabulary.words(Kind.CONTACT_TYPE)
        raise line.refuse(Problem.UNKNOWN_VALUE, said[0], nearest=line.nearest(said[0].text, allowed), allowed=allowed)
    return ContactType(name)
