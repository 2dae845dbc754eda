"""The plan's lines: goals in the citizen's words, activities of one authority each, steps."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from sammenhaeng.access.models import Seat
from sammenhaeng.journeys.rules import lines as rules
from sammenhaeng.kernel.personal import Personal
from sammenhaeng.organisation.models import Unit

from .plans import KEPT, Plan, StatutoryPlan


class Goal(models.Model):
    """What the citizen wants to reach, in their own words."""

    personal = Personal(what="Goals", kept=KEPT, subject="citizen_id")

    plan = models.ForeignKey(Plan, models.CASCADE)
    citizen_id = models.BigIntegerField()  # whom the goal is about
    title = models.TextField()
    words = models.TextField(blank=True)  # as the citizen says it
    measure = models.TextField(blank=True)
    due_on = models.DateField(null=True)
    state = models.TextField(default=rules.PROPOSED)
    achievement = models.TextField(default="in_progress")
    visibility = models.TextField(default=rules.TEAM)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    source = models.ForeignKey(StatutoryPlan, models.PROTECT, null=True, related_name="+")
    statute = models.TextField(blank=True)
    place = models.IntegerField(default=1)  # its number in the plan
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="goal_is_in_a_known_state", condition=Q(state__in=sorted(rules.GOAL))
            ),
        ]
        indexes = [models.Index("plan", "place", name="goal_by_plan")]


class Activity(models.Model):
    """An effort (indsats) under a goal; only the unit's authority may change it."""

    personal = Personal(what="Efforts and who gives them", kept=KEPT, subject="citizen_id")

    plan = models.ForeignKey(Plan, models.CASCADE)
    goal = models.ForeignKey(Goal, models.CASCADE)
    citizen_id = models.BigIntegerField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    responsible = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    title = models.TextField()
    next_step = models.TextField(blank=True)
    next_on = models.DateField(null=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True)
    state = models.TextField(default=rules.PROPOSED)
    visibility = models.TextField(default=rules.TEAM)
    source = models.ForeignKey(StatutoryPlan, models.PROTECT, null=True, related_name="+")
    statute = models.TextField(blank=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="activity_is_in_a_known_state", condition=Q(state__in=sorted(rules.ACTIVITY))
            ),
            models.CheckConstraint(
                name="activity_does_not_end_before_it_begins",
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
            ),
            models.CheckConstraint(
                name="activity_is_of_a_known_visibility",
                condition=Q(visibility__in=sorted(rules.VISIBILITIES)),
            ),
        ]
        indexes = [models.Index("plan", name="activity_by_plan")]

    def days_late(self, today: date) -> int:
        return rules.days_late(self.state, self.next_on, today)


class Step(models.Model):
    """One step towards a goal, the citizen's own or an authority's."""

    personal = Personal(what="Steps towards goals", kept=KEPT, subject="citizen_id")

    goal = models.ForeignKey(Goal, models.CASCADE)
    activity = models.ForeignKey(Activity, models.CASCADE, null=True)
    citizen_id = models.BigIntegerField()
    text = models.TextField()
    is_citizens = models.BooleanField(default=False)
    due_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    suggested_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index("goal", name="step_by_goal")]


class Comment(models.Model):
    """What someone wrote on the plan or on a goal."""

    personal = Personal(
        what="Comments on the plan", kept=KEPT, subject="citizen_id", append_only=True
    )

    plan = models.ForeignKey(Plan, models.PROTECT)
    goal = models.ForeignKey(Goal, models.PROTECT, null=True)
    citizen_id = models.BigIntegerField()
    by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.TextField()

    class Meta:
        indexes = [models.Index("plan", "at", name="comment_by_plan")]
