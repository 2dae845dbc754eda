"""The 98 kommuner as a map in five classes, told apart by shade and by pattern."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from django.utils.translation import gettext, ngettext

from sammenhaeng.design.words import danish_order
from sammenhaeng.statistics.disclosure import HIDDEN, Disclosed

from . import legend
from .chart import Chart, Described, Headline, Measure, Table, note_of
from .geography import BORNHOLM_FRAME, CAPITAL_FRAME, HEIGHT, WIDTH, atlas
from .marks import INK, PAPER, Box, Mark, Picture, Raw, Text, breadth, drawn

CLASSES = 5
NONE = -1  # the class of a kommune whose number is hidden or missing
BORDER = "#4a4a4a"
FILLS = {NONE: PAPER, 0: "#F3F7FE", 1: "#BDD7E7", 2: "#7FB8DC", 3: "#2F7DBB", 4: "#08306B"}
PATTERNS = {  # over a class's shade, on a tile of 8 pixels; the lightest and the darkest are plain
    1: '<circle cx="2" cy="2" r="1" fill="#08306B"/>',
    2: '<path d="M0 4h8" stroke="#08306B"/>',
    3: '<path d="M4 0v8M0 4h8" stroke="#ffffff"/>',
    NONE: '<path d="M-2 10L10-2M-2 2L2-2M6 10L10 6" stroke="#767676" stroke-width="1.2"/>',
}


@dataclass(frozen=True)
class Area:
    """A kommune by its code, and its number."""

    code: str
    name: str
    value: Disclosed


@dataclass(frozen=True)
class Classes:
    """Five classes of about as many kommuner each: every area with the number of its class."""

    placed: tuple[tuple[Area, int], ...]
    measure: Measure

    def inside(self, number: int) -> list[Area]:
        return [area for area, own in self.placed if own == number]

    def span(self, number: int) -> str:
        """From the smallest to the largest number in a class."""
        values = [area.value.value for area in self.inside(number)]
        low, high = self.measure.number(min(values)), self.measure.number(max(values))
        return low if low == high else gettext("{low} til {high}").format(low=low, high=high)

    @property
    def used(self) -> list[int]:
        """The classes that hold any; equal numbers may leave some empty."""
        return sorted({number for _, number in self.placed} - {NONE})


@dataclass(frozen=True)
class Sheet:
    """How large the map is drawn, and where its legend begins."""

    width: int
    scale: float
    legend: tuple[float, float]


WIDE, NARROW = Sheet(880, 0.47, (530, 60)), Sheet(352, 0.343, (0, 470))


def kommune_map(
    id: str, headline: Headline, areas: Sequence[Area], measure: Measure, own: str = ""
) -> Chart:
    """The chart; `own` is the code of the reader's own kommune."""
    classes = _classes(areas, measure)
    mine = next((area for area in areas if area.code == own), None)
    described = Described(id, headline.heading, " ".join(_told(classes, measure, mine, headline)))
    wide, narrow = (
        drawn(_picture(classes, measure, mine, (sheet, f"{id}-{css}")), described, css)
        for sheet, css in ((WIDE, "sh-wide"), (NARROW, "sh-narrow"))
    )
    table = _table(classes, measure, mine, headline)
    notes = (*_notes(classes), headline.source, gettext("Kort: Geodatastyrelsen, DAGI 2014."))
    return Chart(id, headline.heading, headline.sub, wide, narrow, table, headline.csv,
                 tuple(filter(None, notes)))  # fmt: skip


def _classes(areas: Sequence[Area], measure: Measure) -> Classes:
    """Numbers that read the same stand in the same class."""
    seen = [None if a.value.is_hidden else round(a.value.value, measure.decimals) for a in areas]
    values = sorted(value for value in seen if value is not None)
    tops = [values[ceil(len(values) * n / CLASSES) - 1] for n in range(1, CLASSES + 1) if values]
    numbers = [NONE if value is None else bisect_left(tops, value) for value in seen]
    return Classes(tuple(zip(areas, numbers, strict=True)), measure)


def _told(classes: Classes, measure: Measure, mine: Area | None, headline: Headline) -> list[str]:
    told = [headline.sub]
    told += [
        gettext("{span}: {n} kommuner.").format(
            span=classes.span(number), n=len(classes.inside(number))
        )
        for number in classes.used
    ]
    if mine is not None:
        told.append(
            gettext("Jeres kommune, {name}: {value}.").format(
                name=mine.name, value=measure.told(mine.value)
            )
        )
    return [*told, *_notes(classes)]


def _notes(classes: Classes) -> list[str]:
    if not (hidden := len(classes.inside(NONE))):
        return []
    words = ngettext(
        "{n} kommune er skraveret, fordi tallet er skjult.",
        "{n} kommuner er skraveret, fordi tallene er skjult.",
        hidden,
    )
    return [words.format(n=hidden)]


def _table(classes: Classes, measure: Measure, mine: Area | None, headline: Headline) -> Table:
    """The own kommune first, then by name; never by rank."""
    ordered = sorted(
        classes.placed, key=lambda one: (one[0] is not mine, danish_order(one[0].name))
    )
    spans = {NONE: HIDDEN, **{number: classes.span(number) for number in classes.used}}
    rows = tuple((area.name, area.value, spans[number]) for area, number in ordered)
    columns = (gettext("Kommune"), measure.name, gettext("Gruppe på kortet"))
    decimals = (0, measure.decimals, 0)
    return Table(headline.sub, columns, rows, (1,), note_of(rows), decimals)


