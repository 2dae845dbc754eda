"""Questions about dialogues: who stands in whose chain, and what the sheet of a unit says."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from sammenhaeng.access.models import Seat
from sammenhaeng.compare.models import Dialogue, Measurement
from sammenhaeng.compare.rules import dialogue as rules
from sammenhaeng.compare.rules.dialogue import Period
from sammenhaeng.design.charts.chart import Cell
from sammenhaeng.design.charts.funnel import claim_words
from sammenhaeng.inbox import queries as inbox
from sammenhaeng.kernel.periods import Days
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.organisation.models import Unit
from sammenhaeng.organisation.queries import danish_order
from sammenhaeng.statistics.disclosure import HIDDEN

from . import figures as queries
from . import places, told

THING = "compare.dialogue"
DUE = "dialogue.due"
LEADERS = ("unit__authority", "owner__account", "drafted_by", "agreed_by__account")
VALID = "{0}.first_on <= %(day)s and ({0}.last_on is null or {0}.last_on >= %(day)s)"
LED = f"""
with recursive led as (
    select p.id, p.unit_id, 0 as steps from organisation_position p
    where p.unit_id = any(%(units)s) and p.leads and {VALID.format("p")}
    union
    select p.id, p.unit_id, led.steps + 1 from led
    join organisation_reportingline l on l.leader_id = led.id and {VALID.format("l")}
    join organisation_position p on p.id = l.position_id and p.leads and {VALID.format("p")}
    where led.steps < %(most)s
) select distinct unit_id from led where steps > 0"""
ABOVE = f"""
select distinct up.unit_id from organisation_position p
join organisation_reportingline l on l.position_id = p.id and {VALID.format("l")}
join organisation_position up on up.id = l.leader_id
where p.unit_id = %(unit)s and p.leads and up.unit_id <> p.unit_id and {VALID.format("p")}"""
LONGEST = 150  # units that a list to choose from may hold
DEEPEST = 20  # as units: further down no line of leaders goes


@dataclass(frozen=True)
class Figure:
    """One figure on the sheet: its name, the value as it may be told, and what it is held up to."""

    label: str
    value: Cell
    beside: Cell = ""
    claim: str = ""  # what may be said of the difference


def figures(unit: Unit, period: Days) -> tuple[Figure, ...]:
    """The newest figures of a unit when a period ends, the same for every level of leaders."""
    newest = queries.newest(period.last)
    figures = told.of_several(queries.of_units(newest, [unit.pk]))
    return tuple(_figure(one, figure) for one in newest for figure in figures[one.pk])


def _figure(measurement: Measurement, one: told.Figure) -> Figure:
    indicator = queries.indicator_of(measurement)
    label = f"{places.name_of(indicator)}, {places.unit_of(indicator)}, {measurement.first_on.year}"
    claim = claim_words(one.claim) if one.claim else HIDDEN
    return Figure(label, told.shown(one.rate), told.shown(one.expected), claim)


def led_by_lines(unit_ids: list[int], day: date, *, most: int = DEEPEST) -> list[int]:
    """The units whose leader reports to a leader of these units, directly or through others."""
    with connection.cursor() as cursor:
        cursor.execute(LED, {"units": unit_ids, "day": day, "most": most})
        return sorted(pk for (pk,) in cursor.fetchall())


def chain(seat: Seat, day: date) -> QuerySet[Unit]:
    """Every unit the seat answers for: its own, those below, and those led through lines."""
    own = seat.own_unit.pk
    tops = [own, *led_by_lines([own], day)]
    return Unit.objects.valid_on(day).filter(ancestor_ids__overlap=tops)


def unit_of(seat: Seat, unit_id: int, day: date) -> Unit:
    """A unit of the seat's chain, or Refused("missing")."""
    found = Unit.objects.valid_on(day).select_related("authority").filter(pk=unit_id).first()
    own = seat.own_unit.pk
    if found is None or not {own, *_led(own, found, day)} & {*found.ancestor_ids}:
        raise Refused("missing", "Enheden er ikke i din ledelseskæde.")
    return found


def _led(own: int, found: Unit, day: date) -> list[int]:
    """Lines of leaders are followed only when the tree does not tell."""
    return [] if own in found.ancestor_ids else led_by_lines([own], day)


def to_choose(seat: Seat, unit: Unit, day: date) -> list[Unit]:
    """The seat's chain; of a long one the way down to a unit, and the level below it."""
    below = Unit.objects.valid_on(day).filter(ancestor_ids__contains=[seat.own_unit.pk])
    if below[LONGEST:].exists():
        way = below.filter(pk__in=unit.ancestor_ids).order_by("ancestor_ids__len")
        near = {one.pk: one for one in (*way, unit, *next_level(unit, day)[:LONGEST])}
        return list(near.values())
    return list(chain(seat, day))


def next_level(unit: Unit, day: date) -> QuerySet[Unit]:
    """The units one level down: those under it, and those whose leader reports to its leader."""
    through = led_by_lines([unit.pk], day, most=1)
    found = Unit.objects.valid_on(day).filter(Q(parent=unit) | Q(pk__in=through))
    return found.exclude(pk=unit.pk).order_by(danish_order("name"), "pk")


