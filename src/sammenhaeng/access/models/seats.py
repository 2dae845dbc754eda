"""Who may: accounts, seats, and relations to citizens."""

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Now, TruncDate

from sammenhaeng.access import rules
from sammenhaeng.kernel.acts import Act, Place, Reach
from sammenhaeng.kernel.calendar import COPENHAGEN
from sammenhaeng.kernel.personal import Personal
from sammenhaeng.kernel.prepared import prepared
from sammenhaeng.organisation.models import Unit

TODAY = TruncDate(Now(), tzinfo=COPENHAGEN)  # an act has no instant of its own: the database's day


class Account(models.Model):
    """Someone who logs in, staff or citizen, known by the log-in service's subject."""

    personal = Personal(what="Name and log-in subject", kept="two years after the last seat ends")

    issuer = models.TextField(default="demo")
    subject = models.TextField()
    name = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint("issuer", "subject", name="account_has_one_subject"),
        ]


class SeatQuerySet(models.QuerySet):
    def valid_on(self, day):
        return self.filter(Q(last_on__isnull=True) | Q(last_on__gte=day), first_on__lte=day)

    def with_place(self):
        return self.select_related("account", "unit__authority")

    def covered_by(self, seat, day):
        """The seats that this one stands in for on a day."""
        return self.filter(
            stand_in=seat, stand_in_first_on__lte=day, stand_in_last_on__gte=day
        ).order_by("pk")


class Seat(models.Model):
    """A role in a unit for a period, or a citizen's own seat; what acts is always a seat."""

    personal = Personal(what="Who holds which role where", kept="five years after it ends")

    account = models.ForeignKey(Account, models.PROTECT)
    role = models.TextField()
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    citizen_id = models.BigIntegerField(null=True)
    title = models.TextField(blank=True)
    phone = models.TextField(blank=True)
    stand_in = models.ForeignKey("self", models.PROTECT, null=True)
    stand_in_first_on = models.DateField(null=True)
    stand_in_last_on = models.DateField(null=True)
    first_on = models.DateField()
    last_on = models.DateField(null=True)

    objects = SeatQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="seat_has_a_known_role", condition=Q(role__in=sorted(rules.ROLES))
            ),
            models.CheckConstraint(
                name="seat_is_in_a_unit_or_is_a_citizens_own",
                condition=Q(role__in=[rules.CITIZEN], unit__isnull=True, citizen_id__isnull=False)
                | Q(unit__isnull=False, citizen_id__isnull=True) & ~Q(role=rules.CITIZEN),
            ),
            models.CheckConstraint(
                name="seat_does_not_end_before_it_begins",
                condition=Q(last_on__isnull=True) | Q(last_on__gte=F("first_on")),
            ),
            models.CheckConstraint(
                name="stand_in_has_a_first_and_a_last_day",
                condition=Q(
                    stand_in__isnull=True,
                    stand_in_first_on__isnull=True,
                    stand_in_last_on__isnull=True,
                )
                | Q(stand_in__isnull=False, stand_in_last_on__gte=F("stand_in_first_on")),
            ),
            models.CheckConstraint(
                name="seat_does_not_stand_in_for_itself",
                condition=Q(stand_in__isnull=True) | ~Q(stand_in=F("id")),
            ),
            models.UniqueConstraint(
                "citizen_id",
                name="citizen_has_one_seat_of_their_own",
                condition=Q(citizen_id__isnull=False, last_on__isnull=True),
            ),
        ]

    @property
    def chain(self) -> str:
        return f"unit/{self.unit_id}" if self.unit_id else f"citizen/{self.citizen_id}"

    @property
    def own_citizen_id(self) -> int:
        """The citizen whose own seat this is."""
        assert self.citizen_id is not None
        return self.citizen_id

    @property
    def own_unit(self) -> Unit:
        """The unit this seat is in; a citizen's own seat is in none."""
        assert self.unit is not None
        return self.unit

    @property
    def name(self) -> str:
        """Who sits here."""
        return self.account.name

    @property
    def unit_name(self) -> str:
        return self.unit.name if self.unit else ""

    @property
    def is_citizen(self) -> bool:
        return self.role == rules.CITIZEN

    def may(self, act: Act, place: Place) -> bool:
        """Whether role, reach and relation let this seat do the act at the place."""
        return self.role in act.roles and self._reaches(act, place) and self._related(act, place)

    def _reaches(self, act: Act, place: Place) -> bool:
        if self.is_citizen or self.role == rules.SYSTEM or act.reach == Reach.ANYWHERE:
            return True
        if place.authority_id is not None:
            own = self.unit.authority_id if self.unit else None
            return act.reach == Reach.AUTHORITY and place.authority_id == own
        if place.unit_id is None or place.unit_id == self.unit_id:
            return True
        units = Unit.objects.filter(pk=place.unit_id)
        if act.reach == Reach.UNIT:
            return units.filter(ancestor_ids__contains=[self.unit_id]).exists()
        return units.filter(authority_id=self.own_unit.authority_id).exists()

    def _related(self, act: Act, place: Place) -> bool:
        if not act.relations or place.citizen_id is None:
            return True
        if self.role == rules.SYSTEM:
            return rules.TASK in act.relations
        if self.citizen_id is not None and self.citizen_id == place.citizen_id:
            return rules.SELF in act.relations
        return not act.relations.isdisjoint(_kinds_now(self.pk, place.citizen_id))


