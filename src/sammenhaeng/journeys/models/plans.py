"""Statutory plans, the holistic plan that may replace them, and its versions."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from sammenhaeng.access.models import Seat
from sammenhaeng.citizens.models import Consent
from sammenhaeng.journeys.rules import plans as rules
from sammenhaeng.kernel.personal import Personal
from sammenhaeng.organisation.models import Unit

KEPT = "five years after the plan ends"


class StatutoryPlan(models.Model):
    """A plan one authority makes with a citizen under one law."""

    personal = Personal(what="Plans under single laws", kept=KEPT, subject="citizen_id")

    citizen_id = models.BigIntegerField()
    kind = models.TextField()  # a code of data/plan_types.toml
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    responsible = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    state = models.TextField(default=rules.IN_FORCE)
    title = models.TextField(blank=True)
    started_on = models.DateField()
    review_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    version = models.IntegerField(default=1)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="statutory_plan_ended_has_a_date",
                condition=Q(state=rules.ENDED, ended_on__isnull=False)
                | ~Q(state=rules.ENDED) & Q(ended_on__isnull=True),
            ),
        ]
        indexes = [models.Index("citizen_id", name="statutory_plan_by_citizen")]


class StatutoryPart(models.Model):
    """One content a statutory plan holds, under the key its law demands."""

    personal = Personal(what="Contents of statutory plans", kept=KEPT, subject="citizen_id")

    plan = models.ForeignKey(StatutoryPlan, models.CASCADE)
    citizen_id = models.BigIntegerField()
    key = models.TextField()
    text = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint("plan", "key", name="statutory_part_is_written_once"),
        ]


class Plan(models.Model):
    """One holistic plan (helhedsorienteret plan) for a citizen or a family, law 707/2018."""

    personal = Personal(what="The holistic plan and its course", kept=KEPT, subject="citizen_id")

    citizen_id = models.BigIntegerField()
    scope = models.TextField(default="citizen")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")  # the responsible authority's
    coordinator = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    state = models.TextField(default=rules.DRAFT)
    conditions = ArrayField(models.TextField())
    consent = models.ForeignKey(Consent, models.PROTECT, null=True, related_name="+")
    own_words = models.TextField(blank=True)
    own_words_on = models.DateField(null=True)
    version = models.IntegerField(default=1)
    created_at = models.DateTimeField()
    proposed_at = models.DateTimeField(null=True)
    activated_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    end_reason = models.TextField(blank=True)
    resume_on = models.DateField(null=True)
    review_on = models.DateField(null=True)
    error_reported_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    error_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="plan_error_has_who_and_why",
                condition=Q(error_reported_by__isnull=True, error_reason="")
                | Q(error_reported_by__isnull=False) & ~Q(error_reason=""),
            ),
            models.UniqueConstraint(
                "citizen_id", "scope", name="citizen_has_one_running_plan_per_scope",
                condition=Q(state__in=rules.RUNNING),
            ),
            models.CheckConstraint(
                name="plan_states_all_four_conditions",
                condition=Q(conditions__contains=sorted(rules.CONDITIONS)),
            ),
            models.CheckConstraint(
                name="running_plan_has_consent_and_when",
                condition=~Q(state__in=rules.RUNNING)
                | Q(consent__isnull=False, activated_at__isnull=False),
            ),
            models.CheckConstraint(
                name="plan_on_hold_says_until_when",
                condition=~Q(state=rules.ON_HOLD) | Q(resume_on__isnull=False),
            ),
            models.CheckConstraint(
                name="plan_ended_has_when_and_why",
                condition=Q(state__in=rules.OPEN, ended_at__isnull=True)
                | ~Q(state__in=rules.OPEN) & Q(ended_at__isnull=False) & ~Q(end_reason=""),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index("citizen_id", name="plan_by_citizen"),
            models.Index("coordinator", name="plan_by_coordinator"),
        ]


class PlanMember(models.Model):
    """A person the plan is about: the citizen, and in a family plan the others."""

    personal = Personal(what="Who a plan is about", kept=KEPT, subject="citizen_id")

    plan = models.ForeignKey(Plan, models.CASCADE)
    citizen_id = models.BigIntegerField()
    consent = models.ForeignKey(Consent, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint("plan", "citizen_id", name="plan_member_is_named_once"),
        ]


class Replacement(models.Model):
    """A statutory plan that the holistic plan replaces, or only links to."""

    personal = Personal(what="Which plans were merged", kept=KEPT, subject="citizen_id")

    plan = models.ForeignKey(Plan, models.CASCADE)
    source = models.ForeignKey(StatutoryPlan, models.PROTECT)
    citizen_id = models.BigIntegerField()
    is_link = models.BooleanField(default=False)  # health-act plans are linked, never merged
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("plan", "source", name="plan_replaces_a_source_once"),
            models.UniqueConstraint(
                "source", name="statutory_plan_is_replaced_by_one_plan_at_a_time",
                condition=Q(is_link=False, ended_at__isnull=True),
            ),
        ]  # fmt: skip


class Coverage(models.Model):
    """Which goal or activity carries one mandatory content of a replaced plan."""

    personal = Personal(what="Where replaced contents went", kept=KEPT, subject="citizen_id")

    replacement = models.ForeignKey(Replacement, models.CASCADE)
    citizen_id = models.BigIntegerField()
    key = models.TextField()
    goal = models.ForeignKey("journeys.Goal", models.PROTECT)
    activity = models.ForeignKey("journeys.Activity", models.PROTECT, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("replacement", "key", name="content_is_covered_once"),
        ]


class PlanVersion(models.Model):
    """How the plan stood after a change: kept for ever, never edited."""

    personal = Personal(
        what="Earlier versions of the plan", kept=KEPT, subject="citizen_id", append_only=True
    )

    plan = models.ForeignKey(Plan, models.PROTECT)
    citizen_id = models.BigIntegerField()
    number = models.IntegerField()
    by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    what = models.TextField()  # the verb, such as "activity.added"
    about = models.TextField(blank=True)  # the title that the line it touched had then
    goal = models.ForeignKey("journeys.Goal", models.PROTECT, null=True, related_name="+")
    activity = models.ForeignKey("journeys.Activity", models.PROTECT, null=True, related_name="+")
    content = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint("plan", "number", name="plan_version_is_numbered_once"),
            models.CheckConstraint(
                name="plan_version_with_a_title_points_at_its_line",
                condition=Q(about="", goal__isnull=True, activity__isnull=True)
                | ~Q(about="") & Q(goal__isnull=False),
            ),
        ]
