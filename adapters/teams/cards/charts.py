"""Charts: Teams' own element, with the same drawn with characters for clients that do not know it.

Source: "Charts in Adaptive Cards" in the documentation of Teams, and the reference of the Adaptive Cards documentation hub.
"""

from collections.abc import Iterator

from adapters.chat.card import Chart
from adapters.chat.drawing import drawn
from adapters.teams import limits
from adapters.teams.cards.text import Json, block, named, run

_BAR = 20


def chart_pieces(chart: Chart) -> Iterator[Json]:
    """As many bars as are readable: the latest, or the most telling. Nothing where there are none."""
    if not chart.bars:
        return
    bars = chart.bars[-limits.CHART_BARS :] if chart.over_time else chart.bars[: limits.CHART_BARS]
    shown = Chart(chart.title, bars, chart.over_time)
    yield {
        "type": "Chart.VerticalBar" if chart.over_time else "Chart.HorizontalBar",
        "title": named(chart.title, limits.LABEL),
        "data": [{"x": named(bar.label, limits.CHART_LABEL), "y": bar.value} for bar in bars],
        "fallback": {"type": "Container", "items": list(_drawn(shown))},
    }


def _drawn(chart: Chart) -> Iterator[Json]:
    yield block([run(named(chart.title, limits.LABEL), weight="bolder")])
    for bar, blocks in zip(chart.bars, drawn(chart, _BAR), strict=True):
        text = f"{named(bar.label, limits.CHART_LABEL)}  {named(bar.shown, limits.CHART_LABEL)}"
        parts = [run(f"{blocks} ", fontType="monospace", color="accent")] if blocks else []
        yield block([*parts, run(text)], spacing="none")