def _picture(
    classes: Classes, measure: Measure, mine: Area | None, place: tuple[Sheet, str]
) -> Picture:
    sheet, name = place
    marks: list[Mark] = [Raw(_painted(classes, sheet, name)), *_frames(sheet)]
    if mine is not None:
        marks += _own(mine, sheet)
    key = _legend(classes, measure, mine, place)
    height = max(round(HEIGHT * sheet.scale), round(legend.bottom(key))) + 14
    return Picture(sheet.width, height, (*marks, *key))


def _patterns(name: str, scale: float) -> str:
    """A class's shade and marks as one tile, of its own size whatever the map's."""
    tiles = (
        f'<pattern id="{name}-{number}" width="8" height="8" patternUnits="userSpaceOnUse" '
        f'patternTransform="scale({scale})"><rect width="8" height="8" fill="{shade}"/>'
        f"{PATTERNS.get(number, '')}</pattern>"
        for number, shade in FILLS.items()
    )
    return f"<defs>{''.join(tiles)}</defs>"


def _painted(classes: Classes, sheet: Sheet, name: str) -> str:
    """One path for each class, on the map and in the capital's box."""
    shown = {area.code: number for area, number in classes.placed}
    ways = dict.fromkeys(FILLS, "")
    for outlines in (atlas().outlines, atlas().capital):
        for code, outline in outlines.items():
            ways[shown.get(code, NONE)] += outline.path
    width = round(0.8 / sheet.scale, 2)
    paths = "".join(
        f'<path d="{way}" fill="url(#{name}-{number})"/>' for number, way in ways.items() if way
    )
    edge = f'stroke="{BORDER}" stroke-width="{width}" fill-rule="evenodd"'
    return (
        f"{_patterns(name, round(1 / sheet.scale, 3))}{_patterns(f'{name}-key', 1)}"
        f'<g transform="scale({sheet.scale})" {edge}>{paths}</g>'
    )


def _frames(sheet: Sheet) -> list[Mark]:
    """The boxes of Bornholm and the capital, with what stands in them."""
    marks: list[Mark] = []
    for frame, words in (
        (BORNHOLM_FRAME, gettext("Bornholm")), (CAPITAL_FRAME, gettext("Hovedstaden")),
    ):  # fmt: skip
        x, y, x2, y2 = (
            round(side * sheet.scale, 1) for side in (frame.x, frame.y, frame.x2, frame.y2)
        )
        marks.append(Box(x, y, x2, y2, "none", BORDER, round=0))
        marks.append(Text(x2, y2 + 10, words, 13, align="right"))
    return marks


def _own(mine: Area, sheet: Sheet) -> list[Mark]:
    """A heavy line round the own kommune, wherever it is drawn, and its name."""
    found = [places[mine.code] for places in (atlas().outlines, atlas().capital)
             if mine.code in places]  # fmt: skip
    way = "".join(outline.path for outline in found)
    x, y = (round(at * sheet.scale, 1) for at in found[-1].middle)
    half = breadth(mine.name, 14) / 2
    middle = round(min(max(x, half), WIDTH * sheet.scale - half), 1)
    return [
        *(
            Raw(
                f'<path transform="scale({sheet.scale})" d="{way}" fill="none" '
                f'stroke="{colour}" stroke-width="{round(width / sheet.scale, 1)}" '
                f'stroke-linejoin="round"/>'
            )
            for colour, width in ((PAPER, 6), (INK, 3))
        ),
        Text(middle, y - 20, mine.name, 14, 600, "center", halo=True),
    ]


def _legend(
    classes: Classes, measure: Measure, mine: Area | None, place: tuple[Sheet, str]
) -> list[Mark]:
    """The classes from the smallest numbers to the largest, one below the other."""
    sheet, name = place
    x, y = sheet.legend
    signs = [
        _sign(f"{classes.span(number)} ({len(classes.inside(number))})", name, number)
        for number in classes.used
    ]
    if len(classes.placed) - len(classes.inside(NONE)) < len(atlas().outlines):
        signs.append(_sign(gettext("Intet tal, eller tallet er skjult"), name, NONE))
    marks: list[Mark] = [Text(x, y, measure.name, 14, 600)]
    for i, sign in enumerate(signs):
        marks += [*sign.drawn(x + 12, y + 26 * (i + 1)), Text(x + 32, y + 26 * (i + 1), sign.words)]
    if mine is not None:
        below = y + 26 * (len(signs) + 1)
        marks.append(Box(x + 1, below - 9, x + 23, below + 9, PAPER, INK, round=0))
        marks.append(Box(x + 2, below - 8, x + 22, below + 8, PAPER, INK, round=0))
        words = gettext("Jeres kommune: {value}").format(value=measure.told(mine.value))
        marks.append(Text(x + 32, below, words, 14, 600))
    return marks


def _sign(words: str, name: str, number: int) -> legend.Sign:
    tile = f"url(#{name}-key-{number})"
    return legend.Sign(
        words, lambda x, y: [Box(x - 12, y - 9, x + 12, y + 9, tile, BORDER, round=0)]
    )
