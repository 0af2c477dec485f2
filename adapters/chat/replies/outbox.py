"""Messages that could not be sent, and recipients that cannot be written to."""

from adapters.chat.card import Button, Card, Choice, Confirm, Element, Fact, Facts, Paragraph, Pick, Style, Table, Tone
from adapters.chat.inline import Moment, Person, Text, fill
from adapters.chat.reader import Reader
from adapters.chat.replies.common import number
from adapters.chat.turn import Reply
from core.notification import Recipient
from core.operations.outbox import NO_ACCOUNT, NOT_INSTALLED
from core.outbox import MessageKind, OutboxMessage
from core.requests.outbox import DropMessages, ResumeSending, SendAgain, ShowOutbox
from core.results.outbox import OutboxContents, StoppedRecipient, UnsentMessage

_ROWS = 20


def contents(value: OutboxContents, request: ShowOutbox, reader: Reader) -> Reply:
    """What could not be sent, with what can be done about it."""
    if request.message:
        return Reply(card=_message(value.messages[0], reader))
    _ = reader.text
    if not value.total and not value.stopped:
        return Reply(card=reader.card(_("All messages were sent")))
    body: list[Element] = []
    buttons: list[Button] = []
    choices: list[Choice] = []
    if value.total:
        rows = value.messages[:_ROWS]
        body.append(_table(rows, reader))
        if len(rows) < value.total:
            more = reader.count("And {count} more.", "And {count} more.", value.total - len(rows))
            body.append(Paragraph((more.format(count=value.total - len(rows)),), subtle=True))
        buttons = [
            Button(_("Send all again"), SendAgain(), Style.PRIMARY),
            Button(_("Drop all"), DropMessages(), Style.DANGER),
        ]
        choices += [_choice(each, reader) for each in rows]
    listed = len(choices)
    for stopped in value.stopped[:_ROWS]:
        body.append(Paragraph(_stopped(stopped, reader)))
        resume = _("Resume {who}").format(who=_plain(stopped.recipient, stopped.name, reader))
        choices.append(Choice(resume, _reason(stopped.reason, reader), _resume(stopped.recipient)))
    heading = reader.count("{count} message could not be sent", "{count} messages could not be sent", value.total)
    title = heading.format(count=value.total) if value.total else _("Some cannot be written to")
    return Reply(card=reader.card(title, *body, Pick(tuple(choices), listed), buttons=tuple(buttons)))


def sent_again(count: int, reader: Reader) -> Reply:
    text = reader.count("{count} message is sent again", "{count} messages are sent again", count).format(count=count)
    if not count:
        text = reader.text("There is nothing to send again")
    return Reply(card=reader.card(text, buttons=(_back(reader),), tone=Tone.DONE))


def dropped(count: int, reader: Reader) -> Reply:
    text = reader.count("Dropped {count} message", "Dropped {count} messages", count).format(count=count)
    return Reply(card=reader.card(text, buttons=(_back(reader),), tone=Tone.DONE))


def drop_all(value: OutboxContents, reader: Reader) -> Reply:
    """Asks before everything that is shown is dropped."""
    _ = reader.text
    if not value.total:
        return Reply(card=reader.card(_("All messages were sent")))
    nos = tuple(each.message.id for each in value.messages)
    heading = reader.count("Drop {count} message for good?", "Drop {count} messages for good?", len(nos)).format(count=len(nos))
    confirm = Confirm(Button(reader.pgettext("message", "Drop"), DropMessages(messages=nos), Style.DANGER), _("Keep"))
    return Reply(card=reader.card(heading, _table(value.messages[:_ROWS], reader), confirm, tone=Tone.ASK), outcome="asked")


def resumed(name: str, request: ResumeSending, reader: Reader) -> Reply:
    recipient = Recipient(
        person_id=request.person_id, platform=request.platform, workspace=request.workspace, channel=request.channel
    )
    heading = fill(reader.text("{who} is written to again"), who=recipient_text(recipient, name, reader))
    return Reply(card=reader.card(heading, buttons=(_back(reader),), tone=Tone.DONE))


