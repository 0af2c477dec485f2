"""Reading what is in an activity. Whatever has another type than it should counts as not there."""

from collections.abc import Iterator, Mapping
from typing import Any

Json = Mapping[str, Any]

_NOTHING: Json = {}


def text(part: Json, name: str) -> str:
    """The text of this name, "" where there is none."""
    value = part.get(name)
    return value if isinstance(value, str) else ""


def child(part: Json, *names: str) -> Json:
    """The object that is reached by the names, an empty one where there is none."""
    for name in names:
        value = part.get(name)
        part = value if isinstance(value, dict) else _NOTHING
    return part


def children(part: Json, name: str) -> Iterator[Json]:
    """The objects of a list."""
    value = part.get(name)
    return (each for each in value if isinstance(each, dict)) if isinstance(value, list) else iter(())


def entities(activity: Json, kind: str) -> Iterator[Json]:
    """The entities of a type (mention, clientInfo)."""
    return (each for each in children(activity, "entities") if text(each, "type") == kind)
