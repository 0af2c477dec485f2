"""Charts out of characters, for where no other can be shown."""

from adapters.chat.card import Chart


def drawn(chart: Chart, width: int) -> tuple[str, ...]:
    """A line of blocks for each bar of the chart, the longest `width` characters long; what is not nothing shows."""
    most = max((bar.value for bar in chart.bars), default=0)
    return tuple("█" * max(1, round(width * (bar.value / most))) if bar.value > 0 else "" for bar in chart.bars)
