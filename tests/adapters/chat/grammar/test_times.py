from datetime import time

import pytest

from adapters.chat.grammar.times import clock, read_time


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("14:30", time(14, 30)),
        ("14.30", time(14, 30)),
        ("14h30", time(14, 30)),
        ("1430", time(14, 30)),
        ("930", time(9, 30)),
        ("14", time(14)),
        ("0", time(0)),
        ("2pm", time(14)),
        ("2 PM", time(14)),
        ("2:30pm", time(14, 30)),
        ("12am", time(0)),
        ("12pm", time(12)),
        ("9 a.m.", time(9)),
        ("kl 14", time(14)),
        ("kl. 14.30", time(14, 30)),
        ("klo 14.30", time(14, 30)),
        ("klokken 14", time(14)),
        ("14 uur", time(14)),
        ("om 14 uur", time(14)),
        ("kello 8", time(8)),
        ("klokka 8.30", time(8, 30)),
        ("klockan 8", time(8)),
        ("at 8 o'clock", time(8)),
    ],
)
def test_times(text: str, expected: time) -> None:
    assert clock(text) == expected


@pytest.mark.parametrize("text", ["", "24", "25:00", "14:60", "13pm", "0am", "noon", "14:3", "143000", "١٤"])
def test_no_times(text: str) -> None:
    assert clock(text) is None


def test_the_longest_time() -> None:
    assert read_time(["2", "pm", "anna"]) == (time(14), 2)
    assert read_time(["14", "anna"]) == (time(14), 1)
    assert read_time(["anna"]) is None