def has_leader_above(unit: Unit, day: date) -> bool:
    """Whether somebody with a leader's seat stands above the unit, by the tree or by a line."""
    with connection.cursor() as cursor:
        cursor.execute(ABOVE, {"unit": unit.pk, "day": day})
        through = [pk for (pk,) in cursor.fetchall()]
    above = {*unit.ancestor_ids, *through} - {unit.pk}
    return Seat.objects.valid_on(day).filter(role="leader", unit_id__in=above).exists()


def owners(unit: Unit, seat: Seat, day: date) -> list[Seat]:
    """The leaders who may take on what is agreed: of the unit, above it, and the writer."""
    leaders = Seat.objects.valid_on(day).filter(role="leader")
    found = leaders.filter(Q(unit_id__in=unit.ancestor_ids) | Q(pk=seat.pk))
    return list(found.with_place().order_by(danish_order("account__name"), "pk"))


def seen_by(seat: Seat) -> QuerySet[Dialogue]:
    """Dialogues as far as the seat may read them: a draft stays in its own unit."""
    is_draft = Q(state=rules.DRAFTED) & ~Q(unit_id=seat.own_unit.pk)
    return Dialogue.objects.exclude(is_draft).select_related(*LEADERS)


def dialogue(seat: Seat, dialogue_id: int, day: date) -> Dialogue:
    """One dialogue of the seat's chain, or Refused("missing")."""
    found = seen_by(seat).filter(pk=dialogue_id, unit__in=chain(seat, day)).first()
    if found is None:
        raise Refused("missing", "Aftalen findes ikke i din ledelseskæde.")
    return found


def history(unit: Unit, seat: Seat) -> list[Dialogue]:
    """Every dialogue of a unit that the seat may read, the newest period first."""
    return list(seen_by(seat).filter(unit=unit).order_by("-last_on", "-first_on", "-pk"))


@dataclass(frozen=True)
class Below:
    """A unit one level down and where its newest dialogue stands."""

    unit: Unit
    dialogue: Dialogue | None


def below(unit: Unit, seat: Seat, day: date) -> list[Below]:
    """The next level, each unit with its newest dialogue that the seat may read."""
    units = list(next_level(unit, day))
    found = seen_by(seat).filter(unit__in=units).order_by("unit_id", "-last_on", "-first_on")
    newest = {one.unit_id: one for one in found.distinct("unit_id")}
    return [Below(one, newest.get(one.pk)) for one in units]


@dataclass(frozen=True)
class Sheet:
    """The sheet of a unit and a period, the same at every level.

    `opening` is the agreement before the period: what the meeting begins with.
    """

    unit: Unit
    period: Period
    is_own: bool
    figures: tuple[Figure, ...]
    opening: Dialogue | None
    current: Dialogue | None
    earlier: list[Dialogue]
    below: list[Below]
    events: frozenset[str]  # what the seat may do now: write, share, agree, follow_up


def sheet(unit: Unit, period: Period, seat: Seat, day: date) -> Sheet:
    """Everything a meeting on the unit's results needs."""
    days, end = period.days, period.last_on
    is_own = unit.pk == seat.own_unit.pk
    past = history(unit, seat)
    current = next((one for one in past if one.days == days), None)
    agreed = [one for one in past if one.agreed_at and one is not current]
    before = [one for one in agreed if one.last_on <= end]
    return Sheet(
        unit=unit,
        period=period,
        is_own=is_own,
        figures=figures(unit, days),
        opening=max(before, key=_when_agreed, default=None),
        current=current,
        earlier=[one for one in past if one is not current],
        below=below(unit, seat, day),
        events=_events(unit, current, is_own, day),
    )


def open_to_writing(unit: Unit, period: Period, seat: Seat, day: date) -> Dialogue | None:
    """The dialogue that the seat may write in, None to begin one, or Refused("state")."""
    found = seen_by(seat).filter(unit=unit, first_on=period.first_on, last_on=period.last_on)
    current = found.first()
    if "write" not in _events(unit, current, unit.pk == seat.own_unit.pk, day):
        raise Refused("state", "Teksten kan ikke rettes nu. Gå tilbage, og se, hvor langt I er.")
    return current


def _when_agreed(one: Dialogue) -> datetime:
    assert one.agreed_at is not None
    return one.agreed_at


def _events(unit: Unit, current: Dialogue | None, is_own: bool, day: date) -> frozenset[str]:
    if current is None:
        return frozenset({"write"} if is_own else ())
    events = set(rules.DIALOGUE[current.state])
    if not is_own:
        events.discard("share")
    if "agree" in events and not rules.may_agree(
        is_own=is_own, has_leader_above=has_leader_above(unit, day)
    ):
        events.discard("agree")
    return frozenset(events)


def name_of(period: Period) -> str:
    """ "3. kvartal 2026", or "2026"."""
    if period.quarter is None:
        return str(period.year)
    said = gettext("{quarter}. kvartal {year}")
    return said.format(quarter=period.quarter, year=period.year)


def due(seat: Seat, today: date) -> list[Dialogue]:
    """The agreements the seat has in its inbox to follow up, by their day."""
    tasks = [one for one in inbox.tasks_of(seat, today) if one.kind == DUE]
    found = Dialogue.objects.select_related(*LEADERS).in_bulk([one.thing_id for one in tasks])
    return [found[one.thing_id] for one in tasks]
