"""Targets for absence, their yearly check, and when a body changed the system it counts in."""

from django.db import models
from django.db.models import F, Q

from sammenhaeng.absence.rules import targets as rules
from sammenhaeng.access.models import Seat
from sammenhaeng.kernel.personal import Impersonal
from sammenhaeng.organisation.models import Unit


class Target(models.Model):
    """The absence a unit wants to reach in a year; hundredths of a day per full-time employee."""

    personal = Impersonal()

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    year = models.IntegerField()
    target = models.IntegerField()
    baseline_year = models.IntegerField()
    baseline = models.IntegerField()
    set_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("unit", "year", name="target_is_one_per_unit_and_year"),
            models.CheckConstraint(
                name="target_lies_below_an_earlier_baseline",
                condition=Q(target__lt=F("baseline"), baseline_year__lt=F("year"), target__gte=0),
            ),
        ]

    @property
    def aim(self) -> rules.Aim:
        return rules.Aim(self.baseline, self.baseline_year, self.target, self.year)


class TargetCheck(models.Model):
    """How far a unit was in one year on the way to its target, from whole minutes."""

    personal = Impersonal()

    of = models.ForeignKey(Target, models.PROTECT)
    year = models.IntegerField()
    minutes = models.BigIntegerField()
    exposure = models.BigIntegerField()
    verdict = models.TextField()
    checked_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("of", "year", name="target_is_checked_once_a_year"),
            models.CheckConstraint(
                name="target_check_has_a_known_verdict",
                condition=Q(verdict__in=sorted(rules.VERDICTS)),
            ),
        ]


class SystemChange(models.Model):
    """A body began to count absence in another system: figures of that year carry a mark."""

    personal = Impersonal()

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    changed_on = models.DateField()
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("unit", "changed_on", name="system_change_is_noted_once"),
        ]
