"""Tasks: what a person or a unit must do, and by when."""

from django.db import models
from django.db.models import Q

from sammenhaeng.access.models import Seat
from sammenhaeng.kernel.personal import Personal
from sammenhaeng.organisation.models import Unit

from . import rules


class Task(models.Model):
    """Something one seat, one unit or one citizen must do; `thing` says about what."""

    personal = Personal(
        what="What someone must do about a citizen, and by when", kept="one year after it is done"
    )

    seat = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    for_citizen_id = models.BigIntegerField(null=True)  # the citizen who must do it
    citizen_id = models.BigIntegerField(null=True)  # the citizen it is about
    kind = models.TextField()  # a code of rules.KINDS, which holds its sentence
    thing = models.TextField()  # "journeys.plan"
    thing_id = models.BigIntegerField()
    due_on = models.DateField(null=True)
    state = models.TextField(default=rules.OPEN)
    created_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    snoozed_until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="task_is_for_a_seat_a_unit_or_a_citizen",
                condition=Q(seat__isnull=False, unit__isnull=True, for_citizen_id__isnull=True)
                | Q(seat__isnull=True, unit__isnull=False, for_citizen_id__isnull=True)
                | Q(seat__isnull=True, unit__isnull=True, for_citizen_id__isnull=False),
            ),
            models.CheckConstraint(
                name="task_done_has_when",
                condition=Q(state=rules.OPEN, done_at__isnull=True)
                | ~Q(state=rules.OPEN) & Q(done_at__isnull=False),
            ),
            models.UniqueConstraint(
                "kind", "thing", "thing_id", "seat", "unit", "for_citizen_id",
                name="task_is_open_once",
                condition=Q(state=rules.OPEN),
                nulls_distinct=False,
            ),
        ]  # fmt: skip
        indexes = [
            models.Index("seat", "due_on", name="task_by_seat", condition=Q(state=rules.OPEN)),
            models.Index("unit", "due_on", name="task_by_unit", condition=Q(state=rules.OPEN)),
            models.Index(
                "for_citizen_id", "due_on", name="task_by_citizen", condition=Q(state=rules.OPEN)
            ),
        ]
