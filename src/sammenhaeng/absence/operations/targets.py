"""Targets for absence: set, checked once a year, and a new way of counting noted."""

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from django.db import transaction

from sammenhaeng.absence import acts
from sammenhaeng.absence.models import SystemChange, Target, TargetCheck
from sammenhaeng.absence.rules import figures, measures
from sammenhaeng.absence.rules import targets as rules
from sammenhaeng.access.models import Seat
from sammenhaeng.audit import operations as audit
from sammenhaeng.kernel.acts import require
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.organisation.models import Unit


@transaction.atomic
def aim(unit: Unit, wanted: rules.Aim, *, by: Seat, at: datetime) -> Target:
    """Set the target of a unit for a year, or set it anew before it was ever checked."""
    require(by, acts.SET_TARGET, unit_id=unit.pk)
    if not rules.is_sound(wanted):
        raise Refused(
            "invalid", "Målet skal være lavere end udgangspunktet og ligge i et år efter."
        )
    former = Target.objects.select_for_update().filter(unit=unit, year=wanted.year).first()
    if former and TargetCheck.objects.filter(of=former).exists():
        raise Refused("state", "Målet er allerede gjort op én gang. Sæt et mål for et andet år.")
    target = former or Target(unit=unit, year=wanted.year)
    target.target, target.baseline = wanted.target, wanted.baseline
    target.baseline_year, target.set_by, target.set_at = wanted.baseline_year, by, at
    target.save()
    audit.record("target.set", target, by=by, at=at, year=wanted.year)
    return target


@dataclass(frozen=True)
class Counted:
    """A unit's whole minutes of absence and its exposure in a calendar year."""

    year: int
    minutes: int
    exposure: int


@transaction.atomic
def check(target: Target, counted: Counted, *, by: Seat, at: datetime) -> TargetCheck:
    """Say how far the unit was in one year; below ten full-time employees nothing is said."""
    target = Target.objects.select_for_update(of=("self",)).get(pk=target.pk)
    require(by, acts.CHECK_TARGET, unit_id=target.unit_id)
    period = measures.year(counted.year)
    if not target.baseline_year < counted.year <= target.year:
        raise Refused("invalid", "Året ligger ikke mellem udgangspunktet og målet.")
    if figures.full_time(counted.exposure, period) < rules.LEAST_FULL_TIME:
        raise Refused("invalid", "Enheden har færre end 10 årsværk, så tallet kan ikke bruges.")
    days = figures.days_per_full_time(counted.minutes, counted.exposure, period)
    verdict = rules.verdict(target.aim, Fraction(100) * days, counted.year)
    told, _ = TargetCheck.objects.update_or_create(
        of=target, year=counted.year,
        defaults={
            "minutes": counted.minutes, "exposure": counted.exposure, "verdict": verdict,
            "checked_at": at,
        },
    )  # fmt: skip
    audit.record("target.checked", told, by=by, at=at, year=counted.year, verdict=verdict)
    return told


@transaction.atomic
def note_system_change(
    unit: Unit, changed_on: date, *, by: Seat, at: datetime, note: str = ""
) -> SystemChange:
    """A body counts absence in a new system from a day: that year's figures carry a mark."""
    require(by, acts.NOTE_SYSTEM_CHANGE, unit_id=unit.pk)
    change, is_new = SystemChange.objects.get_or_create(
        unit=unit, changed_on=changed_on, defaults={"note": note}
    )
    if is_new:
        audit.record("system.changed", change, by=by, at=at, first_on=changed_on)
    return change
