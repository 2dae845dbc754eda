"""Help for the hardest hit workplaces: a pool of money, a travelling team, and the effect."""

from django.db import models
from django.db.models import Q

from sammenhaeng.absence.rules import efforts as rules
from sammenhaeng.access.models import Seat
from sammenhaeng.kernel.personal import Impersonal
from sammenhaeng.organisation.models import Unit


class Pool(models.Model):
    """Money set aside for workplaces with most absence, and the unit that shares it out."""

    personal = Impersonal()

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    name = models.TextField()
    budget = models.BigIntegerField()  # kroner
    usual = models.IntegerField()  # hundredths of a day: the level points are counted from
    source = models.TextField()
    opened_at = models.DateTimeField()
    shared_out_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="pool_holds_money", condition=Q(budget__gt=0)),
            models.UniqueConstraint("unit", "name", name="pool_is_named_once_in_its_unit"),
        ]


class Application(models.Model):
    """A workplace asks for money from a pool: its absence, its strain and how much."""

    personal = Impersonal()

    pool = models.ForeignKey(Pool, models.PROTECT)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    level = models.IntegerField()
    strain = models.IntegerField()
    amount = models.BigIntegerField()
    plan = models.TextField()
    state = models.TextField(default=rules.APPLIED)
    applied_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    applied_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("pool", "unit", name="application_is_one_per_unit"),
            models.CheckConstraint(
                name="application_is_in_a_known_state",
                condition=Q(state__in=sorted(rules.APPLICATION)),
            ),
            models.CheckConstraint(
                name="application_asks_for_money_with_a_strain_of_0_to_100",
                condition=Q(amount__gt=0, strain__gte=0, strain__lte=100, level__gte=0),
            ),
            models.CheckConstraint(
                name="application_decided_has_when",
                condition=Q(state=rules.APPLIED, decided_at__isnull=True)
                | ~Q(state=rules.APPLIED) & Q(decided_at__isnull=False),
            ),
        ]


class Visit(models.Model):
    """The travelling team helps a workplace: asked for, agreed, held, acted on, measured."""

    personal = Impersonal()

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    team = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    wish = models.TextField()
    visit_on = models.DateField(null=True)
    action = models.TextField(blank=True)
    state = models.TextField(default=rules.REQUESTED)
    requested_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    requested_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="visit_is_in_a_known_state", condition=Q(state__in=sorted(rules.VISIT))
            ),
            models.CheckConstraint(
                name="visit_agreed_has_a_day",
                condition=Q(state__in=[rules.REQUESTED, rules.WITHDRAWN])
                | Q(visit_on__isnull=False),
            ),
            models.CheckConstraint(
                name="visit_acted_on_says_how",
                condition=~Q(state__in=[rules.ACTING, rules.MEASURED]) | ~Q(action=""),
            ),
        ]


class Effect(models.Model):
    """What a grant or a visit did, beside similar units: hundredths of a day, before and after."""

    personal = Impersonal()

    visit = models.OneToOneField(Visit, models.PROTECT, null=True, related_name="+")
    application = models.OneToOneField(Application, models.PROTECT, null=True, related_name="+")
    before = models.IntegerField()
    after = models.IntegerField()
    like_before = models.IntegerField()
    like_after = models.IntegerField()
    like_units = models.IntegerField()
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="effect_is_of_a_visit_or_an_application",
                condition=Q(visit__isnull=False, application__isnull=True)
                | Q(visit__isnull=True, application__isnull=False),
            ),
            models.CheckConstraint(
                name="effect_has_units_to_compare_with", condition=Q(like_units__gt=0)
            ),
        ]

    @property
    def measure(self) -> rules.Measure:
        return rules.Measure(
            self.before, self.after, self.like_before, self.like_after, self.like_units
        )
