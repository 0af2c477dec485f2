"""The figures: docs/monitoring.md names them all, and its alert rules and dashboard ask for no others."""

import json
import re
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.metrics import Metrics
from core.outbox import Backlog
from tests.bot.program import ROOT

PAGE = ROOT / "docs" / "monitoring.md"
ALERTS = ROOT / "docs" / "monitoring" / "alerts.yml"
DASHBOARD = ROOT / "docs" / "monitoring" / "dashboard.json"
# Every target has it, and Prometheus' own.
ADDED = {"job", "instance", "le"}


@pytest.fixture
def samples() -> dict[str, set[str]]:
    """The labels of every figure, by the name that queries use."""
    metrics = Metrics()
    metrics.answered("log", "done", 0.1)
    metrics.recorded(1)
    metrics.delivered(200, {"recorded": 1})
    metrics.sent("slack", 1, 0.1)
    metrics.not_sent("slack", 1, dead=True)
    metrics.lane_stopped("slack")
    metrics.backlog(Backlog(due=1, dead=1, stopped=1), waiting=0.0)
    metrics.job_ended("housekeeping", done=True)
    families = list(text_string_to_metric_families(metrics.text().decode()))
    assert all(family.samples for family in families)
    return {sample.name: set(sample.labels) for family in families for sample in family.samples if "_created" not in sample.name}


@pytest.mark.parametrize("file", [ALERTS, DASHBOARD])
def test_queries_ask_for_what_there_is(file: Path, samples: dict[str, set[str]]) -> None:
    text = file.read_text()
    asked = re.findall(r"(aftercall_\w+)(?:\{(.*?)\})?", text.replace('\\"', '"'))
    assert len(asked) > 7
    for name, conditions in asked:
        assert name in samples, name
        labels = set(re.findall(r"(\w+)[=!]~?\"", conditions))
        assert labels <= samples[name] | ADDED, (name, labels)
    everywhere = set[str]().union(*samples.values()) | ADDED
    for labels in re.findall(r" by \((.*?)\)", text):
        assert {label.strip() for label in labels.split(",")} <= everywhere


def test_the_dashboard_can_be_read(samples: dict[str, set[str]]) -> None:
    dashboard = json.loads(DASHBOARD.read_text())
    queries = " ".join(target["expr"] for panel in dashboard["panels"] for target in panel["targets"])
    shown = set(re.findall(r"aftercall_\w+", queries))
    suffixes = ("_count", "_sum")
    assert {name for name in samples if not name.endswith(suffixes)} - shown == set()
    places = [tuple(panel["gridPos"].values()) for panel in dashboard["panels"]]
    assert len(set(places)) == len(places)


def test_the_page_names_all_figures_and_labels(samples: dict[str, set[str]]) -> None:
    rows = dict(re.findall(r"^\| `(aftercall_\w+)`\s*\|\s*(.*?)\s*\|", PAGE.read_text(), re.MULTILINE))
    families = {re.sub(r"_(bucket|count|sum)$", "", name): labels - {"le"} for name, labels in samples.items()}
    assert rows.keys() == families.keys()
    for name, labels in families.items():
        assert set(re.findall(r"`(\w+)`", rows[name])) == labels, name
