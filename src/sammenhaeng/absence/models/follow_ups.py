"""Early action for a named employee: who leads them, what was agreed, never what is wrong."""

from django.db import models
from django.db.models import F, Q

from sammenhaeng.absence.rules import follow_ups as rules
from sammenhaeng.access.models import Seat
from sammenhaeng.kernel.personal import Personal
from sammenhaeng.organisation.models import Unit

KEPT = "one year after the follow-up is closed"


class Employment(models.Model):
    """That a named person works in a unit and is led by a seat, which may follow them up."""

    personal = Personal(
        what="Where a citizen is employed, and who is their leader",
        kept="one year after the employment ends",
        subject="citizen_id",
    )

    citizen_id = models.BigIntegerField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    leader = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    hr = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    first_on = models.DateField()
    last_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="employment_does_not_end_before_it_begins",
                condition=Q(last_on__isnull=True) | Q(last_on__gte=F("first_on")),
            ),
            models.UniqueConstraint(
                "citizen_id", "unit",
                name="employment_is_open_once_in_a_unit",
                condition=Q(last_on__isnull=True),
            ),
        ]  # fmt: skip


class FollowUp(models.Model):
    """One spell of illness that leader and HR follow, from the first sick day until the return."""

    personal = Personal(
        what="That an employee is ill, from when, and when they came back",
        kept=KEPT,
        subject="citizen_id",
    )

    citizen_id = models.BigIntegerField()
    employment = models.ForeignKey(Employment, models.PROTECT)
    first_sick_on = models.DateField()
    returned_on = models.DateField(null=True)
    state = models.TextField(default=rules.OPEN)
    begun_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="follow_up_is_in_a_known_state", condition=Q(state__in=sorted(rules.FOLLOW_UP))
            ),
            models.CheckConstraint(
                name="follow_up_closed_says_when_the_employee_returned",
                condition=Q(state=rules.OPEN, closed_at__isnull=True, returned_on__isnull=True)
                | Q(state=rules.CLOSED, closed_at__isnull=False, returned_on__isnull=False),
            ),
            models.CheckConstraint(
                name="follow_up_ends_after_the_first_sick_day",
                condition=Q(returned_on__isnull=True) | Q(returned_on__gt=F("first_sick_on")),
            ),
            models.UniqueConstraint(
                "employment", name="follow_up_is_open_once", condition=Q(state=rules.OPEN)
            ),
        ]


class Talk(models.Model):
    """A talk that was held and what was agreed; nobody asks for the illness."""

    personal = Personal(
        what="When leader and employee talked, and what they agreed",
        kept=KEPT,
        subject="citizen_id",
        append_only=True,
    )

    citizen_id = models.BigIntegerField()
    follow_up = models.ForeignKey(FollowUp, models.PROTECT)
    step = models.TextField()
    held_on = models.DateField()
    agreement = models.TextField()
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="talk_is_of_a_known_step", condition=Q(step__in=sorted(rules.STEPS))
            ),
        ]
