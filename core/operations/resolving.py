"""From the words of a CONTACT, a TEMPLATE or a PERSON to what is meant."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.contact import Contact, ContactMatches
from core.errors import (
    ContactAmbiguous,
    ContactMissing,
    ContactNotFound,
    NotFound,
    Refusal,
    SalespersonAmbiguous,
    TemplateAmbiguous,
    TemplateMissing,
    TemplateNotFound,
)
from core.folding import fold
from core.mention import MentionUnknown, mention_of, without_mentions
from core.person import Actor, Person
from core.requests.entries import LogInteraction
from core.salesperson import Salesperson
from core.template import InteractionTemplate
from core.text import one_line
from core.work import Work

_NEAREST = 5


def contact(work: Work, words: str, field: str = "contact") -> Contact:
    """Raises ContactMissing, ContactNotFound or ContactAmbiguous, all with this `field`; MentionUnknown."""
    wanted = one_line(words)
    if not wanted:
        raise at_field(field, ContactMissing())
    matches = find_contact(work, wanted)
    if matches.exact is not None:
        return matches.exact
    if len(matches.likely) == 1:
        return matches.likely[0]
    if matches.likely:
        raise at_field(field, ContactAmbiguous(wanted, matches.likely[:10]))
    mentioned = mention_of(wanted)
    if mentioned is not None:
        missing = ContactNotFound(mentioned.shown, matches.nearest, mentioned.name, mentioned.email or "")
        raise at_field(field, missing)
    plain = without_mentions(wanted)
    raise at_field(field, ContactNotFound(plain, _nearest(work, matches, plain)))


def contacts_in_question(work: Work, words: str) -> tuple[Contact, ...]:
    """Whom the words of a CONTACT that mean no single one may mean: those that match, ten at most, else the nearest; nobody
    where they mean one. Raises MentionUnknown.
    """
    wanted = one_line(words)
    matches = find_contact(work, wanted)
    if matches.exact is not None or len(matches.likely) == 1:
        return ()
    return matches.likely[:10] or _nearest(work, matches, without_mentions(wanted))


def _nearest(work: Work, matches: ContactMatches, words: str) -> tuple[Contact, ...]:
    return matches.nearest or tuple(work.contacts.like(words, _NEAREST))


def find_contact(work: Work, words: str, limit: int = 10) -> ContactMatches:
    """Who is meant by the words of a CONTACT. A mention is the contact with the e-mail address of the account; without one, those
    of the account's name are the nearest. Raises MentionUnknown.
    """
    mentioned = mention_of(words)
    if mentioned is None:
        return work.contacts.find(without_mentions(words), limit)
    if mentioned.email is None:
        raise MentionUnknown(mentioned.user_id)
    found = work.contacts.find(mentioned.email, limit) if mentioned.email else ContactMatches(None)
    if found.exact is not None or found.likely or not mentioned.name:
        return found
    named = work.contacts.find(mentioned.name, limit)
    return ContactMatches(None, (), named.likely or named.nearest)


def template(work: Work, words: str) -> InteractionTemplate:
    """Raises TemplateMissing, TemplateNotFound or TemplateAmbiguous."""
    wanted = one_line(words)
    if not wanted:
        raise TemplateMissing
    matches = _templates(work, wanted)
    if not matches:
        raise TemplateNotFound(wanted)
    if len(matches) > 1:
        raise TemplateAmbiguous(wanted, matches)
    return matches[0]


def template_and_contact(work: Work, request: LogInteraction) -> tuple[InteractionTemplate, Contact]:
    """What `log` is about. Raises as `template` and `contact` do, the template's trouble first."""
    matches, template_words, contact_words = _tell_apart(work, request)
    if len(matches) == 1:
        return matches[0], contact(work, contact_words)
    return template(work, template_words), contact(work, contact_words)


def told_apart(work: Work, request: LogInteraction) -> LogInteraction:
    """The request with what is known of its `words` in `template` and `contact`, for a form that completes it.

    `template` is a code; the words that were said when they mean several or none; "" when none was named.
    """
    matches, template_words, contact_words = _tell_apart(work, request)
    named = matches[0].code if len(matches) == 1 else template_words
    return replace(request, words=(), template=named, contact=contact_words)


def _tell_apart(work: Work, request: LogInteraction) -> tuple[tuple[InteractionTemplate, ...], str, str]:
    """The templates that are meant, and the words for the template and for the contact."""
    words = tuple(filter(None, map(one_line, request.words)))
    matches: tuple[InteractionTemplate, ...] = ()
    template_words = one_line(request.template)
    if template_words:
        matches = _templates(work, template_words)
    elif words:
        matches = _templates(work, words[0])
        if matches and not (len(matches) > 1 and _rather_contact(work, words)):
            template_words, words = words[0], words[1:]
        else:
            matches = ()
    return matches, template_words, one_line(request.contact) or " ".join(words)


