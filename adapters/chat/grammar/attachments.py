"""The commands about attachments and the languages of templates."""

from adapters.chat.grammar.line import Line
from adapters.chat.grammar.misunderstood import Problem
from adapters.chat.grammar.numbers import first_number, only_number
from adapters.chat.grammar.option_values import longest
from adapters.chat.grammar.tokens import Head, Word
from adapters.chat.vocabulary import Kind
from core.requests.attachments import (
    AttachToEntry,
    AttachToTemplate,
    OpenAttachment,
    OpenTemplateAttachment,
    RemoveTemplateLanguage,
    SaveTemplateLanguage,
)

TemplatePart = AttachToTemplate | OpenTemplateAttachment | SaveTemplateLanguage | RemoveTemplateLanguage
_MOST_DIGITS = 10


def attach(line: Line) -> AttachToEntry:
    """`attach NO`; the file comes with the line."""
    return AttachToEntry(no=only_number(line))


def open_attachment(line: Line) -> OpenAttachment:
    """`open NO`, or `open NO FILE` with the number of one of several attachments."""
    no, start = first_number(line)
    words = line.head(start=start, note=False).words
    if not words:
        return OpenAttachment(no=no)
    said = words[0].text
    if len(words) > 1 or not (said.isascii() and said.isdecimal()) or len(said) > _MOST_DIGITS:
        raise line.misunderstood(Problem.UNEXPECTED, words[0].start, words[-1].end)
    return OpenAttachment(no=no, attachment=int(said))


def template_part(line: Line, head: Head) -> TemplatePart | None:
    """`template CODE language LANG [: DESCRIPTION]`, `template CODE language LANG remove`, `template CODE attach [LANG]`,
    `template CODE open [LANG]`; None for a line about the template itself.
    """
    if len(head.words) < 2 or any(word.key for word in head.words[:2]):
        return None
    code, said, *others = head.words
    action = "" if said.quoted else line.vocabulary.find(Kind.TEMPLATE_ACTION, said.text)
    if not action:
        return None
    if action == "language":
        return _language(line, code.text, others, head.note)
    line.end_at(head.note)
    if len(others) > 1:
        raise line.misunderstood(Problem.UNEXPECTED, others[1].start, others[-1].end)
    language = others[0].text if others else ""
    if action == "attach":
        return AttachToTemplate(code=code.text, language=language)
    return OpenTemplateAttachment(code=code.text, language=language)


def _language(line: Line, code: str, others: list[Word], note: int | None) -> SaveTemplateLanguage | RemoveTemplateLanguage:
    if not others:
        raise line.missing()
    language, *more = others
    if more and note is None and longest(line, Kind.ACTION, more) == ("remove", len(more)):
        return RemoveTemplateLanguage(code=code, language=language.text)
    if more:
        raise line.misunderstood(Problem.UNEXPECTED, more[0].start, more[-1].end)
    return SaveTemplateLanguage(code=code, language=language.text, description="" if note is None else line.rest(note))
