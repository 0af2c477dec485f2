"""Charts: Slack's own block, which its SDK does not know yet, and the same drawn with characters.

Source: "Data visualization block" in Slack's reference of Block Kit (June 2026), which is for messages.
"""

from collections.abc import Iterator

from adapters.chat.card import Chart
from adapters.chat.drawing import drawn
from adapters.slack import limits, rich
from adapters.slack.rows import columns
from adapters.slack.text import Json, cut, is_blank, one_line

TYPE = "data_visualization"
_BAR = 20


def native(chart: Chart) -> Json:
    """The chart, which has bars, as a block of a message: as many bars as Slack takes, the latest or the most telling."""
    bars = chart.bars[-limits.CHART_BARS :] if chart.over_time else chart.bars[: limits.CHART_BARS]
    labels = _told_apart([_label(bar.label, limits.CHART_LABEL) for bar in bars])
    points = [{"label": label, "value": bar.value} for label, bar in zip(labels, bars, strict=True)]
    title = _label(chart.title, limits.CHART_TITLE)
    return {
        "type": TYPE,
        "title": title,
        "chart": {
            "type": "bar",
            "series": [{"name": _label(chart.title, limits.CHART_LABEL), "data": points}],
            "axis_config": {"categories": labels},
        },
    }


def as_text(chart: Chart) -> Iterator[list[Json]]:
    """The chart in fixed width."""
    rows = [
        [one_line(bar.label), one_line(bar.shown), blocks] for bar, blocks in zip(chart.bars, drawn(chart, _BAR), strict=True)
    ]
    yield [rich.block(rich.section(rich.head([rich.bold(_label(chart.title, limits.SECTION_TEXT))])))]
    for part in rich.pack([[rich.literal(line)] for row in columns(rows, (1,)) for line in row]):
        yield [rich.block(rich.preformatted(part))]


def _label(text: str, limit: int) -> str:
    label = cut(one_line(text), limit)
    return "–" if is_blank(label) else label


def _told_apart(labels: list[str]) -> list[str]:
    """The labels, each once: what Slack shows by label would else fall on one bar."""
    found: list[str] = []
    for label in labels:
        number, other = 1, label
        while other in found:
            number += 1
            other = f"{cut(label, limits.CHART_LABEL - 3)} {number}"
        found.append(other)
    return found
