"""The commands about templates, groups, people and oneself."""

from collections.abc import Sequence

from adapters.chat.grammar.attachments import TemplatePart, template_part
from adapters.chat.grammar.line import Line, joined
from adapters.chat.grammar.misunderstood import Misunderstood, Problem
from adapters.chat.grammar.option_values import longest
from adapters.chat.grammar.options import TEMPLATE, Options
from adapters.chat.grammar.tokens import Head, Word
from adapters.chat.vocabulary import Kind
from core.requests.setup import (
    ConnectWorkspace,
    GrantRole,
    ListGroups,
    ListPeople,
    ListTemplates,
    RemoveGroup,
    RemoveTemplate,
    SaveGroup,
    SaveTemplate,
    SetLanguage,
    ShowFirstSteps,
    ShowTemplate,
    WhoAmI,
)
from core.values import Role

# How the ids of workspaces are written, by platform.
_WORKSPACES = {"slack": str.upper, "teams": str.lower}


def templates(line: Line) -> ListTemplates:
    """`templates`."""
    line.end_at(line.start)
    return ListTemplates()


def template(line: Line) -> ListTemplates | ShowTemplate | SaveTemplate | RemoveTemplate | TemplatePart:
    """`template CODE`, `template create CODE [OPTION ...]: DESCRIPTION`, `template CODE change [OPTION ...] [: DESCRIPTION]`,
    `template CODE remove`. The action may stand before the code. `template CODE: DESCRIPTION` changes it. What is about its
    languages and attachments is read elsewhere.
    """
    head = line.head(Kind.TEMPLATE_FIELD)
    if (found := template_part(line, head)) is not None:
        return found
    action, words = action_and_words(line, head)
    description = None if head.note is None else line.rest(head.note)
    if action == "remove":
        line.end_at(head.note)
        return RemoveTemplate(code=only_code(line, words))
    if action or description is not None:
        options = Options(line, TEMPLATE)
        left = options.read(words)
        code = only_code(line, left, optional=action == "create")
        return SaveTemplate(code=code, new=action == "create", description=description, **options.values)
    if not words:
        return ListTemplates()
    for word in words:
        if word.key:
            # CODE cost:20: the word that says what to do is missing.
            change = line.vocabulary.word(Kind.ACTION, "change")
            raise line.misunderstood(
                Problem.UNEXPECTED, word.start, word.end, nearest=f"{change} {line.text[word.start : word.end]}"
            )
    return ShowTemplate(template=joined(words))


def groups(line: Line) -> ListGroups:
    """`groups`."""
    line.end_at(line.start)
    return ListGroups()


def group(line: Line) -> ListGroups | SaveGroup | RemoveGroup:
    """`group create CODE: DESCRIPTION`, `group CODE: DESCRIPTION`, `group CODE remove`."""
    head = line.head()
    action, words = action_and_words(line, head)
    if action == "remove":
        line.end_at(head.note)
        return RemoveGroup(code=only_code(line, words))
    if head.note is None and not action and not words:
        return ListGroups()
    code = only_code(line, words, optional=action == "create")
    description = "" if head.note is None else line.rest(head.note)
    if action != "create" and not description:
        raise line.missing()
    return SaveGroup(code=code, new=action == "create", description=description)


def action_and_words(line: Line, head: Head) -> tuple[str, tuple[Word, ...]]:
    """The first of create, change and remove, and the other words. A quoted word is no action."""
    for at, word in enumerate(head.words):
        if word.quoted or word.key:
            continue
        name, used = longest(line, Kind.ACTION, head.words[at:])
        if name:
            if at == 0 and name != "create" and len(head.words) == used and head.note is None:
                # A template may be called so: `template change` shows it.
                break
            return name, head.words[:at] + head.words[at + used :]
    return "", head.words


def only_code(line: Line, words: Sequence[Word], *, optional: bool = False) -> str:
    if not words and optional:
        return ""
    if not words:
        raise line.missing()
    if len(words) > 1:
        raise _unexpected(line, words[1:])
    return words[0].text


def _unexpected(line: Line, words: Sequence[Word]) -> Misunderstood:
    return line.misunderstood(Problem.UNEXPECTED, words[0].start, words[-1].end)


def whoami(line: Line) -> WhoAmI:
    """`whoami`."""
    line.end_at(line.start)
    return WhoAmI()


def language(line: Line) -> SetLanguage:
    """`language LANG`."""
    return SetLanguage(language=joined(line.head(note=False).words))


def start(line: Line) -> ShowFirstSteps:
    """`start`."""
    line.end_at(line.start)
    return ShowFirstSteps()


def people(line: Line) -> ListPeople:
    """`people`."""
    line.end_at(line.start)
    return ListPeople()


def grant(line: Line) -> GrantRole:
    """`grant PERSON ROLE`; the role is the last word."""
    words = line.head(note=False).words
    allowed = line.vocabulary.words(Kind.ROLE)
    if len(words) < 2:
        raise line.missing(allowed=allowed if words else ())
    role = line.vocabulary.find(Kind.ROLE, words[-1].text)
    if not role:
        raise line.refuse(Problem.UNKNOWN_VALUE, words[-1], nearest=line.nearest(words[-1].text, allowed), allowed=allowed)
    said = joined(words[:-1])
    return GrantRole(person=line.vocabulary.find(Kind.PERSON, said) or said, role=Role[role.upper()])


def connect(line: Line) -> ConnectWorkspace:
    """`connect PLATFORM ID`, of a Slack workspace or a Teams tenant."""
    words = line.head(note=False).words
    allowed = tuple(_WORKSPACES)
    if not words:
        raise line.missing(allowed=allowed)
    platform = words[0].text.lower()
    if platform not in _WORKSPACES:
        raise line.refuse(Problem.UNKNOWN_VALUE, words[0], nearest=line.nearest(platform, allowed), allowed=allowed)
    if len(words) < 2:
        raise line.missing()
    if len(words) > 2:
        raise _unexpected(line, words[2:])
    return ConnectWorkspace(platform=platform, workspace=_WORKSPACES[platform](words[1].text))
