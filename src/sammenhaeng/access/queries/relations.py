"""Who has to do with whom."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from django.utils.timezone import localdate

from sammenhaeng.access.models import Relation, Seat
from sammenhaeng.access.rules import CASE, GUARDIAN, MANDATE, REVIEW, REVIEWERS, SELF, SYSTEM, TASK
from sammenhaeng.organisation.models import Unit

from .reasons import to_review


def kinds_held(by: Seat, citizen_ids: Collection[int], at: datetime) -> dict[int, set[str]]:
    """The kinds of relation the seat has at that instant with each of the citizens."""
    held: dict[int, set[str]] = defaultdict(set)
    if by.role == SYSTEM:  # a machine has no relation of its own; its purpose says what it may
        return {citizen_id: {TASK} for citizen_id in citizen_ids}
    if by.citizen_id is not None and by.citizen_id in citizen_ids:
        held[by.citizen_id].add(SELF)
    open_now = open_relations(by, at).filter(citizen_id__in=citizen_ids)
    for citizen_id, kind in open_now.values_list("citizen_id", "kind"):
        held[citizen_id].add(kind)
    if by.role in REVIEWERS:
        for citizen_id in set(to_review(by, at).values()) & set(citizen_ids):
            held[citizen_id].add(REVIEW)
    return held


def open_relations(by: Seat, at: datetime):
    """The relations the seat holds at that instant: its own, its unit's, those it stands in for."""
    return Relation.objects.open_at(at).of(by, localdate(at))


def related_citizens(by: Seat, at: datetime) -> dict[int, set[str]]:
    """Every citizen the seat has to do with at that instant, and through which relations."""
    held: dict[int, set[str]] = defaultdict(set)
    for citizen_id, kind in open_relations(by, at).values_list("citizen_id", "kind"):
        held[citizen_id].add(kind)
    return held


def companions(by: Seat, citizen_id: int, at: datetime) -> list[int]:
    """The citizen and those in the same matter: a family plan's members, or one's children."""
    open_now = open_relations(by, at)
    if by.is_citizen:
        shared = open_now.filter(kind__in=[GUARDIAN, MANDATE])
    else:
        matters = open_now.filter(citizen_id=citizen_id).exclude(source="").values("source")
        shared = open_now.filter(source__in=matters)
    others = set(shared.values_list("citizen_id", flat=True)) - {citizen_id}
    return [citizen_id, *sorted(others)]


def units_with_case(citizen_id: int, at: datetime) -> list[Unit]:
    """The units with a case about the citizen at that instant."""
    held = Relation.objects.open_at(at).filter(citizen_id=citizen_id, kind=CASE, unit__isnull=False)
    return list(Unit.objects.filter(pk__in=held.values("unit_id")).order_by("pk"))


def who_may_see(citizen_id: int, at: datetime):
    """Every open relation to the citizen: who has it, of which kind, on which basis, until when."""
    found = Relation.objects.open_at(at).filter(citizen_id=citizen_id).exclude(kind=GUARDIAN)
    places = ("unit__authority", "seat__account", "seat__unit__authority")
    return found.select_related(*places).order_by("unit__name", "pk")
