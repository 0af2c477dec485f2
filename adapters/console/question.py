"""What a line means to the card that was shown last: a number, yes or no, or the label of a button."""

from enum import Enum

from adapters.chat.card import Button, Card, Confirm, Pick, Tone
from adapters.chat.request import Request
from adapters.chat.vocabulary import Kind, folded, vocabulary

# Commands that do all of what a button with their name does.
_WHOLE = ("undo", "help", "templates", "groups", "contacts")


class Answer(Enum):
    """Answers that ask for nothing. `OUT_OF_RANGE` is a number that no choice has."""

    NO = "no"
    OUT_OF_RANGE = "out of range"


def answered(line: str, card: Card, language: str) -> Request | Answer | None:
    """What the line asks for as an answer to the card; None when it is none."""
    picks = [choice for element in card.body if isinstance(element, Pick) for choice in element.choices]
    confirm = next((element for element in card.body if isinstance(element, Confirm)), None)
    number = line.removesuffix(".")
    if picks and number.isascii() and number.isdigit():
        # A longer number is out of every range, and too much for int().
        index = int(number) if len(number) < 6 else 0
        return picks[index - 1].request if 1 <= index <= len(picks) else Answer.OUT_OF_RANGE
    word = vocabulary(language).find(Kind.ANSWER, line)
    if confirm is not None and word == "yes":
        return confirm.yes.request
    if picks and word == "yes":
        return picks[0].request if len(picks) == 1 else Answer.OUT_OF_RANGE
    if (confirm is not None or picks or card.tone is Tone.ASK) and word == "no":
        return Answer.NO
    for button in offered(card, language):
        if folded(button.label) == folded(line):
            return button.request
    return None


def choices(card: Card) -> int:
    """How many numbered choices the card has."""
    return sum(len(element.choices) for element in card.body if isinstance(element, Pick))


def offered(card: Card, language: str) -> list[Button]:
    """The buttons that are pressed by saying their labels: all but those whose label is a command of its own."""
    return [button for button in card.buttons if not vocabulary(language).find(Kind.COMMAND, button.label)]


def hints(card: Card, language: str) -> list[str]:
    """What is worth saying next, as it has to be typed: the number of a choice, the commands that buttons are and that need
    nothing more, and the labels of other buttons.
    """
    find = vocabulary(language).find
    commands = [button.label.lower() for button in card.buttons if find(Kind.COMMAND, button.label) in _WHOLE]
    labels = [button.label.lower() for button in offered(card, language)]
    count = choices(card)
    numbers = ["1" if count == 1 else f"1–{count}"] if count else []
    return list(dict.fromkeys((*numbers, *commands, *labels)))


def begins_with_command(line: str, language: str) -> bool:
    """Whether the line begins as a command does."""
    words = line.replace(":", " ").split()[:2]
    find = vocabulary(language).find
    return bool(words) and bool(find(Kind.COMMAND, words[0]) or find(Kind.COMMAND, " ".join(words)))