class RelationQuerySet(models.QuerySet):
    def open(self):
        return self.filter(ended_at__isnull=True)

    def unexpired(self):
        """Without a known end, or with one still to come: an act has no instant of its own."""
        return self.filter(Q(until__isnull=True) | Q(until__gt=Now()))

    def open_at(self, at):
        return self.filter(
            Q(ended_at__isnull=True) | Q(ended_at__gt=at),
            Q(until__isnull=True) | Q(until__gt=at),
            started_at__lte=at,
        )

    def of(self, seat_id, day=TODAY):
        """Held by the seat, by its unit, and by those it stands in for on that day."""
        held = Seat.objects.filter(pk=seat_id) | Seat.objects.covered_by(seat_id, day)
        return self.filter(
            Q(is_one_of("seat_id", held, "pk"))
            | Q(is_one_of("unit_id", held, "unit_id"), seat__isnull=True)
        )


def is_one_of(column: str, rows, field: str) -> Func:
    """`column = any(array(...))`: read once per query, so that the column's index still serves."""
    ids = ArraySubquery(rows.order_by().values(field))
    return Func(
        F(column), ids, template="%(expressions)s)", arg_joiner=" = any(",
        output_field=models.BooleanField(),
    )  # fmt: skip


class Relation(models.Model):
    """Why a seat (or every seat of a unit) has to do with a citizen, from when and until when.

    Written and ended by the rooms that know: consents, mandates and custody by citizens; team,
    coordinator and accepted transfer by journeys; a look-up with a reason by access itself.
    """

    personal = Personal(
        what="Which seat or unit has to do with a citizen, and on what basis",
        kept="five years after it ends",
    )

    citizen_id = models.BigIntegerField()
    seat = models.ForeignKey(Seat, models.PROTECT, null=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    kind = models.TextField()
    basis = models.TextField()
    source = models.TextField(blank=True)  # "journeys.plan/7": the row that opened it
    started_at = models.DateTimeField()
    until = models.DateTimeField(null=True)  # known end, such as two hours
    ended_at = models.DateTimeField(null=True)

    objects = RelationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="relation_is_of_a_known_kind", condition=Q(kind__in=sorted(rules.RELATIONS))
            ),
            models.CheckConstraint(
                name="relation_is_of_a_seat_or_a_unit",
                condition=Q(seat__isnull=False, unit__isnull=True)
                | Q(seat__isnull=True, unit__isnull=False),
            ),
            models.CheckConstraint(
                name="relation_does_not_end_before_it_begins",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
            ),
        ]
        indexes = [
            models.Index("citizen_id", "kind", name="relation_by_citizen"),
            models.Index("seat", name="relation_open_by_seat", condition=Q(ended_at__isnull=True)),
            models.Index("unit", name="relation_open_by_unit", condition=Q(ended_at__isnull=True)),
        ]


@prepared
def _kinds_now(seat_id: int, citizen_id: int):
    """What the seat has to do with the citizen at this moment, by the database's clock."""
    held = Relation.objects.open().unexpired().of(seat_id).filter(citizen_id=citizen_id)
    return held.values_list("kind", flat=True)
