"""What is wrong with settings, worded for whoever sets them."""

from collections.abc import Iterable

from pydantic import ValidationError
from pydantic_core import PydanticCustomError


class SettingsError(Exception):
    """Settings are wrong or missing. `problems` are (variable, what is wrong and what to do), all of them."""

    def __init__(self, problems: tuple[tuple[str, str], ...]) -> None:
        super().__init__("\n".join(f"{name}: {problem}" for name, problem in problems))
        self.problems = problems


def wrong(message: str, *, variable: str = "") -> PydanticCustomError:
    """What a check raises: what is wrong and what to do, of the setting that is checked or of another `variable`."""
    # Braces would be taken for placeholders of the message.
    return PydanticCustomError("wrong", "{text}", {"text": message, "variable": variable})  # type: ignore[no-untyped-call,unused-ignore]


def problems(error: ValidationError) -> Iterable[tuple[str, str]]:
    """(variable, what is wrong and what to do) of each."""
    for item in error.errors(include_url=False, include_input=True):
        variable = item.get("ctx", {}).get("variable") or str(item["loc"][0]).upper()
        if item["type"] == "literal_error":
            # An empty setting counts as not given.
            expected = item["ctx"]["expected"].removeprefix("'', ").replace("'", "")
            yield variable, f"{item['input']!r} is unknown; write {expected}"
        elif item["type"] == "bool_parsing":
            yield variable, f"{item['input']!r} is neither yes nor no; write 1 or 0"
        elif item["type"] == "wrong":
            yield variable, item["msg"]
        else:
            yield variable, f"cannot be read: {item['msg']}"
