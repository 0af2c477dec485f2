"""The numbers of choices: where a table has the same rows they stand in it, so that nothing is listed twice."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from adapters.chat.card import Choice, Element, Pick, Table


def numbered(body: Sequence[Element]) -> Iterator[Element]:
    """The elements, with the numbers of the choices in the table that has them."""
    listed = next((element.listed for element in body if isinstance(element, Pick)), 0)
    for element in body:
        yield _with_numbers(element, listed) if listed and isinstance(element, Table) else element


def unlisted(pick: Pick) -> Sequence[tuple[int, Choice]]:
    """The choices that stand in no table, each with its number."""
    return list(enumerate(pick.choices, 1))[pick.listed :]


def _with_numbers(table: Table, count: int) -> Table:
    rows = tuple(((f"{no}." if no <= count else "",), *row) for no, row in enumerate(table.rows, 1))
    return replace(table, columns=("", *table.columns), rows=rows, numeric=(0, *(index + 1 for index in table.numeric)))
