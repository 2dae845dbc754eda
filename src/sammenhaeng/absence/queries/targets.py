"""Targets of units: how far they are, and whether they add up."""

from collections.abc import Collection, Mapping

from django.db.models import F

from sammenhaeng.absence.models import SystemChange, Target, TargetCheck
from sammenhaeng.absence.rules import targets as rules
from sammenhaeng.organisation.models import Unit


def targets_of(unit: Unit):
    """Targets of the unit and of those below it, by unit and year."""
    return (
        Target.objects.filter(unit__ancestor_ids__contains=[unit.pk])
        .select_related("unit")
        .order_by(F("unit__ancestor_ids"), "year")
    )


def checks_of(targets: Collection[Target]) -> dict[int, TargetCheck]:
    """The latest check of each target, by the target's id."""
    found = TargetCheck.objects.filter(of__in=targets).order_by("year")
    return {one.of_id: one for one in found}


def roll_up(target: Target, exposure: Mapping[int, int]) -> rules.RollUp:
    """A unit's target beside those of the units right below it, weighted by their exposure."""
    below = Unit.objects.filter(parent=target.unit_id).values_list("pk", flat=True)
    stated = dict(
        Target.objects.filter(unit__in=below, year=target.year).values_list("unit_id", "target")
    )
    parts = [rules.Part(pk, stated.get(pk), exposure.get(pk, 0)) for pk in below]
    return rules.roll_up(target.target, parts)


def changed_system(unit_ids: Collection[int], year: int) -> set[int]:
    """The units whose figures of the year carry a mark: they, or one above them, changed system."""
    changed = SystemChange.objects.filter(changed_on__year=year).values_list("unit_id", flat=True)
    marked = Unit.objects.filter(pk__in=unit_ids, ancestor_ids__overlap=list(changed))
    return set(marked.values_list("pk", flat=True))
