"""A chart as a page shows it: the finding, two pictures, and the same numbers as a table."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from sammenhaeng.design.words import number
from sammenhaeng.statistics.disclosure import HIDDEN, Disclosed

Cell = str | Disclosed
FONT = "IBM Plex Sans, system-ui, sans-serif"


@dataclass(frozen=True)
class Table:
    """The numbers behind a chart, in the order it shows them."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numeric: tuple[int, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Chart:
    """A finished chart; `id` is unique on its page, `csv` where the numbers are fetched."""

    id: str
    heading: str
    sub: str
    wide: Markup
    narrow: Markup
    table: Table
    csv: str = ""


def told(cell: Cell) -> str:
    """A cell as people read it; a bare number about people is refused."""
    if isinstance(cell, Disclosed):
        return HIDDEN if cell.is_hidden else number(cell.value)
    if not isinstance(cell, str):
        raise TypeError(f"{cell!r} is no text and not Disclosed: call statistics.disclose.")
    return cell


def as_csv(table: Table) -> str:
    """The table with semicolons, as Danish spreadsheets read it; no cell begins a formula."""
    return csv_text([table.columns, *table.rows])


def csv_text(rows: Iterable[Iterable[Cell]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return out.getvalue()


def _plain(cell: Cell) -> str:
    if isinstance(cell, Disclosed):
        return HIDDEN if cell.is_hidden else str(cell.value)
    text = told(cell)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


@dataclass(frozen=True)
class Described:
    """What a picture says to those who do not see it."""

    id: str
    title: str
    desc: str


def framed(inner: Markup, size: tuple[int, int], described: Described, css: str) -> Markup:
    """A drawing as one image with a name and a description."""
    title, desc = f"{described.id}-{css}-title", f"{described.id}-{css}-desc"
    return Markup(
        '<svg class="sh-chart {css}" viewBox="0 0 {w} {h}" role="img" '
        'aria-labelledby="{title} {desc}"><title id="{title}">{t}</title>'
        '<desc id="{desc}">{d}</desc>{inner}</svg>'
    ).format(
        css=css, w=size[0], h=size[1], title=title, desc=desc, t=described.title,
        d=described.desc, inner=inner,
    )  # fmt: skip
