"""From a request of somebody who sets a new organization up to its answer."""

from adapters.chat.card import Card
from adapters.chat.reader import Reader
from adapters.chat.replies import first_steps
from adapters.chat.turn import Reply
from core.operations.first_steps import set_up_usual_templates, show_first_steps, steps_of
from core.requests.setup import FirstStepsRequest, SetUpUsualTemplates, ShowFirstSteps
from core.work import Work

WRITING = (SetUpUsualTemplates,)


def started(work: Work, request: FirstStepsRequest, reader: Reader) -> Reply:
    """Does what is asked and words what came of it. Raises the refusals of the operation."""
    actor, now = reader.actor, reader.now
    if isinstance(request, ShowFirstSteps):
        return first_steps.first_steps(show_first_steps(work, request, actor, now), reader)
    usual = set_up_usual_templates(work, request, actor, now, first_steps.usual_names(reader.text))
    if not usual.added:
        return first_steps.usual_templates(usual, reader)
    return first_steps.templates_added(usual, steps_of(work, actor), reader)


def welcome_card(work: Work, reader: Reader) -> Card | None:
    """The first steps, None when all are done."""
    steps = steps_of(work, reader.actor)
    return None if steps.done else first_steps.steps_card(steps, reader)