def _rather_contact(work: Work, words: tuple[str, ...]) -> bool:
    """Whether words of which the first begins several templates are a contact: they name one, and without the first none or
    several.
    """
    return _only(work, " ".join(words)) is not None and _only(work, " ".join(words[1:])) is None


def _only(work: Work, words: str) -> Contact | None:
    matches = find_contact(work, words) if words else ContactMatches(None)
    return matches.exact or (matches.likely[0] if len(matches.likely) == 1 else None)


def _templates(work: Work, words: str) -> tuple[InteractionTemplate, ...]:
    """The template with this code, else those whose code, else whose description, else that in one of its languages begins so."""
    found = work.templates.find(words)
    if found is not None:
        return (found,)
    templates = work.templates.all()
    return (
        _beginning([(each, each.code) for each in templates], words)
        or _beginning([(each, each.description) for each in templates], words)
        or _beginning_in_a_language(templates, words)
    )


def _beginning_in_a_language(templates: Sequence[InteractionTemplate], words: str) -> tuple[InteractionTemplate, ...]:
    """Whoever speaks a language means what begins so in it; it is not known here which that is."""
    languages: dict[str, list[tuple[InteractionTemplate, str]]] = {}
    for each in templates:
        for language, description in zip(each.languages, each.descriptions, strict=True):
            if description:
                languages.setdefault(language, []).append((each, description))
    found = [{each.code for each in matches} for named in languages.values() if (matches := _beginning(named, words))]
    meant = (set.intersection(*found) or set.union(*found)) if found else set()
    return tuple(each for each in templates if each.code in meant)


def _beginning(named: Sequence[tuple[InteractionTemplate, str]], words: str) -> tuple[InteractionTemplate, ...]:
    """The one that is called by the words, else those whose names begin with them."""
    wanted = fold(words)
    found = [(each, name) for each, text in named if (name := fold(text)).startswith(wanted)]
    same = tuple(each for each, name in found if name == wanted)
    return same if len(same) == 1 else tuple(each for each, _ in found)


@dataclass(frozen=True, slots=True)
class Meant:
    """Who the words of a PERSON mean: somebody who talks to the bot, and the salespeople with that person's e-mail address."""

    person: Person | None
    salespeople: tuple[Salesperson, ...]

    def called(self, words: str) -> str:
        """The words as one reads them, of a mention the name."""
        wanted = one_line(words)
        return self.person.name if self.person and mention_of(wanted) else without_mentions(wanted)


def person(work: Work, words: str, actor: Actor) -> Meant:
    """A mention, an e-mail address, a salesperson code or `me`. Raises NotFound (person), and MentionUnknown for an account that
    was never met.
    """
    wanted = one_line(words)
    if wanted.casefold() == "me":
        return _meant(work, work.people.get(actor.person_id), actor.email)
    mentioned = mention_of(wanted)
    if mentioned is not None:
        found = work.people.by_identity(replace(actor.identity, user_id=mentioned.user_id)) if actor.identity else None
        if found is not None:
            return _meant(work, found, found.email)
        if mentioned.email is None:
            raise MentionUnknown(mentioned.user_id)
        return _with_email(work, mentioned.email, mentioned.shown)
    if "@" in wanted:
        return _with_email(work, wanted, wanted)
    named = next((each for each in work.salespeople.all() if each.code == wanted.upper()), None)
    if named is None:
        raise NotFound("person", wanted)
    return Meant(work.people.by_email(named.email) if named.email else None, (named,))


def salesperson(work: Work, words: str, actor: Actor) -> str:
    """The code of the one salesperson, not blocked, that the words of a PERSON mean.

    Raises NotFound (person or salesperson) or SalespersonAmbiguous, with the field salesperson.
    """
    try:
        meant = person(work, words, actor)
    except NotFound as refusal:
        raise at_field("salesperson", refusal) from None
    usable = tuple(each for each in meant.salespeople if not each.blocked)
    if not usable:
        raise at_field("salesperson", NotFound("salesperson", meant.called(words)))
    if len(usable) > 1:
        raise SalespersonAmbiguous(meant.called(words), usable)
    return usable[0].code


def _with_email(work: Work, email: str, shown: str) -> Meant:
    meant = _meant(work, work.people.by_email(email), email)
    if meant.person is None and not meant.salespeople:
        raise NotFound("person", shown)
    return meant


def _meant(work: Work, found: Person | None, email: str) -> Meant:
    wanted = email.casefold()
    return Meant(found, tuple(each for each in work.salespeople.all() if wanted and each.email.casefold() == wanted))


def at_field(field: str, refusal: Refusal) -> Refusal:
    """The refusal as one that belongs to this field of a form."""
    refusal.field = field
    return refusal
