"""A synthetic Denmark: Anne's course, made once by the verbs, copied to a share of national size.

National size is what is published: 950,000 action plans a year in the social and employment areas
(Regeringen 2018, "Bedre sammenhæng i velfærden") and 98 kommuner. Nobody has published how many of
the plans belong to the same person, so the rest is shape and not fact: each family has Anne's two
plans merged into one, and a team has as many families as the list the benchmark compares itself to.

The copies are written by the tables' owner, as an import would be; every constraint holds for
them. Two things stay as they are with Anne: the trail of acts, and the ids inside a version's
content.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connections, models, transaction
from django.db.models import Model

from sammenhaeng.access.models import Account, Relation, Seat, UseLine
from sammenhaeng.citizens.models import Consent, HouseholdMember, Kinship, Person
from sammenhaeng.inbox.models import Task
from sammenhaeng.journeys import models as journeys
from sammenhaeng.organisation.models import Authority, Unit

PLANS_A_YEAR, KOMMUNER = 950_000, 98
PLANS_PER_FAMILY, FAMILIES_PER_TEAM = 2, 100
FIRST_NAMES = (
    "Agnes Aksel Alma Anton Asta August Clara Ella Emil Esther Freja Frida Hugo Ingrid Johan Karla "
    "Laura Liv Lukas Magnus Malthe Mathilde Nanna Noah Nora Oscar Rosa Saga Sigurd Storm Theo Vera"
)
LAST_NAMES = (
    "Andersen Bach Bertelsen Bruun Christensen Dahl Eriksen Frandsen Hansen Holm Iversen Jensen "
    "Kjær Kristensen Larsen Lund Madsen Nielsen Olsen Petersen Rasmussen Skov Thomsen Winther"
)
Write = Callable[["Copier", "Shelf", dict[str, Any]], str | None]  # SQL for one column
FAMILY, TEAM, KOMMUNE = "family", "team", "kommune"
OF_A_FAMILY: tuple[type[Model], ...] = (
    Person, Kinship, HouseholdMember, Consent, Relation, UseLine, Task,
    journeys.StatutoryPlan, journeys.StatutoryPart, journeys.Plan, journeys.PlanMember,
    journeys.Goal, journeys.Activity, journeys.Step, journeys.Comment, journeys.PlanVersion,
    journeys.Replacement, journeys.Coverage, journeys.Appointment, journeys.Participant,
    journeys.Busy, journeys.StaffBusy, journeys.Override,
)  # fmt: skip
CITIZENS = {"citizen_id", "relative_id", "for_citizen_id", "given_by"}  # ids, not foreign keys
# Within a team no member of staff is in two meetings at once: a day of the week and an hour of the
# day for each of 35 families, and the same again every fortnight.
LATER = "make_interval(days => (n %% 7 + n %% 100 / 35 * 14)::int, hours => (n / 7 %% 5)::int)"


@dataclass(frozen=True)
class Size:
    """How many families, teams and kommuner a share of Denmark has."""

    families: int

    @classmethod
    def of(cls, share: float) -> "Size":
        return cls(max(1, round(PLANS_A_YEAR / PLANS_PER_FAMILY * share)))

    @property
    def teams(self) -> int:
        return -(-self.families // FAMILIES_PER_TEAM)

    @property
    def kommuner(self) -> int:
        return max(1, round(KOMMUNER * PLANS_PER_FAMILY * self.families / PLANS_A_YEAR))

    def copies(self, level: str) -> int:
        return {FAMILY: self.families, TEAM: self.teams, KOMMUNE: self.kommuner}[level]

    def number(self, level: str, seen_from: str) -> str:
        """SQL: which copy on `level` the copy `n` on another level belongs to."""
        if level == seen_from:
            return "n"
        team = "n" if seen_from == TEAM else f"(n / {FAMILIES_PER_TEAM})"
        return team if level == TEAM else f"({team} %% {self.kommuner})"


@dataclass(frozen=True)
class Shelf:
    """The rows of one table that every copy repeats, and the id after which the copies begin."""

    model: type[Model]
    level: str
    rows: list[dict[str, Any]]
    after: int

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    def rank(self, pk: int) -> int:
        return [row["id"] for row in self.rows].index(pk) + 1


def draw(share: float, *, seed: int) -> Size:
    """Copy Anne's course, which must have been told, to this share of national size."""
    size = Size.of(share)
    with transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        copier = Copier(size, seed, list(_shelves(size)))
        for shelf in copier.shelves:
            for row in shelf.rows:
                cursor.execute(*copier.statement(shelf, row))
            sequence = f"pg_get_serial_sequence('{shelf.table}', 'id')"
            cursor.execute(f"select setval({sequence}, max(id)) from {shelf.table}")
    with connections["owner"].cursor() as cursor:
        cursor.execute("analyze")
    return size


