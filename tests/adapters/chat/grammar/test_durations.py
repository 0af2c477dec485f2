import pytest

from adapters.chat.grammar.durations import minutes, read_duration


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15m", 15),
        ("0m", 0),
        ("90min", 90),
        ("90 mins", 90),
        ("1h", 60),
        ("1H30", 90),
        ("1h30m", 90),
        ("1h 30m", 90),
        ("1h 30", 90),
        ("1.5h", 90),
        ("1,5h", 90),
        ("0.33h", 20),
        ("2 hours", 120),
        ("2 hrs", 120),
        ("30 minutes", 30),
        ("2 timer", 120),
        ("1 time", 60),
        ("2t", 120),
        ("1t30", 90),
        ("45 minutter", 45),
        ("2 tim", 120),
        ("2 timmar", 120),
        ("20 minuter", 20),
        ("2 tuntia", 120),
        ("1 tunti 15 minuuttia", 75),
        ("30 minuuttia", 30),
        ("2 uur", 120),
        ("1u30", 90),
        ("25 minuten", 25),
        ("15 min.", 15),
    ],
)
def test_durations(text: str, expected: int) -> None:
    assert minutes(text) == expected


@pytest.mark.parametrize("text", ["", "15", "m", "h", "15x", "1.5m", "1h75", "1.5h30", "-15m", "15mm", "١٥m", "15m off", "1:30"])
def test_no_durations(text: str) -> None:
    assert minutes(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15m anna", (15, 1)),
        ("1h 30m anna", (90, 2)),
        ("1h 30 boxes", (60, 1)),
        ("2 timer med anna", (120, 2)),
        ("1 tunti 15 minuuttia", (75, 4)),
        ("anna 15m", None),
        ("22 33 44", None),
    ],
)
def test_the_longest_duration(text: str, expected: tuple[int, int] | None) -> None:
    assert read_duration(text.split()) == expected
