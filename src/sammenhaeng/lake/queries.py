"""Questions about deliveries, and the table of all rows in force."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

import ibis
from django.contrib.postgres.fields import ArrayField
from django.core.paginator import Page, Paginator
from django.db.models import BooleanField, F, Func, Q, QuerySet, TextField, Value
from django.utils.translation import gettext, ngettext

from sammenhaeng.kernel.deliveries import Schema
from sammenhaeng.kernel.periods import Days
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.organisation.models import Unit

from .engine import connection
from .engine import table as table_of
from .faults import REASONS
from .models import Delivery, DeliveryCount, DeliveryFault, Mapping
from .pseudonyms import pseudonym
from .registry import schemas
from .storage import store

__all__ = ["connection", "pseudonym", "schemas", "table"]
PER_PAGE = 50
FAULTS_SHOWN = 100


def deliveries(
    schema: Schema, known_at: datetime | None = None, during: Days | None = None
) -> QuerySet[Delivery]:
    """The deliveries of a kind in force: now, or as it was at an instant.

    during: those that tell of any of these days.
    """
    found = Delivery.objects.filter(kind=schema.kind)
    found = found.in_force() if known_at is None else found.known_at(known_at)
    if during is not None:
        found = found.filter(first_on__lte=during.last, last_on__gte=during.first)
    return found.order_by("pk")


def table(
    schema: Schema, known_at: datetime | None = None, during: Days | None = None
) -> ibis.Table:  # fmt: skip
    """Every row of a kind in force: now, or as it was at an instant; of those of some days."""
    names = deliveries(schema, known_at, during).values_list("name", flat=True)
    return table_of(schema, store(), list(dict.fromkeys(names)))


def schema_of(kind: str) -> Schema:
    """The schema of a kind of delivery, or Refused("missing")."""
    found = schemas().get(kind)
    if found is None:
        raise Refused("missing", "Vi tager ikke imod leverancer af den slags.")
    return found


def units(keys: Collection[str], authority_id: int) -> dict[str, tuple[int, int]]:
    """The unit and its authority of each key: `0101/school`, `12345678/school`, or own `school`."""
    owners = {key.partition("/")[0] for key in keys if "/" in key}
    told = _is_one_of("authority__code", owners) | _is_one_of("authority__cvr", owners)
    rows = Unit.objects.filter(
        told | Q(authority_id=authority_id), authority__last_on__isnull=True
    ).exclude(code="")
    found: dict[str, set[tuple[int, int]]] = defaultdict(set)
    named = ("pk", "code", "authority_id", "authority__code", "authority__cvr")
    for pk, code, owner_id, *owner in rows.values_list(*named):
        own = [code] if owner_id == authority_id else []
        for key in (*own, *(f"{one}/{code}" for one in owner if one)):
            found[key].add((pk, owner_id))
    return {key: next(iter(found[key])) for key in keys if len(found.get(key, ())) == 1}


def _is_one_of(column: str, texts: Collection[str]) -> Q:
    """One parameter however many there are: PostgreSQL takes no more than 65,535."""
    given = Value(sorted(texts), output_field=ArrayField(TextField()))
    return Q(
        Func(
            F(column), given, template="%(expressions)s)", arg_joiner=" = any(",
            output_field=BooleanField(),
        )
    )  # fmt: skip


@dataclass(frozen=True)
class Source:
    """Where an authority's files come from: a system, or a supplier."""

    authority_id: int
    name: str

    def remembered(self, kind: str, headers: Collection[str]) -> dict[str, str]:
        """Our column -> the name of the one in a file with these, as somebody last said."""
        said = Mapping.objects.filter(
            authority_id=self.authority_id, kind=kind, source=self.name
        ).values_list("column", "header")
        return {column: header for column, header in said if header in headers}


def delivered(authority_id: int) -> QuerySet[Delivery]:
    """What an authority delivered or tried to, newest first."""
    return Delivery.objects.filter(authority_id=authority_id).order_by("-at", "-pk")


def page(rows: QuerySet, number: str) -> Page:
    """One page; a number that does not exist gives the nearest."""
    return Paginator(rows, PER_PAGE).get_page(number)


def delivery(delivery_id: int, authority_id: int) -> Delivery:
    """One of an authority's deliveries, or Refused("missing")."""
    found = delivered(authority_id).filter(pk=delivery_id).first()
    if found is None:
        raise Refused("missing", "Leverancen findes ikke, eller den er ikke jeres.")
    return found


def successors(of: Collection[Delivery]) -> dict[int, int]:
    """The delivery that supersedes each of some."""
    found = Delivery.objects.filter(supersedes__in=of).values_list("supersedes_id", "pk")
    return {before: after for before, after in found if before is not None}


@dataclass(frozen=True)
class Told:
    """A fault or a warning: where it stands, what is wrong, and what to do."""

    row: int
    column: str
    title: str
    what: str
    remedy: str
    is_warning: bool


@dataclass(frozen=True)
class Counted:
    """How often the same thing is wrong in a column."""

    column: str
    title: str
    what: str
    remedy: str
    is_warning: bool
    count: int


def faults(of: Delivery) -> Iterator[Told]:
    """The first thousand faults and warnings, by row."""
    words = _Words(of)
    rows = DeliveryFault.objects.filter(delivery=of).order_by("is_warning", "row", "column", "pk")
    for one in rows:
        said = words.of(one.reason, one.found)
        yield Told(one.row, one.column, words.title(one.column), *said, one.is_warning)


def counts(of: Delivery) -> list[Counted]:
    """How often each thing is wrong, the most frequent first."""
    words = _Words(of)
    rows = DeliveryCount.objects.filter(delivery=of).order_by("is_warning", "-count", "column")
    return [
        Counted(
            one.column,
            words.title(one.column),
            *words.of(one.reason, "…"),
            one.is_warning,
            one.count,
        )
        for one in rows
    ]


class _Words:
    """What columns and reasons are called."""

    def __init__(self, of: Delivery):
        schema = schemas().get(of.kind)
        self._titles = {one.name: one.title for one in schema.columns} if schema else {}
        self._rules = {one.name: one.sentence for one in schema.checks} if schema else {}

    def title(self, name: str) -> str:
        return gettext(self._titles[name]) if name in self._titles else name

    def of(self, reason: str, found: str) -> tuple[str, str]:
        what, remedy = REASONS.get(reason, REASONS["rule"])
        what = self._rules.get(reason, what)
        return gettext(what).format(found=found), gettext(remedy)


def title_of(delivery: Delivery) -> str:
    """What a kind of delivery is called."""
    schema = schemas().get(delivery.kind)
    return gettext(schema.title) if schema else delivery.kind


def refusal(of: Delivery) -> str:
    """What to tell whoever brought a refused file."""
    if not of.rows_refused:
        return gettext("Intet er indlæst. Filen kan ikke bruges, som den er. Se hvorfor nedenfor.")
    told = ngettext(
        "Intet er indlæst. {count} række har fejl. Ret den, og indlæs filen igen.",
        "Intet er indlæst. {count} rækker har fejl. Ret dem, og indlæs filen igen.",
        of.rows_refused,
    )
    return told.format(count=of.rows_refused)