def _shelves(size: Size) -> Iterator[Shelf]:
    seats = Seat.objects.using("owner")
    family = list(seats.filter(account__subject__in=("anne", "oliver", "ida")))
    staff = list(seats.filter(citizen_id=None).exclude(role="system"))
    for level, found, earlier in ((TEAM, staff, 0), (FAMILY, family, size.teams * len(staff))):
        yield _shelf(Account, level, {"pk__in": [seat.account_id for seat in found]}, earlier)
        yield _shelf(Seat, level, {"pk__in": [seat.pk for seat in found]}, earlier)
    run = Unit.objects.using("owner").values_list("authority_id", flat=True)
    yield _shelf(Authority, KOMMUNE, {"pk__in": list(run)})
    yield _shelf(Unit, TEAM, {})
    citizens = [seat.citizen_id for seat in family]
    for model in OF_A_FAMILY:
        column = {Person: "pk", journeys.StaffBusy: "appointment__citizen_id"}
        yield _shelf(model, FAMILY, {f"{column.get(model, 'citizen_id')}__in": citizens})


def _shelf(model: type[Model], level: str, wanted: dict[str, list], earlier: int = 0) -> Shelf:
    rows = model._default_manager.using("owner")
    last = rows.aggregate(last=models.Max("pk"))["last"] or 0
    names = [field.attname for field in model._meta.concrete_fields]
    found = list(rows.filter(**wanted).order_by("pk").values(*names))
    return Shelf(model, level, found, last + earlier)


