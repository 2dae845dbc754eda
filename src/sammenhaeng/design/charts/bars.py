"""Counts by category: one horizontal bar each, from zero, with the number at its end."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import altair as alt
from django.utils.translation import gettext
from markupsafe import Markup

from sammenhaeng.design.language import language
from sammenhaeng.statistics.disclosure import Disclosed

from .chart import FONT, Chart, Described, Table, framed, note_of, told
from .drawing import KEPT_DRAWINGS, body, specification
from .marks import breadth

ROOM = 220  # pixels for the labels, more when one is longer
FILL, STROKE, INK = "#C6DBEF", "#08519C", "#1a1a1a"


@dataclass(frozen=True)
class Bar:
    """One category and how many persons are in it."""

    label: str
    count: Disclosed


@dataclass(frozen=True)
class Finding:
    """What the chart says: the finding, what a bar is, the table's two columns, the CSV."""

    heading: str
    sub: str
    columns: tuple[str, str]
    csv: str = ""


def bar_chart(id: str, finding: Finding, bars: tuple[Bar, ...], total: Disclosed) -> Chart:
    """Every number of the chart is Disclosed; a hidden one has a tick and a dash."""
    words = "; ".join(f"{bar.label}: {told(bar.count)}" for bar in bars)
    described = Described(id, finding.heading, f"{finding.sub} {words}.")
    rows = [(bar.label, bar.count) for bar in bars] + [(gettext("I alt"), total)]
    table = Table(finding.sub, finding.columns, tuple(rows), numeric=(1,), note=note_of(rows))
    left = max(ROOM, *(round(breadth(bar.label, 15)) + 20 for bar in bars))
    wide, narrow = _drawn(bars, 880, left, described), _drawn(bars, 352, 0, described)
    return Chart(id, finding.heading, finding.sub, wide, narrow, table, finding.csv)


def _drawn(bars: tuple[Bar, ...], width: int, left: int, described: Described) -> Markup:
    css = "sh-wide" if left else "sh-narrow"
    inner, height = _picture(bars, width, left, language())
    return framed(inner, (width, height), described, css)


@lru_cache(maxsize=KEPT_DRAWINGS)
def _picture(bars: tuple[Bar, ...], width: int, left: int, language: str) -> tuple[Markup, int]:
    """Labels stand to the left when there is room for them, else above their bar."""
    height = len(bars) * (40 if left else 60)
    rows = [
        {
            "place": i, "label": bar.label, "number": told(bar.count),
            "count": 0 if bar.count.is_hidden else bar.count.value, "hidden": bar.count.is_hidden,
        }
        for i, bar in enumerate(bars)
    ]  # fmt: skip
    return body(specification(_layers(rows, width, left), width, height)), height


def _layers(rows: list[dict], width: int, left: int) -> list[alt.Chart]:
    base = alt.Chart(alt.Data(values=rows)).encode(y=alt.Y("place:O", axis=None))
    most = max(row["count"] for row in rows) or 1
    scale = alt.Scale(domain=[0, most], range=[left + 1, width - 60], nice=False)
    x = alt.X("count:Q", axis=None, scale=scale)
    down = 0 if left else 10
    words: dict[str, Any] = {"fontSize": 15, "font": FONT, "fill": INK, "baseline": "middle"}
    bar = base.mark_bar(size=28, yOffset=down, fill=FILL, stroke=STROKE, strokeWidth=1.5)
    name = base.mark_text(align="right" if left else "left", dy=0 if left else -20, **words)
    number = base.mark_text(align="left", dx=8, dy=down, fontWeight=600, **words)
    stub = base.mark_tick(thickness=3, size=28, yOffset=down, color=STROKE)
    return [
        bar.transform_filter("datum.count > 0").encode(x=x),
        stub.transform_filter("datum.hidden").encode(x=x),
        name.encode(x=alt.value(left - 12 if left else 0), text="label:N"),
        number.encode(x=x, text="number:N"),
    ]
