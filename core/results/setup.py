"""What operations on templates, groups and people give back."""

from dataclasses import dataclass

from core.person import Actor, Person
from core.salesperson import Salesperson
from core.template import InteractionGroup, InteractionTemplate, TemplateLanguage
from core.values import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateDetails:
    template: InteractionTemplate
    group: InteractionGroup | None
    may_change: bool
    languages: tuple[TemplateLanguage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Templates:
    templates: tuple[InteractionTemplate, ...]
    may_change: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    groups: tuple[InteractionGroup, ...]
    may_change: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """What is removed, or with `confirmed` False would be; `with_attachment`: with a file that goes too."""

    kind: str
    code: str
    description: str
    confirmed: bool
    with_attachment: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Me:
    """`has_admin`: whether there is an admin whom somebody without a role could ask."""

    actor: Actor
    salesperson: Salesperson | None
    has_admin: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    people: tuple[tuple[Person, Role], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstSteps:
    """Which of the first steps are done: there are contacts, there are templates, somebody else may log. `everybody`: every
    full member of a workspace is a rep.
    """

    contacts: bool
    templates: bool
    reps: bool
    everybody: bool = False

    @property
    def done(self) -> bool:
        return self.contacts and self.templates and self.reps


@dataclass(frozen=True, slots=True, kw_only=True)
class UsualTemplates:
    """The usual templates with their groups. `added` is False where they are only shown."""

    templates: tuple[InteractionTemplate, ...]
    added: bool
