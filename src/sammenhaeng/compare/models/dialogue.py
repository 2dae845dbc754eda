"""The dialogue in the chain of leaders on the results of a unit."""

from django.db import models
from django.db.models import F, Q

from sammenhaeng.access.models import Seat
from sammenhaeng.compare.rules import dialogue as rules
from sammenhaeng.kernel.periods import Days
from sammenhaeng.kernel.personal import Personal
from sammenhaeng.organisation.models import Unit


def has_who_and_when(step: str) -> models.CheckConstraint:
    both = Q(**{f"{step}_at__isnull": False, f"{step}_by__isnull": False})
    neither = Q(**{f"{step}_at__isnull": True, f"{step}_by__isnull": True})
    return models.CheckConstraint(
        name=f"dialogue_{step}_has_who_and_when", condition=both | neither
    )


def came_to(step: str, states: list[str]) -> models.CheckConstraint:
    """The step is told exactly in the states that come after it."""
    after = Q(state__in=states)
    told = Q(**{f"{step}_at__isnull": False})
    return models.CheckConstraint(
        name=f"dialogue_is_{step}_in_its_states", condition=after & told | ~after & ~told
    )


class Dialogue(models.Model):
    """What a unit's leader says of its results in a period, and what was agreed upon them."""

    personal = Personal(
        what="Which leaders wrote and agreed a follow-up, and who does what by when",
        kept="five years after the period",
    )

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    first_on = models.DateField()
    last_on = models.DateField()
    comment = models.TextField()
    action = models.TextField(blank=True)
    owner = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    outcome = models.TextField(blank=True)  # how it went, told when it is followed up
    state = models.TextField(default=rules.DRAFTED)
    version = models.IntegerField(default=1)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    shared_at = models.DateTimeField(null=True)
    shared_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    agreed_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    followed_up_at = models.DateTimeField(null=True)
    followed_up_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "unit", "first_on", "last_on", name="dialogue_is_one_a_unit_and_period"
            ),
            models.CheckConstraint(
                name="dialogue_period_does_not_end_before_it_begins",
                condition=Q(last_on__gte=F("first_on")),
            ),
            models.CheckConstraint(
                name="dialogue_is_in_a_known_state", condition=Q(state__in=list(rules.DIALOGUE))
            ),
            models.CheckConstraint(
                name="agreement_says_what_who_and_by_when",
                condition=Q(state__in=[rules.DRAFTED, rules.SHARED])
                | ~Q(action="") & Q(owner__isnull=False, due_on__isnull=False),
            ),
            *map(has_who_and_when, ("shared", "agreed", "followed_up")),
            came_to("shared", [rules.SHARED, rules.AGREED, rules.FOLLOWED_UP]),
            came_to("agreed", [rules.AGREED, rules.FOLLOWED_UP]),
            came_to("followed_up", [rules.FOLLOWED_UP]),
        ]

    @property
    def days(self) -> Days:
        return Days(self.first_on, self.last_on)

    @property
    def period(self) -> rules.Period:
        return rules.Period.of(self.days)
