"""Who has to do with whom."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime

from django.db.models import Q
from django.utils.timezone import localdate

from sammenhaeng.access.models import Relation, Seat
from sammenhaeng.access.rules import (
    CASE,
    COORDINATOR,
    GUARDIAN,
    MANDATE,
    REASON,
    REVIEW,
    REVIEWERS,
    SELF,
    SYSTEM,
    TASK,
    named,
)
from sammenhaeng.kernel.prepared import prepared
from sammenhaeng.organisation.models import Unit

from .reasons import to_review


def kinds_held(by: Seat, citizen_ids: Collection[int], at: datetime) -> dict[int, set[str]]:
    """The kinds of relation the seat has at that instant with each of the citizens."""
    held: dict[int, set[str]] = defaultdict(set)
    if by.role == SYSTEM:  # a machine has no relation of its own; its purpose says what it may
        return {citizen_id: {TASK} for citizen_id in citizen_ids}
    if by.citizen_id is not None and by.citizen_id in citizen_ids:
        held[by.citizen_id].add(SELF)
    for citizen_id, kind in _held(by.pk, localdate(at), at, citizen_ids):
        held[citizen_id].add(kind)
    if by.role in REVIEWERS:
        for citizen_id in set(to_review(by, at).values()) & set(citizen_ids):
            held[citizen_id].add(REVIEW)
    return held


def _open(seat_id: int, day: date, at: datetime):
    """The relations the seat holds at that instant: its own, its unit's, those it stands in for."""
    return Relation.objects.open_at(at).of(seat_id, day)


@prepared
def _held(seat_id: int, day: date, at: datetime, citizen_ids: Collection[int]):
    held = _open(seat_id, day, at).filter(citizen_id__in=citizen_ids)
    return held.values_list("citizen_id", "kind")


@prepared
def _all_held(seat_id: int, day: date, at: datetime):
    return _open(seat_id, day, at).values_list("citizen_id", "kind")


@prepared
def _in_matter(seat_id: int, day: date, at: datetime, citizen_id: int):
    held = _open(seat_id, day, at)
    matters = held.filter(citizen_id=citizen_id).exclude(source="").values("source")
    shared = held.filter(Q(citizen_id=citizen_id) | Q(source__in=matters))
    return shared.values_list("citizen_id", "kind")


@prepared
def _in_care(seat_id: int, day: date, at: datetime):
    held = _open(seat_id, day, at).filter(kind__in=[GUARDIAN, MANDATE])
    return held.values_list("citizen_id", flat=True)


def related_citizens(by: Seat, at: datetime) -> dict[int, set[str]]:
    """Every citizen the seat has to do with at that instant, and through which relations."""
    held: dict[int, set[str]] = defaultdict(set)
    for citizen_id, kind in _all_held(by.pk, localdate(at), at):
        held[citizen_id].add(kind)
    return held


def opened_by(purpose: str, held: Mapping[int, Collection[str]]) -> list[int]:
    """Those of some citizens whom one of the relations held opens for a purpose."""
    relations = named(purpose).relations
    return sorted(pk for pk, kinds in held.items() if not relations.isdisjoint(kinds))


def coordinated(held: Mapping[int, Collection[str]]) -> list[int]:
    """Those of some citizens whose plan the seat coordinates."""
    return sorted(pk for pk, kinds in held.items() if COORDINATOR in kinds)


def in_care(by: Seat, at: datetime) -> list[int]:
    """The citizen whose own seat this is, and those they answer for."""
    others = set(_in_care(by.pk, localdate(at), at)) - {by.own_citizen_id}
    return [by.own_citizen_id, *sorted(others)]


def matter(by: Seat, citizen_id: int, at: datetime) -> dict[int, set[str]]:
    """The citizen and those in the same matter, such as a family plan's members, and what the seat
    has to do with each."""
    held: dict[int, set[str]] = defaultdict(set, {citizen_id: set()})
    for member, kind in _in_matter(by.pk, localdate(at), at, citizen_id):
        held[member].add(kind)
    return held


def colleagues(
    by: Seat, unit_id: int, roles: Collection[str], citizen_id: int | None, at: datetime
) -> list[Seat]:
    """The others in a unit who have one of the roles and to do with the citizen, if there is one;
    a look-up with a reason is over too soon to count."""
    seats = Seat.objects.valid_on(localdate(at)).filter(unit_id=unit_id, role__in=roles)
    if citizen_id is not None:
        held = Relation.objects.open_at(at).filter(citizen_id=citizen_id).exclude(kind=REASON)
        units = held.filter(seat__isnull=True)
        related = Q(pk__in=held.values("seat_id")) | Q(unit_id__in=units.values("unit_id"))
        seats = seats.filter(related)
    return list(seats.exclude(account_id=by.account_id).with_place().order_by("account__name"))


def units_with_case(citizen_id: int, at: datetime) -> list[Unit]:
    """The units with a case about the citizen at that instant."""
    held = Relation.objects.open_at(at).filter(citizen_id=citizen_id, kind=CASE, unit__isnull=False)
    return list(Unit.objects.filter(pk__in=held.values("unit_id")).order_by("pk"))


def who_may_see(citizen_id: int, at: datetime):
    """Every open relation to the citizen: who has it, of which kind, on which basis, until when."""
    found = Relation.objects.open_at(at).filter(citizen_id=citizen_id).exclude(kind=GUARDIAN)
    places = ("unit__authority", "seat__account", "seat__unit__authority")
    return found.select_related(*places).order_by("unit__name", "pk")
