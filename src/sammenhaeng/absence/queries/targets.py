"""Targets of units: how far they are, and whether they add up."""

from collections.abc import Collection, Mapping
from datetime import date

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


def changes_of_system(units: Collection[Unit]) -> dict[int, list[date]]:
    """Unit id -> the days from which it, or one above it, counts in another system.

    Figures from such a day on carry a mark, and are not compared with those before.
    """
    above = {pk for unit in units for pk in unit.ancestor_ids}
    changed = SystemChange.objects.filter(unit__in=above).order_by("changed_on")
    known = list(changed.values_list("unit_id", "changed_on"))
    return {
        unit.pk: [day for pk, day in known if pk in unit.ancestor_ids] for unit in units
    }  # fmt: skip
