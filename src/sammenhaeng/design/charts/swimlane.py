"""C7, efforts in time: a lane for each authority, today, months, and rings where meetings clash."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.utils.translation import gettext, ngettext

from sammenhaeng.design.words import day_month, long_date, short_date, short_month

from .chart import Chart, Described, Table
from .marks import GRID, INK, PAPER, Box, Line, Picture, Ring, Text, breadth, drawn

COLOURS = [("#C6DBEF", "#08519C"), ("#FDD0A2", "#A63603"), ("#DADAEB", "#54278F"),
           ("#D9D9D9", "#525252")]  # fmt: skip
WAITING = (6, 4)
BACK, AHEAD, UNKNOWN_END = timedelta(days=180), timedelta(days=365), timedelta(days=120)
MOST_LETTERS = 44  # of 14 pixels on a phone
MONTH_ROOM = 58  # pixels a month's name needs


@dataclass(frozen=True)
class Bar:
    """An effort from its first to its last day; without a last day it goes on."""

    label: str
    first: date
    last: date | None
    is_waiting: bool = False


@dataclass(frozen=True)
class Lane:
    """One authority's efforts, and the days on which a meeting of theirs clashes with another."""

    name: str
    bars: tuple[Bar, ...]
    clashes: tuple[date, ...] = ()


@dataclass(frozen=True)
class Scale:
    """Days to pixels."""

    first: date
    last: date
    left: int
    right: int

    def __call__(self, day: date) -> float:
        share = (min(max(day, self.first), self.last) - self.first) / (self.last - self.first)
        return round(self.left + share * (self.right - self.left), 1)


def swim_lane(id: str, lanes: tuple[Lane, ...], today: date, csv: str = "") -> Chart:
    """The chart; its heading says whether meetings clash, else how many help at once."""
    first, last = _span(lanes, today)
    sub = gettext("Hver bjælke er en indsats, fra {first} til {last}.").format(
        first=_month(first), last=_month(last - timedelta(days=1))
    )
    table = _table(lanes)
    finding = _finding(lanes, today)
    described = Described(id, gettext("Indsatser i tid"), f"{finding}. {_told(lanes)}")
    shown = [
        drawn(paint(lanes, today, (first, last)), described, css)
        for paint, css in ((_wide, "sh-wide"), (_narrow, "sh-narrow"))
    ]
    return Chart(id, finding, sub, shown[0], shown[1], table, csv)


def _finding(lanes: tuple[Lane, ...], today: date) -> str:
    if days := _clash_days(lanes):
        return gettext("Møder ligger samtidig {days}").format(days=_listed(days))
    busy = sum(any(_runs(bar, today) for bar in lane.bars) for lane in lanes)
    if not busy:
        return gettext("Ingen indsatser er i gang i dag")
    return ngettext(
        "{n} enhed har en indsats i dag", "{n} enheder har indsatser på samme tid", busy
    ).format(n=busy)


def _runs(bar: Bar, day: date) -> bool:
    return not bar.is_waiting and bar.first <= day and (bar.last is None or day <= bar.last)


def _clash_days(lanes: tuple[Lane, ...]) -> list[date]:
    return sorted({day for lane in lanes for day in lane.clashes})


def _listed(days: list[date]) -> str:
    return ", ".join(day_month(day) for day in days)


def _month(day: date) -> str:
    return long_date(day).split(" ", 1)[1]


def _span(lanes: tuple[Lane, ...], today: date) -> tuple[date, date]:
    """From the first of a month to the first of another, round everything that is near."""
    bars = [bar for lane in lanes for bar in lane.bars]
    first = min([bar.first for bar in bars] + [today - timedelta(days=30)])
    ends = [bar.last or max(bar.first, today) + UNKNOWN_END for bar in bars]
    last = max([*ends, today + timedelta(days=90)])
    first, last = max(first, today - BACK).replace(day=1), min(last, today + AHEAD)
    return first, _next_month(last)


def _next_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1]) + timedelta(days=1)


