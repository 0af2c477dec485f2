"""Why somebody is told."""

from collections.abc import Sequence

from adapters.chat.card import Paragraph
from adapters.chat.inline import Person, Text, fill
from adapters.chat.replies.rules import what_of
from adapters.chat.telling.audience import Told
from core.entry import LogRow
from core.operations.notifying import named_rules
from core.outbox import OutboxMessage
from core.work import Work


def reason(work: Work, who: Told, rule_id: int, row: LogRow) -> Paragraph:
    """Why a recipient is told of one entry."""
    _ = who.reader.text
    if rule_id:
        return Paragraph((_because_of_rule(work, who, rule_id),), subtle=True)
    contact = next(iter(work.contacts.get_many([row.entry.contact_no])), None)
    if contact is None or contact.salesperson_code != row.entry.salesperson_code:
        return Paragraph((_("You are told because you are the salesperson of this document."),), subtle=True)
    text = fill(_("You are told because you are the salesperson of {contact}."), contact=Person(contact.name))
    return Paragraph(text, subtle=True)


def reasons(work: Work, who: Told, messages: Sequence[OutboxMessage]) -> list[Paragraph]:
    """Why a recipient is told of several entries, each reason once."""
    _ = who.reader.text
    texts: list[Text] = []
    for rule_id in dict.fromkeys(message.rule_id for message in messages):
        if rule_id:
            texts.append((_because_of_rule(work, who, rule_id),))
        else:
            texts.append((_("You are told because you are the salesperson."),))
    return [Paragraph(text, subtle=True) for text in texts]


def _because_of_rule(work: Work, who: Told, rule_id: int) -> str:
    _ = who.reader.text
    rule = who.rules.get(rule_id)
    if rule is None:
        return _("This was told because of a rule that has been removed since.")
    what = what_of(named_rules(work, [rule])[0], who.reader)
    if who.is_channel:
        return _("This channel is told because of its rule {rule}: {what}.").format(rule=rule.id, what=what)
    return _("You are told because of your rule {rule}: {what}.").format(rule=rule.id, what=what)
