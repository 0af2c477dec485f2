"""A form as an Adaptive Card."""

from adapters.chat import codec
from adapters.chat.form import Form
from adapters.teams import limits
from adapters.teams.cards.actions import ASK, Actions, Carry
from adapters.teams.cards.inputs import Inputs, problem
from adapters.teams.cards.shell import shell
from adapters.teams.cards.text import Json, block, is_blank, one_line, run, size

# How many choices a field offers and how long a value is: less when the form is too large otherwise.
_FITTING = ((200, 6000), (20, 6000), (20, 1000), (5, 100))


def form_content(form: Form, *, nonce: str = "", carry: Carry = codec.dump, dialog: bool = False) -> Json:
    """The content of an attachment of CONTENT_TYPE that asks for the form's fields and then for its request.

    `nonce` and `carry` are as for a card. In a `dialog` the form is sent as Action.Submit, all that dialogs take, and there
    is no cancel button: they have their own.
    """
    for choices, value in _FITTING:
        content = _content(form, Inputs(form.language, choices, value), nonce, carry, dialog)
        if size(content) <= limits.CARD_BYTES:
            break
    return content


def _content(form: Form, inputs: Inputs, nonce: str, carry: Carry, dialog: bool) -> Json:
    heading = one_line(form.title, limits.TITLE)
    content = shell(heading, form.language)
    body: list[Json] = []
    if not dialog and not is_blank(heading):
        body.append(block([run(heading, size="medium", weight="bolder")]))
    if not is_blank(form.intro):
        body.append(block([run(one_line(form.intro, limits.FACT), isSubtle=True)]))
    keys = {field.key for field in form.fields}
    body.extend(problem(text) for key, text in form.errors.items() if key not in keys and not is_blank(text))
    for field in form.fields:
        body.extend(inputs.parts(field, form.errors.get(field.key, "")))
    content["body"] = body
    content["actions"] = _actions(form, Actions(carry, nonce, form.language), dialog)
    return content


def _actions(form: Form, actions: Actions, dialog: bool) -> list[Json]:
    carried = actions.carry(form.request)
    data = {"request": carried, "form": True}
    submit = actions.execute(
        ASK, form.submit, data, style="positive", inputs=True, twice=dialog or len(carried) <= limits.REQUEST_TWICE
    )
    return [submit["fallback"]] if dialog else [submit, actions.close(form.cancel)]