def _months(first: date, last: date) -> list[date]:
    months = [first]
    while (following := _next_month(months[-1])) < last:
        months.append(following)
    return months


def _calendar(scale: Scale, today: date, top: int, bottom: int) -> list[Line | Text]:
    """The month grid under everything."""
    months = _months(scale.first, scale.last)
    step = max(1, round(MONTH_ROOM / ((scale.right - scale.left) / len(months)) + 0.49))
    marks: list[Line | Text] = []
    for month in months[::step]:
        x = scale(month)
        year = f" {month.year}" if month.month == 1 and step == 1 and scale.left > 100 else ""
        marks.append(Line(x, top - 18, x, bottom, GRID))
        marks.append(Text(x + 4, top - 28, short_month(month) + year))
    return marks


def _today(scale: Scale, today: date, top: int, bottom: int) -> list[Line | Text]:
    return [
        Line(scale(today), top - 16, scale(today), bottom + 4, INK, 2),
        Text(scale(today), bottom + 18, gettext("I dag"), weight=600, align="center"),
    ]


def _legend(lanes: tuple[Lane, ...], x: float, y: float) -> list[Ring | Text]:
    if not (days := _clash_days(lanes)):
        return []
    words = gettext("Møder samtidig {days}").format(days=_listed(days))
    return [Ring(x, y), Text(x + 14, y, words)]


def _label(bar: Bar) -> str:
    waits = gettext(" (venter på svar)") if bar.is_waiting else ""
    return bar.label + waits + (" →" if bar.last is None else "")


def _end(bar: Bar, scale: Scale) -> float:
    return max(scale(bar.last or scale.last), scale(bar.first) + 6)


def _is_near(bar: Bar, scale: Scale) -> bool:
    return bar.first < scale.last and (bar.last is None or bar.last >= scale.first)


def _box(bar: Bar, scale: Scale, y: float, height: int, colour: int) -> Box:
    fill, stroke = COLOURS[colour % len(COLOURS)]
    dash = WAITING if bar.is_waiting else ()
    return Box(scale(bar.first), y, _end(bar, scale), y + height,
               PAPER if bar.is_waiting else fill, stroke, dash)  # fmt: skip


def _wide(lanes: tuple[Lane, ...], today: date, span: tuple[date, date]) -> Picture:
    """Names to the left; a bar's label stands in it, or beside it when it is too short."""
    scale = Scale(*span, left=180, right=868)
    marks: list = []
    y = top = 48
    for colour, lane in enumerate(lanes):
        words = _wrapped(lane.name)
        marks += [Text(0, y + 17 + 18 * i - 9 * (len(words) - 1), word, 15, 600)
                  for i, word in enumerate(words)]  # fmt: skip
        rows = _packed([bar for bar in lane.bars if _is_near(bar, scale)], scale)
        for i, row in enumerate(rows):
            for bar in row:
                marks += _labelled(bar, scale, y + 42 * i, colour)
        marks += [Ring(scale(day), y) for day in lane.clashes]
        y += 42 * max(len(rows), 1) + 6
    under = _calendar(scale, today, top, y) + _today(scale, today, top, y)
    legend = _legend(lanes, 600, y + 17)
    return Picture(880, y + 32, (*under, *marks, *legend))


def _wrapped(name: str) -> list[str]:
    """At most two lines that fit beside the lanes."""
    first = ""
    rest: list[str] = []
    for word in name.split():
        if not rest and breadth(f"{first} {word}", 15) <= 165:
            first = f"{first} {word}".strip()
        else:
            rest.append(word)
    return [first, " ".join(rest)] if rest else [first]


def _reach(bar: Bar, scale: Scale) -> tuple[float, float, float, str]:
    """From and to where the bar and its label go, where the label stands, and how it is aligned."""
    start, end, room = scale(bar.first), _end(bar, scale), breadth(_label(bar)) + 16
    if room <= end - start:
        return start, end, start + 8, "left"
    if end + room <= scale.right:
        return start, end + room, end + 8, "left"
    return start - room, end, start - 8, "right"