def recipient_text(recipient: Recipient, name: str, reader: Reader) -> Text:
    """A person by name, a channel by its id, which platforms show no names for."""
    if recipient.person_id:
        return (Person(name or reader.text("somebody")),)
    return (_plain(recipient, name, reader),)


def _plain(recipient: Recipient, name: str, reader: Reader) -> str:
    if recipient.person_id:
        return name or reader.text("somebody")
    platform = {"slack": "Slack", "teams": "Teams"}.get(recipient.platform, recipient.platform)
    return reader.text("channel {channel} in {platform}").format(channel=recipient.channel, platform=platform)


def _message(value: UnsentMessage, reader: Reader) -> Card:
    _ = reader.text
    message = value.message
    facts = Facts(
        (
            Fact(_("For"), recipient_text(message.recipient, value.name, reader)),
            Fact(reader.pgettext("message", "About"), (_what(message, reader),)),
            Fact(_("Error"), (_error(message, reader),)),
            Fact(_("Tried"), (reader.count("{count} time", "{count} times", message.attempts).format(count=message.attempts),)),
            Fact(_("Due"), (Moment(message.due_at),)),
        )
    )
    buttons = (
        Button(_("Send again"), SendAgain(messages=(message.id,)), Style.PRIMARY),
        Button(reader.pgettext("message", "Drop"), DropMessages(messages=(message.id,)), Style.DANGER),
        _back(reader),
    )
    return reader.card(_("Message {no} could not be sent").format(no=number(message.id)), facts, buttons=buttons)


def _table(messages: tuple[UnsentMessage, ...], reader: Reader) -> Table:
    _ = reader.text
    rows = tuple(
        (
            (number(each.message.id),),
            recipient_text(each.message.recipient, each.name, reader),
            (_what(each.message, reader),),
            (_error(each.message, reader),),
            (Moment(each.message.due_at),),
        )
        for each in messages
    )
    return Table((_("No."), _("For"), reader.pgettext("message", "About"), _("Error"), _("Due")), rows)


def _choice(value: UnsentMessage, reader: Reader) -> Choice:
    message = value.message
    label = f"{number(message.id)}: {_plain(message.recipient, value.name, reader)}"
    return Choice(label, _error(message, reader), ShowOutbox(message=message.id))


def _what(message: OutboxMessage, reader: Reader) -> str:
    _ = reader.text
    match message.kind:
        case MessageKind.RECORDED:
            return _("entry {no}, recorded").format(no=number(message.entry_no))
        case MessageKind.UPDATE:
            return _("entry {no}, changed").format(no=number(message.entry_no))
        case MessageKind.STOPPED:
            return _("a conversation that is gone")
        case _other:
            return _("a message for admins")


def _error(message: OutboxMessage, reader: Reader) -> str:
    return message.error or reader.text("unknown")


def _stopped(value: StoppedRecipient, reader: Reader) -> Text:
    who = recipient_text(value.recipient, value.name, reader)
    return fill(reader.text("{who} cannot be written to: {reason}"), who=who, reason=_reason(value.reason, reader))


def _reason(reason: str, reader: Reader) -> str:
    """The platform's own word, but for ours."""
    _ = reader.text
    words = {
        NO_ACCOUNT: _("was never met, and goes on with the first message"),
        NOT_INSTALLED: _("Aftercall is not installed in the workspace, and goes on when it is installed again"),
    }
    return words.get(reason, reason)


def _resume(recipient: Recipient) -> ResumeSending:
    return ResumeSending(
        person_id=recipient.person_id,
        platform=recipient.platform,
        workspace=recipient.workspace,
        channel=recipient.channel,
    )


def _back(reader: Reader) -> Button:
    return Button(reader.text("Outbox"), ShowOutbox(), fresh=True)
