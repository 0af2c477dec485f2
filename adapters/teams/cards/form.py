"""A form as an Adaptive Card."""

from collections.abc import Iterator, Sequence

from adapters.chat import codec
from adapters.chat.form import Field, Form
from adapters.teams import limits
from adapters.teams.cards.actions import ASK, Actions, Carry
from adapters.teams.cards.inputs import Inputs, is_short, problem
from adapters.teams.cards.shell import shell
from adapters.teams.cards.text import Json, block, is_blank, one_line, run, size

# How long a value may be and how many choices are offered: less when the form is too large otherwise.
_FITTING = ((8000, 100), (8000, 15), (1000, 15), (100, 3))


def form_content(
    form: Form,
    *,
    nonce: str = "",
    carry: Carry = codec.dump,
    templates: Sequence[tuple[str, str]] = (),
    dialog: bool = False,
) -> Json:
    """The content of an attachment of CONTENT_TYPE that asks for the form's fields and then for its request.

    `nonce` and `carry` are as for a card. `templates` are the (code, description) that template fields offer; with none they
    are searched as contacts are. In a `dialog` the form is sent as Action.Submit, all that dialogs take, and has neither
    heading nor cancel button: they have their own. A value too long for a card is not offered and stays what it is.
    """
    for longest, most in _FITTING:
        inputs = Inputs(form.language, longest, most, templates)
        content = shell(form.title, form.language)
        content["body"] = [*_head(form, dialog), *_fields(form, inputs)]
        keys = [field.key for field in form.fields if not inputs.is_kept(field)]
        content["actions"] = _actions(form, keys, Actions(carry, nonce, form.language), dialog)
        if size(content) <= limits.CARD_BYTES:
            break
    return content


def _head(form: Form, dialog: bool) -> Iterator[Json]:
    if not dialog and not is_blank(form.title):
        yield block([run(one_line(form.title, limits.TITLE), size="medium", weight="bolder")])
    if not is_blank(form.intro):
        yield block([run(one_line(form.intro, limits.FACT), isSubtle=True)])
    keys = {field.key for field in form.fields}
    for key, text in form.errors.items():
        if key not in keys and not is_blank(text):
            yield problem(text)


def _fields(form: Form, inputs: Inputs) -> Iterator[Json]:
    """The fields in their order; two short ones that follow each other stand side by side."""

    def parts(field: Field) -> list[Json]:
        return list(inputs.parts(field, form.errors.get(field.key, "")))

    waiting: Field | None = None
    for field in form.fields:
        if waiting is None and is_short(field):
            waiting = field
        elif waiting is None:
            yield from parts(field)
        elif is_short(field):
            columns = [{"type": "Column", "width": "stretch", "items": parts(each)} for each in (waiting, field)]
            yield {"type": "ColumnSet", "spacing": "medium", "columns": columns}
            waiting = None
        else:
            yield from (*parts(waiting), *parts(field))
            waiting = None
    if waiting is not None:
        yield from parts(waiting)


def _actions(form: Form, keys: list[str], actions: Actions, dialog: bool) -> list[Json]:
    carried = actions.carry(form.request)
    twice = dialog or len(carried) <= limits.REQUEST_TWICE
    data = {"request": carried, "form": keys}
    submit = actions.execute(ASK, form.submit, data, style="positive", inputs=True, twice=twice)
    return [submit["fallback"]] if dialog else [submit, actions.close(form.cancel)]
