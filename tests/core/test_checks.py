from collections.abc import Callable
from decimal import Decimal

import pytest

from core import checks
from core.errors import InvalidValue


@pytest.mark.parametrize(
    ("result", "expected"),
    [
        (checks.line("f", "  a \n b "), "a b"),
        (checks.line("f", ""), ""),
        (checks.line("f", "x" * 100), "x" * 100),
        (checks.long_text("f", " a\nb "), "a\nb"),
        (checks.code("f", " phone-1_a "), "PHONE-1_A"),
        (checks.code("f", "møte"), "MØTE"),
        (checks.number("f", "op/1 a"), "OP/1 A"),
        (checks.cost("f", Decimal("12.345")), Decimal("12.35")),
        (checks.cost("f", Decimal(0)), Decimal(0)),
        (checks.duration("f", 99_999), 99_999),
        (checks.language("f", "NB"), "nb"),
        (checks.language("f", ""), ""),
        (checks.email("f", " a.b@example.test "), "a.b@example.test"),
        (checks.email("f", ""), ""),
    ],
)
def test_taken(result: object, expected: object) -> None:
    assert result == expected


@pytest.mark.parametrize(
    ("check", "rule", "limit"),
    [
        (lambda: checks.line("f", " \n", required=True), "empty", 0),
        (lambda: checks.line("f", "x" * 101), "too_long", 100),
        (lambda: checks.long_text("f", "x" * 4001), "too_long", 4000),
        (lambda: checks.long_text("f", "\x00", required=True), "empty", 0),
        (lambda: checks.code("f", ""), "empty", 0),
        (lambda: checks.code("f", "ELEVENCHARS"), "too_long", 10),
        (lambda: checks.code("f", "A B"), "not_a_code", 10),
        (lambda: checks.code("f", "A:B"), "not_a_code", 10),
        (lambda: checks.number("f", "x" * 21), "too_long", 20),
        (lambda: checks.number("f", "ß" * 11), "too_long", 20),
        (lambda: checks.cost("f", Decimal("-0.01")), "negative", 0),
        (lambda: checks.cost("f", Decimal("NaN")), "not_a_number", 0),
        (lambda: checks.cost("f", Decimal("Infinity")), "not_a_number", 0),
        (lambda: checks.cost("f", Decimal("1e30")), "too_large", 999_999_999),
        (lambda: checks.duration("f", -1), "negative", 0),
        (lambda: checks.duration("f", 100_000), "too_large", 99_999),
        (lambda: checks.language("f", "xx"), "not_a_language", 0),
        (lambda: checks.email("f", "nobody"), "not_an_email", 0),
        (lambda: checks.email("f", "@example.test"), "not_an_email", 0),
        (lambda: checks.email("f", "a b@example.test"), "not_an_email", 0),
    ],
)
def test_refused(check: Callable[[], object], rule: str, limit: int) -> None:
    with pytest.raises(InvalidValue) as refusal:
        check()
    assert (refusal.value.field, refusal.value.rule, refusal.value.limit) == ("f", rule, limit)
