"""What a line means to the card that was shown last: a number, yes or no, or the label of a button."""

from enum import Enum

from adapters.chat.card import Button, Card, Choice, Confirm, Pick, Tone
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
    confirm = next((element for element in card.body if isinstance(element, Confirm)), None)
    numbered = [choice.request for choice in _picks(card)] or [button.request for button in _asked(card, language)]
    number = line.removesuffix(".")
    if numbered and number.isascii() and number.isdigit():
        # A longer number is out of every range, and too much for int().
        index = int(number) if len(number) < 6 else 0
        return numbered[index - 1] if 1 <= index <= len(numbered) else Answer.OUT_OF_RANGE
    word = yes_or_no(line, language)
    if confirm is not None and word == "yes":
        return confirm.yes.request
    if numbered and word == "yes":
        return numbered[0] if len(numbered) == 1 else Answer.OUT_OF_RANGE
    if (confirm is not None or numbered or card.tone is Tone.ASK) and word == "no":
        return Answer.NO
    for button in offered(card, language):
        if folded(button.label) == folded(line):
            return button.request
    return None


def yes_or_no(line: str, language: str) -> str:
    """ "yes" or "no", of which the first letter in the language or in English will do too; "" for anything else."""
    known = vocabulary(language)
    said = folded(line)
    meant = {known.find(Kind.ANSWER, line)} & {"yes", "no"}
    meant |= {name for name in ("yes", "no") if said in (name[0], known.word(Kind.ANSWER, name)[0])}
    return meant.pop() if len(meant) == 1 else ""


def choices(card: Card, language: str) -> int:
    """How many numbered choices the card has."""
    return len(_picks(card)) or len(_asked(card, language))


def _picks(card: Card) -> list[Choice]:
    return [choice for element in card.body if isinstance(element, Pick) for choice in element.choices]


def _asked(card: Card, language: str) -> list[Button]:
    """The buttons of a question that has nothing else to answer it with: they are its choices, and have numbers."""
    answered_otherwise = any(isinstance(element, Pick | Confirm) for element in card.body)
    return [] if card.tone is not Tone.ASK or answered_otherwise else offered(card, language)


def offered(card: Card, language: str) -> list[Button]:
    """The buttons that are pressed by saying their labels: all but those whose label is a command of its own."""
    return [button for button in card.buttons if not vocabulary(language).find(Kind.COMMAND, button.label)]


def hints(card: Card, language: str) -> list[str]:
    """What is worth saying next, as it has to be typed: the number of a choice, the commands that buttons are and that need
    nothing more, and the labels of other buttons, after their numbers where they have any.
    """
    find = vocabulary(language).find
    commands = [button.label.lower() for button in card.buttons if find(Kind.COMMAND, button.label) in _WHOLE]
    asked = [f"{number}. {button.label.lower()}" for number, button in enumerate(_asked(card, language), 1)]
    labels = asked or [button.label.lower() for button in offered(card, language)]
    count = len(_picks(card))
    numbers = ["1" if count == 1 else f"1–{count}"] if count else []
    return list(dict.fromkeys((*numbers, *commands, *labels)))


def begins_with_command(line: str, language: str) -> bool:
    """Whether the line begins as a command does."""
    words = line.replace(":", " ").split()[:2]
    find = vocabulary(language).find
    return bool(words) and bool(find(Kind.COMMAND, words[0]) or find(Kind.COMMAND, " ".join(words)))