@dataclass(frozen=True)
class Copier:
    """Writes the statement that makes every copy of one row; `n` is the number of the copy."""

    size: Size
    seed: int
    shelves: list[Shelf]

    def statement(self, shelf: Shelf, row: dict[str, Any]) -> tuple[str, list[Any]]:
        columns, told, given = [], [], []
        for field in shelf.model._meta.concrete_fields:
            columns.append(f'"{field.column}"')
            expression = self._told(shelf, row, field)
            if expression is None:
                kind = "bigint" if field.primary_key else field.db_type(connections["owner"])
                expression = f"%s::{kind}"
                value = row[field.attname]
                given.append(field.get_db_prep_value(value, connections["owner"]))
            told.append(expression)
        last = self.size.copies(shelf.level) - 1
        return (
            f"insert into {shelf.table} ({', '.join(columns)}) "
            f"select {', '.join(told)} from generate_series(0, {last}) n",
            given,
        )

    def _told(self, shelf: Shelf, row: dict[str, Any], field: models.Field) -> str | None:
        """SQL for a column that differs from copy to copy; None for one that does not."""
        name, value = field.attname, row[field.attname]
        if value is None:
            return None
        if name == "id":
            return self._id(shelf.model, value, shelf.level)
        if isinstance(field, models.ForeignKey):
            return self._id(field.related_model, value, shelf.level)
        if name in CITIZENS:
            return self._id(Person, value, shelf.level)
        return self._special(shelf, row, name)

    def _id(self, model: type[Model], pk: int, seen_from: str) -> str | None:
        """SQL for the id of the copy of a row; None for a row that is not copied."""
        for shelf in self.shelves:
            if shelf.model is model and any(one["id"] == pk for one in shelf.rows):
                number = self.size.number(shelf.level, seen_from)
                return f"({shelf.after} + {number} * {len(shelf.rows)} + {shelf.rank(pk)})"
        return None

    def _special(self, shelf: Shelf, row: dict[str, Any], name: str) -> str | None:
        write = SPECIAL.get((shelf.model, name)) or MOVED.get(name)
        return write(self, shelf, row) if write else None

    def code(self, shelf: Shelf, row: dict[str, Any]) -> str:
        return f"'Z{shelf.rank(row['id'])}' || upper(lpad(to_hex(n), 6, '0'))"

    def ancestors(self, shelf: Shelf, row: dict[str, Any]) -> str:
        ids = (str(self._id(Unit, pk, shelf.level)) for pk in row["ancestor_ids"])
        return f"array[{', '.join(ids)}]::bigint[]"

    def thing(self, shelf: Shelf, row: dict[str, Any]) -> str | None:
        return self._id(NAMED[row["thing"]], row["thing_id"], shelf.level)

    def source(self, shelf: Shelf, row: dict[str, Any]) -> str:
        """The row that opened a relation, "journeys.plan/7/team", by its copy's id."""
        label, pk, *rest = row["source"].split("/")
        end = "".join(f"/{part}" for part in rest)
        return f"'{label}/' || {self._id(NAMED[label], int(pk), shelf.level)} || '{end}'"

    def person(self, shelf: Shelf, row: dict[str, Any]) -> str | None:
        """A drawn first name, and the family's drawn last name; staff keep theirs."""
        if shelf.level != FAMILY:
            return None
        first = self._drawn(FIRST_NAMES, self.seed + shelf.rank(row["id"]))
        return f"{first} || ' ' || {self._drawn(LAST_NAMES, self.seed)}"

    def _drawn(self, text: str, seed: int) -> str:
        names = text.split()
        return f"(array{names})[1 + abs(hashint8extended(n, {seed}) %% {len(names)})]"


def again(name: str) -> Write:
    """Another text or number of the same kind in every copy."""
    return lambda _, __, row: f"'{row[name]}-' || n"


def another_uuid(name: str) -> Write:
    return lambda _, __, row: f"md5('{row[name]}' || n)::uuid"


def later(name: str) -> Write:
    return lambda _, __, row: f"timestamptz '{row[name].isoformat()}' + {LATER}"


def during(_: Copier, __: Shelf, row: dict[str, Any]) -> str:
    first, last = row["during"].lower.isoformat(), row["during"].upper.isoformat()
    return f"tstzrange(timestamptz '{first}' + {LATER}, timestamptz '{last}' + {LATER})"


NAMED: dict[str, type[Model]] = {
    "journeys.plan": journeys.Plan,
    "journeys.statutory": journeys.StatutoryPlan,
    "journeys.activity": journeys.Activity,
    "journeys.appointment": journeys.Appointment,
    "citizens.consent": Consent,
    "citizens.kinship": Kinship,
}
SPECIAL: dict[tuple[type[Model], str], Write] = {
    (Person, "cpr"): lambda *_: "null",
    (Person, "code"): Copier.code,
    (Person, "name"): Copier.person,
    (Account, "name"): Copier.person,
    (Account, "issuer"): lambda *_: "'denmark'",
    (Account, "subject"): again("subject"),
    (Authority, "code"): lambda *_: "''",  # a code is one authority's own
    (Unit, "code"): again("code"),
    (Unit, "ancestor_ids"): Copier.ancestors,
    (HouseholdMember, "household"): lambda _, __, row: f"{row['household']} + 1 + n",
    (Task, "thing_id"): Copier.thing,
    (Relation, "source"): Copier.source,
    (UseLine, "request"): another_uuid("request"),
    (journeys.Appointment, "uid"): another_uuid("uid"),
}
MOVED: dict[str, Write] = {
    "starts_at": later("starts_at"),
    "ends_at": later("ends_at"),
    "during": during,
}