def _packed(bars: list[Bar], scale: Scale) -> list[list[Bar]]:
    """Rows in which neither bars nor labels overlap."""
    rows: list[list[Bar]] = []
    for bar in sorted(bars, key=lambda one: (one.first, one.label)):
        free = (row for row in rows if all(_apart(bar, other, scale) for other in row))
        if (row := next(free, None)) is None:
            rows.append([bar])
        else:
            row.append(bar)
    return rows


def _apart(one: Bar, other: Bar, scale: Scale) -> bool:
    a, b = _reach(one, scale), _reach(other, scale)
    return a[0] >= b[1] + 4 or b[0] >= a[1] + 4


def _labelled(bar: Bar, scale: Scale, y: float, colour: int) -> list[Box | Text]:
    start, end, x, align = _reach(bar, scale)
    label = Text(x, y + 18, _label(bar), align=align)
    if end - start > _end(bar, scale) - scale(bar.first):
        return [
            Box(start, y + 8, end, y + 28, PAPER, PAPER),
            _box(bar, scale, y, 34, colour),
            label,
        ]
    return [_box(bar, scale, y, 34, colour), label]


def _narrow(lanes: tuple[Lane, ...], today: date, span: tuple[date, date]) -> Picture:
    """A phone's: the lane's name, then each effort's label over its bar."""
    scale = Scale(*span, left=4, right=348)
    marks: list = []
    y = top = 48
    for colour, lane in enumerate(lanes):
        marks += [*_plate(y + 8, lane.name, 600)]
        y += 22
        rings = y + 28
        for bar in lane.bars:
            if _is_near(bar, scale):
                marks += [*_plate(y + 8, _label(replace(bar, label=_shortened(bar))), 400)]
                marks.append(_box(bar, scale, y + 18, 20, colour))
                y += 46
        marks += [Ring(scale(day), rings) for day in lane.clashes]
        y += 8
    under = _calendar(scale, today, top, y) + _today(scale, today, top, y)
    legend = _legend(lanes, 14, y + 42)
    return Picture(352, y + (60 if legend else 32), (*under, *marks, *legend))


def _plate(y: float, text: str, weight: int) -> list[Box | Text]:
    """Words on white, so that no grid line runs through them."""
    paper = Box(0, y - 10, breadth(text) * 1.08 + 8, y + 10, PAPER, PAPER)
    return [paper, Text(4, y, text, weight=weight)]


def _shortened(bar: Bar) -> str:
    """The effort's name, so short that what follows it still fits on a phone."""
    room = MOST_LETTERS - (len(_label(bar)) - len(bar.label))
    return bar.label if len(bar.label) <= room else f"{bar.label[: room - 1].rstrip()}…"


def _table(lanes: tuple[Lane, ...]) -> Table:
    rows = []
    for lane in lanes:
        for bar in lane.bars:
            last = short_date(bar.last) if bar.last else gettext("Ingen slutdato")
            note = gettext("Venter på svar") if bar.is_waiting else ""
            rows.append((bar.label, lane.name, short_date(bar.first), last, note or "–"))
        for day in lane.clashes:
            both = short_date(day)
            rows.append((gettext("Møde"), lane.name, both, both, gettext("Samtidig med et andet")))
    columns = (
        gettext("Indsats"), gettext("Enhed"), gettext("Fra"), gettext("Til"), gettext("Bemærkning"),
    )  # fmt: skip
    return Table(gettext("Indsatser i tid"), columns, tuple(rows))


def _told(lanes: tuple[Lane, ...]) -> str:
    parts = []
    for lane in lanes:
        bars = [
            gettext("{label} fra {first} til {last}").format(
                label=bar.label, first=short_date(bar.first),
                last=short_date(bar.last) if bar.last else gettext("videre"),
            )
            for bar in lane.bars
        ]  # fmt: skip
        parts.append(f"{lane.name}: {'; '.join(bars)}.")
    return " ".join(parts)
