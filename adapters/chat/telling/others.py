"""What admins are told."""

from collections.abc import Mapping

from adapters.chat.card import Button, Card, Paragraph, Tone
from adapters.chat.inline import fill
from adapters.chat.replies.outbox import recipient_text
from adapters.chat.starting import welcome_card
from adapters.chat.telling.audience import Told
from core.notification import Recipient
from core.requests.outbox import ResumeSending, ShowOutbox
from core.values import Role
from core.work import Work


def stopped_card(work: Work, who: Told, payload: Mapping[str, object]) -> Card:
    """A conversation is gone. `payload` has the fields of the recipient, and the platform's word for the `reason`."""
    _ = who.reader.text
    person_id = payload.get("person_id")
    recipient = Recipient(
        person_id=person_id if isinstance(person_id, int) else 0,
        platform=str(payload.get("platform", "")),
        workspace=str(payload.get("workspace", "")),
        channel=str(payload.get("channel", "")),
    )
    people = work.people.readers((recipient.person_id,)) if recipient.person_id else ()
    name = next((person.name or person.email for person in people), "")
    resume = ResumeSending(
        person_id=recipient.person_id,
        platform=recipient.platform,
        workspace=recipient.workspace,
        channel=recipient.channel,
    )
    return who.reader.card(
        fill(_("{who} cannot be written to any more"), who=recipient_text(recipient, name, who.reader)),
        Paragraph((_("The platform says: {reason}").format(reason=payload.get("reason", "")),)),
        Paragraph((_("What waits for this recipient is kept. When it is mended, let it be sent."),)),
        buttons=(
            Button(_("Write again"), resume, fresh=True),
            Button(_("What was not sent"), ShowOutbox(), fresh=True),
        ),
        tone=Tone.REFUSED,
    )


def first_steps_card(work: Work, who: Told) -> Card | None:
    """What an organization lacks before its reps can log; None when it lacks nothing, or the person is no admin any more."""
    return welcome_card(work, who.reader) if who.reader.actor.role is Role.ADMIN else None
