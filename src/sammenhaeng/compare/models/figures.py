"""What was reckoned of every unit: one measurement of an indicator in a period, and its rows."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from sammenhaeng.access.models import Seat
from sammenhaeng.kernel.periods import Days
from sammenhaeng.kernel.personal import Impersonal, Personal
from sammenhaeng.organisation.models import Authority, Unit
from sammenhaeng.statistics.claims import Claim


class Measurement(models.Model):
    """An indicator reckoned for a period from deliveries that are named; newer ones supersede it.

    Leaders see the newest as soon as its release has passed the gate; the public when published.
    """

    personal = Personal(what="Who had figures reckoned and published", kept="ten years")

    indicator = models.TextField()
    version = models.TextField()  # of the definition
    first_on = models.DateField()
    last_on = models.DateField()
    deliveries = ArrayField(models.TextField())  # checksums of what it was made from
    added = ArrayField(models.TextField())  # factors adjusted for, in their order
    likeness = ArrayField(models.TextField(), default=list)  # what peers are chosen by
    weights = ArrayField(models.FloatField(), default=list)  # how much each of it matters
    release_id = models.BigIntegerField(null=True)  # none when the gate refused
    refused_because = models.TextField(blank=True)
    held_release_id = models.BigIntegerField(null=True)  # what those with most of it have
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Seat, models.PROTECT, related_name="+")
    superseded_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(Seat, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "indicator", "first_on", "last_on",
                name="measurement_in_force_is_one_a_period",
                condition=Q(superseded_at__isnull=True),
            ),
            models.CheckConstraint(
                name="measurement_period_does_not_end_before_it_begins",
                condition=Q(last_on__gte=F("first_on")),
            ),
            models.CheckConstraint(
                name="measurement_published_has_who_and_when_and_passed_the_gate",
                condition=Q(published_at__isnull=True, published_by__isnull=True)
                | Q(
                    published_at__isnull=False,
                    published_by__isnull=False,
                    release_id__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="measurement_has_a_release_or_a_reason",
                condition=Q(release_id__isnull=False, refused_because="")
                | Q(release_id__isnull=True) & ~Q(refused_because=""),
            ),
        ]  # fmt: skip

    @property
    def days(self) -> Days:
        return Days(self.first_on, self.last_on)


class Kind(models.Model):
    """What holds among all units of one kind in a measurement.

    What is shown of it comes from the units that are shown alone: `shown_mean`, and `factors` that
    bring each step of expected from what all observed to what those shown observed.
    """

    personal = Impersonal()

    measurement = models.ForeignKey(Measurement, models.CASCADE)
    kind = models.TextField()
    mean = models.FloatField()
    tau2 = models.FloatField()  # variance between ordinary units, of the logarithm of O/E
    chance = models.FloatField()  # V/E: a unit's variance by chance is this times its E
    phi = models.FloatField()  # overdispersion of the raw z²
    compared = models.IntegerField()
    outside_95 = models.IntegerField()
    outside_998 = models.IntegerField()
    false_998 = models.FloatField()
    shown_mean = models.FloatField()
    factors = ArrayField(models.FloatField())
    judged = models.IntegerField()  # units that are shown and stand in the funnel
    largest = models.FloatField()  # of the judged, in full-time years
    each = models.FloatField()  # exposure of a full-time year among the judged
    witness = models.BigIntegerField()  # a unit that is shown; 0 when none is

    class Meta:
        constraints = [
            models.UniqueConstraint("measurement", "kind", name="kind_is_once_a_measurement")
        ]


class Crowd(models.Model):
    """A kind's units that are shown, counted in the cells of the funnel's picture."""

    personal = Impersonal()

    measurement = models.ForeignKey(Measurement, models.CASCADE)
    kind = models.TextField()
    size_to = models.FloatField()
    value_to = models.FloatField()
    columns = ArrayField(models.SmallIntegerField())
    rows = ArrayField(models.SmallIntegerField())
    claims = ArrayField(models.SmallIntegerField())
    beyond = ArrayField(models.SmallIntegerField())
    counts = ArrayField(models.IntegerField())

    class Meta:
        constraints = [
            models.UniqueConstraint("measurement", "kind", name="crowd_is_once_a_measurement")
        ]


class Standing(models.Model):
    """How one unit, authority or the country stands in a measurement; never shown as it is.

    A page shows of it only what the release discloses. Not judged: the fields of the funnel are
    empty. `likeness` are the structural variables peers are chosen by.
    """

    personal = Personal(
        what="Sums of the staff's absence by workplace, before small numbers are hidden",
        kept="as long as the deliveries they are made from",
    )

    measurement = models.ForeignKey(Measurement, models.CASCADE)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    authority = models.ForeignKey(Authority, models.PROTECT, null=True, related_name="+")
    kind = models.TextField()
    persons = models.IntegerField()
    full_time = models.FloatField()
    exposure = models.FloatField()
    observed = models.FloatField()
    variance = models.FloatField()  # of the observed, by chance
    expected = ArrayField(models.FloatField())  # from unadjusted to fully adjusted
    usual_lower = models.FloatField(null=True)  # of O/E: 95 of 100 units of its size keep inside
    usual_upper = models.FloatField(null=True)
    expected_error = models.FloatField(default=0.0)  # of the logarithm of the fully adjusted
    lower = models.FloatField(null=True)  # of O/E
    upper = models.FloatField(null=True)
    shrunk = models.FloatField(null=True)
    shrunk_lower = models.FloatField(null=True)
    shrunk_upper = models.FloatField(null=True)
    reliability = models.FloatField(null=True)
    z = models.FloatField(null=True)
    q = models.FloatField(null=True)
    claim = models.TextField(blank=True)
    alert = models.SmallIntegerField(default=0)  # 1 high, -1 low, two periods in a row
    likeness = ArrayField(models.FloatField())
    peers = ArrayField(models.BigIntegerField())  # units, the nearest first

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="standing_is_of_a_unit_an_authority_or_the_country",
                condition=Q(unit__isnull=True) | Q(authority__isnull=True),
            ),
            models.CheckConstraint(
                name="standing_claim_is_known", condition=Q(claim__in=["", *map(str, Claim)])
            ),
            models.UniqueConstraint(
                "measurement", "unit", name="standing_of_a_unit_is_once_a_measurement",
                condition=Q(unit__isnull=False),
            ),
            models.UniqueConstraint(
                "measurement", "authority",
                name="standing_of_an_authority_is_once_a_measurement",
                condition=Q(authority__isnull=False),
            ),
        ]  # fmt: skip
        indexes = [models.Index("measurement", "kind", name="standing_by_kind")]


class Course(models.Model):
    """A place's absence month by month in a measured period; the months stand in their order."""

    personal = Personal(
        what="Sums of the staff's absence by workplace and month, before small numbers are hidden",
        kept="as long as the deliveries they are made from",
    )

    measurement = models.ForeignKey(Measurement, models.CASCADE)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    minutes = ArrayField(models.BigIntegerField())
    exposure = ArrayField(models.BigIntegerField())  # contract minutes a week x days in force

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "measurement", "unit", name="course_of_a_unit_is_once_a_measurement"
            ),
            models.CheckConstraint(
                name="course_has_as_many_exposures_as_minutes",
                condition=Q(minutes__len=F("exposure__len")),
            ),
        ]
