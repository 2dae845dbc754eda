"""Decisions on benefits: drafts that a machine has made, and what was decided."""

from django.db import models
from django.db.models import F, Q

from sammenhaeng.access.models import Seat
from sammenhaeng.benefits.rules import cases
from sammenhaeng.kernel.personal import Personal

from .applications import KEPT, Application


class Decision(models.Model):
    """What was calculated from which facts under which rules, and what was decided.

    `facts` and `document` are the decision's own copies, so that it reads and replays the same for
    ever; the database refuses to change a decision that is made.
    """

    personal = Personal(
        what="A decision on a benefit: facts with sources, calculation, amounts, who decided",
        kept=KEPT,
        subject="citizen_id",
    )

    citizen_id = models.BigIntegerField()
    application = models.ForeignKey(Application, models.PROTECT)
    state = models.TextField(default=cases.DRAFT)
    level = models.TextField()
    on = models.DateField()  # the day the law was applied to
    known = models.DateField()  # the day the law was known as it was applied
    rules = models.TextField(blank=True)  # digest of the rules, empty when nothing was calculated
    facts = models.JSONField()  # rules.evidence.Told, as documents
    doubts = models.JSONField(default=list)  # rules.cases.Doubt, as documents
    document = models.JSONField(null=True)  # rules.telling.document
    amounts = models.JSONField(default=dict)  # as calculated
    granted = models.JSONField(null=True)  # as decided
    because = models.TextField(blank=True)  # why what was decided departs from the calculation
    appeal = models.TextField()  # as the law told it on the day
    drafted_at = models.DateTimeField()
    decided_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="decision_is_in_a_known_state", condition=Q(state__in=sorted(cases.DECISION))
            ),
            models.CheckConstraint(
                name="decision_kept_is_drafted_or_automatic", condition=Q(level__in=cases.KEPT)
            ),
            models.CheckConstraint(
                name="decision_made_says_what_by_whom_and_when",
                condition=Q(
                    state=cases.MADE, granted__isnull=False, decided_by__isnull=False,
                    decided_at__isnull=False,
                )
                | ~Q(state=cases.MADE)
                & Q(granted__isnull=True, decided_by__isnull=True, decided_at__isnull=True),
            ),
            models.CheckConstraint(
                name="decision_by_a_machine_has_no_doubts",
                condition=~Q(level=cases.AUTOMATIC) | Q(doubts=[], document__isnull=False),
            ),
            models.CheckConstraint(
                name="decision_that_departs_from_the_calculation_says_why",
                condition=~Q(state=cases.MADE) | Q(granted=F("amounts")) | ~Q(because=""),
            ),
            models.UniqueConstraint(
                "application", name="decision_has_one_draft", condition=Q(state=cases.DRAFT)
            ),
            models.UniqueConstraint(
                "application", name="application_is_decided_once", condition=Q(state=cases.MADE)
            ),
        ]  # fmt: skip
        indexes = [models.Index("citizen_id", name="decision_by_citizen")]
