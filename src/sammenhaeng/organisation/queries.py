"""Questions about authorities, units, posts, spans of control and imports."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Collate, Lower
from django.utils.translation import gettext, ngettext

from sammenhaeng.kernel.cells import guarded
from sammenhaeng.kernel.refusal import Refused

from .models import Authority, Import, ImportFault, Position, ReportingLine, Unit
from .rules import reference
from .rules import spans as rules
from .rules.sheets import REASONS
from .rules.spans import REFERENCE, Spans
from .rules.spans import Bin as Bin
from .rules.units import COLUMNS, KINDS, OPTIONAL, OWNERSHIPS

PER_PAGE = 50
FAULTS_SHOWN = 100


@dataclass(frozen=True)
class Wanted:
    """What a search for units asks for; empty means all."""

    name: str = ""
    authority_id: int | None = None
    kind: str = ""


def danish_order(field: str) -> Collate:
    """The key that sorts names with æ, ø, å last, whatever the database's language."""
    letters = (Lower(field), Value("æøå"), Value("{|}"))
    return Collate(Func(*letters, function="translate", output_field=TextField()), "C")


def units(wanted: Wanted, today: date) -> QuerySet[Unit]:
    """The units valid today that fit, in Danish order; a part of the name is enough."""
    found = Unit.objects.valid_on(today).select_related("authority", "parent")
    if wanted.name:
        lower = Lower("name")
        found = found.annotate(lower=lower).filter(lower__contains=wanted.name.lower())
    if wanted.authority_id is not None:
        found = found.filter(authority_id=wanted.authority_id)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    return found.order_by(danish_order("name"), "pk")


def page(rows: QuerySet, number: str) -> Page:
    """One page; a number that does not exist gives the nearest."""
    return Paginator(rows, PER_PAGE).get_page(number)


def authorities(today: date, kind: str = "") -> QuerySet[Authority]:
    """The authorities of today in Danish order."""
    found = Authority.objects.valid_on(today)
    found = found.filter(kind=kind) if kind else found
    return found.order_by(danish_order("name"), "pk")


def populations() -> dict[int, int]:
    """People who live in each kommune and region, by the authority's id."""
    known = reference.populations()
    rows = Authority.objects.filter(code__in=known).values_list("pk", "code")
    return {pk: known[code] for pk, code in rows}


def names_of_authorities() -> dict[str, str]:
    """Names of the country's kommuner, regions and ministries by their code, as in the files."""
    return {one.code: one.name for one in reference.known()}


def with_units(today: date) -> QuerySet[Authority]:
    """The authorities that have units today."""
    return authorities(today).filter(pk__in=Unit.objects.valid_on(today).values("authority_id"))


def unit_at(place: str, today: date) -> Unit:
    """The unit that a file calls 0999/jobcentre or 12345678/jobcentre, or Refused("missing")."""
    authority, _, code = place.partition("/")
    known = Unit.objects.valid_on(today).select_related("authority").filter(code=code)
    of = Q(authority__code=authority) | Q(authority__cvr=authority)
    found = known.filter(of).first() if authority and code else None
    if found is None:
        raise Refused(
            "missing", "Enheden “{place}” findes ikke. Skriv myndighedens kode eller CVR-nummer, "
            "en skråstreg og enhedens kode.", place=place,
        )  # fmt: skip
    return found


def below(unit: Unit, today: date) -> QuerySet[Unit]:
    """The unit and every unit under it today."""
    return Unit.objects.valid_on(today).filter(ancestor_ids__contains=[unit.pk])


def reference_span() -> int:
    """The number of direct reports that the reform counts from; no norm."""
    return REFERENCE


def kinds_of_unit() -> dict[str, str]:
    return KINDS


def ownerships() -> dict[str, str]:
    """Who may own a unit, in words."""
    return OWNERSHIPS


def leader_of(position: Position, day: date) -> Position | None:
    """The post that a post reports to on a day."""
    lines = ReportingLine.objects.valid_on(day).filter(position=position)
    line = lines.select_related("leader").first()
    return line.leader if line else None


def staff_of(position: Position, day: date) -> QuerySet[Position]:
    """The posts that report to a post on a day."""
    lines = ReportingLine.objects.valid_on(day).filter(leader=position)
    return Position.objects.filter(pk__in=lines.values("position_id")).order_by("holder", "pk")


