"""Applications for benefits, and the facts they rest on."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from sammenhaeng.access.models import Seat
from sammenhaeng.benefits.rules import cases
from sammenhaeng.kernel.calendar import day_of
from sammenhaeng.kernel.personal import Personal
from sammenhaeng.organisation.models import Unit

KEPT = "five years after the benefit has ended"


class Application(models.Model):
    """A citizen asks for a benefit; a machine decides, or a person does."""

    personal = Personal(
        what="Which benefit a citizen has applied for, when and how, why a person had to decide",
        kept=KEPT,
        subject="citizen_id",
    )

    citizen_id = models.BigIntegerField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")  # that decides
    law = models.TextField()  # the benefit's name, as in benefits/law
    on = models.DateField()  # the day the law is applied to; of one taken in, the day it came
    adults = models.SmallIntegerField(default=1)
    children = models.SmallIntegerField(default=0)  # 0 also where the law asks a household as one
    state = models.TextField(default=cases.APPLIED)
    reasons = ArrayField(models.TextField(), default=list)  # codes: why a person must decide
    channel = models.TextField(default=cases.SELF)
    applied_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    applied_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="benefit_application_is_in_a_known_state",
                condition=Q(state__in=sorted(cases.APPLICATION)),
            ),
            models.CheckConstraint(
                name="benefit_application_ended_has_when",
                condition=Q(state__in=cases.OPEN, ended_at__isnull=True)
                | ~Q(state__in=cases.OPEN) & Q(ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="benefit_application_that_waits_says_why",
                condition=~Q(state=cases.WAITING) | ~Q(reasons=[]),
            ),
            models.CheckConstraint(
                name="benefit_application_came_in_a_known_way",
                condition=Q(channel__in=sorted([cases.SELF, *cases.CHANNELS])),
            ),
            models.UniqueConstraint(
                "citizen_id", "law",
                name="benefit_application_for_a_benefit_is_open_once",
                condition=Q(state__in=cases.OPEN),
            ),
        ]  # fmt: skip
        indexes = [models.Index("citizen_id", name="benefit_application_by_citizen")]

    @property
    def is_taken_in(self) -> bool:
        return self.channel in cases.CHANNELS

    @property
    def received_on(self) -> date:
        return self.on if self.is_taken_in else day_of(self.applied_at)


class Evidence(models.Model):
    """A fact of a case: what a source says, and from which day; its latest word counts."""

    personal = Personal(
        what="Facts in an application for a benefit, each with its source and day",
        kept=KEPT,
        subject="citizen_id",
    )

    citizen_id = models.BigIntegerField()
    application = models.ForeignKey(Application, models.PROTECT)
    name = models.TextField()  # the input of the law
    person = models.SmallIntegerField(default=0)
    value = models.TextField()
    register = models.TextField()
    told_on = models.DateField()
    fresh_until = models.DateField(null=True)
    is_contested = models.BooleanField(default=False)
    note = models.TextField(blank=True)  # a caseworker's: how it is known
    stated_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "application", "name", "person", "register",
                name="evidence_is_current_once_per_source",
                condition=Q(superseded_at__isnull=True),
            ),
        ]  # fmt: skip
