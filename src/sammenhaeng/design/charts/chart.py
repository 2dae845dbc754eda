"""A chart as a page shows it: the finding, two pictures, and the same numbers as a table."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext
from markupsafe import Markup

from sammenhaeng.design.words import number
from sammenhaeng.statistics.disclosure import HIDDEN, Disclosed

Cell = str | Disclosed
FONT = "IBM Plex Sans, system-ui, sans-serif"


@dataclass(frozen=True)
class Table:
    """The numbers behind a chart, in the order it shows them; `decimals` of each column."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numeric: tuple[int, ...] = ()
    note: str = ""
    decimals: tuple[int, ...] = ()

    def told(self) -> list[list[str]]:
        """Every cell as people read it."""
        return [[told(cell, self.places(i)) for i, cell in enumerate(row)] for row in self.rows]

    def places(self, column: int) -> int:
        """How many decimals the column's numbers have."""
        return self.decimals[column] if self.decimals else 0


@dataclass(frozen=True)
class Choice:
    """A place that the reader may pick out in the picture, and the sentence it then gets."""

    key: str
    label: str
    sentence: str


@dataclass(frozen=True)
class Chart:
    """A finished chart; `id` is unique on its page, `csv` where the numbers are fetched.

    `notes` are sentences under the picture; `choices` the places that may be picked out, of which
    `chosen` is the one that is.
    """

    id: str
    heading: str
    sub: str
    wide: Markup
    narrow: Markup
    table: Table
    csv: str = ""
    notes: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    chosen: Choice | None = None


@dataclass(frozen=True)
class Headline:
    """What a chart says: the finding, what a mark is, whom and when it is about, the CSV."""

    heading: str
    sub: str
    source: str = ""
    csv: str = ""


@dataclass(frozen=True)
class Measure:
    """What a number counts: its name on an axis, the word after it, and its decimals."""

    name: str
    unit: str
    decimals: int = 0

    def number(self, value: float) -> str:
        return number(value, self.decimals)

    def told(self, cell: Disclosed) -> str:
        """ "20,6 dage", or the dash of a hidden number."""
        return HIDDEN if cell.is_hidden else f"{self.number(cell.value)} {self.unit}".rstrip()


def told(cell: Cell, decimals: int = 0) -> str:
    """A cell as people read it; a bare number about people is refused."""
    if isinstance(cell, Disclosed):
        return HIDDEN if cell.is_hidden else number(cell.value, decimals)
    if not isinstance(cell, str):
        raise TypeError(f"{cell!r} is no text and not Disclosed: call statistics.disclose.")
    return cell


def hidden_note() -> str:
    """What a dash in place of a number means."""
    return gettext(
        "– betyder, at tallet er skjult: færre end 5 personer, eller tallet ville røbe et andet."
    )


def note_of(rows: Iterable[Iterable[Cell]]) -> str:
    """The note of a table that hides a number, else nothing."""
    hides = (isinstance(cell, Disclosed) and cell.is_hidden for row in rows for cell in row)
    return hidden_note() if any(hides) else ""


def left_out(count: int) -> list[str]:
    """The note of a picture that cannot show some numbers."""
    if not count:
        return []
    words = ngettext(
        "{n} tal er skjult og står ikke i figuren.",
        "{n} tal er skjult og står ikke i figuren.",
        count,
    )
    return [words.format(n=count)]


def as_csv(table: Table) -> str:
    """The table with semicolons, as Danish spreadsheets read it; no cell begins a formula."""
    rows = [[_plain(cell, table.places(i)) for i, cell in enumerate(row)] for row in table.rows]
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerows([[_plain(name) for name in table.columns], *rows])
    return out.getvalue()


def _plain(cell: Cell, decimals: int = 0) -> str:
    if isinstance(cell, Disclosed):
        return HIDDEN if cell.is_hidden else f"{cell.value:.{decimals}f}".replace(".", ",")
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