def sheet_of(rows: QuerySet[Unit]) -> Iterator[list[str]]:
    """Units as the rows of a file that can be imported again, column names first."""
    yield [*COLUMNS, *OPTIONAL]
    for unit in rows:
        cells = (
            unit.authority.code or unit.authority.cvr,
            unit.code,
            unit.parent.code if unit.parent else "",
            unit.name,
            unit.name_en,
            unit.kind,
            unit.phone,
            unit.hours,
            unit.address,
            unit.first_on.isoformat(),
            unit.last_on.isoformat() if unit.last_on else "",
            *(getattr(unit, name) for name in OPTIONAL),
        )
        yield [guarded(cell) for cell in cells]


def imports(authority_id: int, seat_id: int) -> QuerySet[Import]:
    """What was imported about an authority's rows, or by the seat, newest first."""
    mine = Q(authority_ids__contains=[authority_id]) | Q(seat_id=seat_id)
    return Import.objects.filter(mine).order_by("-at", "-pk")


@dataclass(frozen=True)
class Told:
    """A fault in a refused file: where, what is wrong, and what to do."""

    row: int
    column: str
    what: str
    remedy: str


def faults(of: Import) -> Iterator[Told]:
    """Every fault of a refused file, by row."""
    for one in ImportFault.objects.filter(of=of).order_by("row", "column", "pk"):
        what, remedy = REASONS[one.reason]
        said = gettext(what).format(found=one.found)
        yield Told(one.row, one.column, said, gettext(remedy))


def is_unreadable(of: Import) -> bool:
    """Whether the file was refused as a whole, before any of its rows could be read."""
    return ImportFault.objects.filter(of=of, column="", row__lte=1).exists()


def refusal(of: Import) -> str:
    """What to tell whoever brought a refused file."""
    if is_unreadable(of):
        return gettext("Intet er indlæst. Filen kan ikke læses. Se nedenfor, hvad du skal gøre.")
    told = ngettext(
        "Intet er indlæst. Ret {count} række i filen, og indlæs den igen.",
        "Intet er indlæst. Ret {count} rækker i filen, og indlæs den igen.",
        of.rows_refused,
    )
    return told.format(count=of.rows_refused)


def imported(import_id: int, authority_id: int, seat_id: int) -> Import:
    """One of the imports that concern an authority, or Refused("missing")."""
    found = imports(authority_id, seat_id).filter(pk=import_id).first()
    if found is None:
        raise Refused("missing", "Indlæsningen findes ikke, eller den er ikke jeres.")
    return found


VALID = "first_on <= %(day)s and (last_on is null or last_on >= %(day)s)"
VALID_OF = "{0}.first_on <= %(day)s and ({0}.last_on is null or {0}.last_on >= %(day)s)"
OWN_UNITS = "array(select id from organisation_unit where authority_id = %(authority)s)"
OWN_POSTS = f"array(select id from organisation_position where unit_id = any({OWN_UNITS}))"
SPANS = f"""
select (select string_agg(
        int8send(id) || int8send(unit_id) || substring(int4send(leads::int) from 4), '')
    from organisation_position where {VALID} {{posts}}),
(select string_agg(int8send(position_id) || int8send(leader_id), '')
    from organisation_reportingline where {VALID} {{lines}}),
(select string_agg(int8send(id) || int8send(above), '')
    from organisation_unit, unnest(ancestor_ids) as above where true {{units}})"""
EVERYBODY = SPANS.format(posts="", lines="", units="")
ONE_AUTHORITY = SPANS.format(
    posts=f"and unit_id = any({OWN_UNITS})",
    lines=f"and position_id = any({OWN_POSTS})",
    units="and authority_id = %(authority)s",
)


def spans(authority_id: int | None, day: date) -> Spans:
    """Span of control on a day, in one authority or, without one, in all of them.

    Ids come packed as bytes: a country's posts are read and counted in about a second.
    """
    with connection.cursor() as cursor:
        told = {"day": day, "authority": authority_id}
        cursor.execute(EVERYBODY if authority_id is None else ONE_AUTHORITY, told)
        packed = cursor.fetchone()
    shapes = (rules.POST, rules.LINE, rules.CHAIN)
    return rules.spans(*map(np.frombuffer, (one or b"" for one in packed), shapes))


MOST_REPORTS = f"""
select max(reports) from (
    select count(*) as reports from organisation_position leader
    join organisation_reportingline line on line.leader_id = leader.id
    join organisation_position post on post.id = line.position_id
    where leader.unit_id = %(unit)s and {VALID_OF.format("leader")}
    and {VALID_OF.format("line")} and {VALID_OF.format("post")}
    group by leader.id) as leaders"""


def most_reports(unit_id: int, day: date) -> int | None:
    """The most direct reports that a leader in a unit has; None where nobody leads."""
    with connection.cursor() as cursor:
        cursor.execute(MOST_REPORTS, {"unit": unit_id, "day": day})
        (most,) = cursor.fetchone()
    return None if most is None else int(most)
