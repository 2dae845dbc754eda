"""C2, the trend: the own line over time beside the peers' middle half and the own target."""

from collections.abc import Callable

from django.utils.translation import gettext

from sammenhaeng.statistics.disclosure import HIDDEN

from .chart import Cell, Chart, Described, Headline, Measure, Table, left_out, note_of
from .course import Course, Moment
from .marks import drawn
from .trend_picture import NARROW, WIDE, picture


def trend(id: str, headline: Headline, course: Course, measure: Measure) -> Chart:
    """The chart; start, peak, now and the distance to the target stand in its description."""
    described = Described(id, headline.heading, " ".join(_told(course, measure, headline)))
    wide, narrow = (
        drawn(picture(course, measure, sheet), described, css)
        for sheet, css in ((WIDE, "sh-wide"), (NARROW, "sh-narrow"))
    )
    table = _table(course, measure, headline)
    hidden = sum(moment.own.is_hidden for moment in course.moments)
    notes = [*_breaks(course), *left_out(hidden), headline.source]
    return Chart(id, headline.heading, headline.sub, wide, narrow, table, headline.csv,
                 tuple(filter(None, notes)))  # fmt: skip


def _breaks(course: Course) -> list[str]:
    return [
        gettext("Brud før {moment}: {why}.").format(moment=moment.label, why=moment.breaks)
        for moment in course.moments if moment.breaks
    ]  # fmt: skip


def _told(course: Course, measure: Measure, headline: Headline) -> list[str]:
    told = [headline.sub]
    shown = [moment for moment in course.moments if not moment.own.is_hidden]
    if shown:
        start, now = shown[0], shown[-1]
        peak = max(shown, key=lambda moment: moment.own.value)
        sentence = gettext("{start}: {first}. Højest {peak}: {top}. Senest, {now}: {last}.")
        told.append(
            sentence.format(
                start=start.label, first=measure.told(start.own), peak=peak.label,
                top=measure.told(peak.own), now=now.label, last=measure.told(now.own),
            )
        )  # fmt: skip
        told += _distance(now, measure)
    last = course.moments[-1].peers
    if last is not None and last.is_shown:
        told.append(
            gettext("Sammenlignelige: {median}, den midterste halvdel {low} til {high}.").format(
                median=measure.told(last.median), low=measure.number(last.low.value),
                high=measure.told(last.high),
            )
        )  # fmt: skip
    return [*told, *_direction(course), *_breaks(course)]


def _distance(now: Moment, measure: Measure) -> list[str]:
    if now.target is None:
        return []
    apart = round(now.own.value, measure.decimals) - round(now.target, measure.decimals)
    words = {
        1: gettext("Det er {apart} over måltallet {target}."),
        -1: gettext("Det er {apart} under måltallet {target}."),
        0: gettext("Det er lig med måltallet {target}."),
    }[(apart > 0) - (apart < 0)]
    target = measure.number(now.target)
    return [words.format(apart=f"{measure.number(abs(apart))} {measure.unit}", target=target)]


def _direction(course: Course) -> list[str]:
    words = {
        "rising": gettext("Tallet stiger."),
        "falling": gettext("Tallet falder."),
        "wavering": gettext("Tallet svinger uden retning."),
    }
    return [words[course.direction]] if course.direction else []


def _table(course: Course, measure: Measure, headline: Headline) -> Table:
    """A column for what any moment has."""
    moments = course.moments
    columns = [gettext("Tidspunkt"), gettext("Jeres sted")]
    parts: list[Callable[[Moment], tuple[Cell, ...]]] = [lambda moment: (moment.own,)]
    if any(moment.interval for moment in moments):
        columns += [gettext("95 % fra"), gettext("95 % til")]
        parts.append(_interval_cells)
    if any(moment.peers for moment in moments):
        columns += [
            gettext("Sammenlignelige, midterste halvdel fra"), gettext("Sammenlignelige, median"),
            gettext("Sammenlignelige, midterste halvdel til"),
        ]  # fmt: skip
        parts.append(_peer_cells)
    if any(moment.target is not None for moment in moments):
        columns.append(gettext("Måltal"))
        parts.append(lambda moment: _target_cells(moment, measure))
    rows = tuple(
        (moment.label, *(cell for part in parts for cell in part(moment))) for moment in moments
    )
    numeric = tuple(range(1, len(columns)))
    decimals = (measure.decimals,) * len(columns)
    return Table(headline.sub, tuple(columns), rows, numeric, note_of(rows), decimals)


def _interval_cells(moment: Moment) -> tuple[Cell, ...]:
    if moment.own.is_hidden:
        return HIDDEN, HIDDEN
    return moment.interval or ("", "")


def _peer_cells(moment: Moment) -> tuple[Cell, ...]:
    peers = moment.peers
    return (peers.low, peers.median, peers.high) if peers else ("", "", "")


def _target_cells(moment: Moment, measure: Measure) -> tuple[Cell, ...]:
    return ("" if moment.target is None else measure.number(moment.target),)
