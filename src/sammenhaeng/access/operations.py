"""The gates: look_up for a named citizen, aggregate for figures; and who sits where."""

import uuid
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction

from sammenhaeng.audit import operations as audit
from sammenhaeng.kernel.acts import require
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.organisation.models import Unit

from . import acts, queries, rules
from .models import Account, Figures, Reason, Refusal, Relation, Seat, UseBlock, UseLine

LOG_USE = (
    "select access_log_use(%s::bigint[], %s::text[], %s, %s, %s, %s, %s, %s::text[], %s, %s, %s)"
)


@dataclass(frozen=True)
class Use:
    """The logged permission to read about some citizens, for one purpose, in this transaction."""

    citizen_ids: frozenset[int]
    relations: Mapping[int, str]
    purpose: str
    categories: frozenset[str]
    by: Seat
    at: datetime
    request: uuid.UUID

    @property
    def citizen_id(self) -> int:
        """The one citizen of a Use about one citizen."""
        (citizen_id,) = self.citizen_ids
        return citizen_id

    def covers(self, *categories: str) -> None:
        """Refused unless every category was named, and so logged, when the Use was opened."""
        if missing := sorted(set(categories) - self.categories):
            raise Refused(
                "forbidden", "Opslaget omfatter ikke {missing}.", missing=", ".join(missing)
            )


def look_up(
    citizen_id: int,
    *,
    purpose: str,
    seen: Collection[str],
    by: Seat,
    at: datetime,
    action: str = "read",
) -> Use:
    """Open one citizen's rows: decided by policy, written to the citizen's log, then readable."""
    return look_up_many([citizen_id], purpose=purpose, seen=seen, by=by, at=at, action=action)


def look_up_many(
    citizen_ids: Collection[int],
    *,
    purpose: str,
    seen: Collection[str],
    by: Seat,
    at: datetime,
    action: str = "list",
) -> Use:
    """Open several citizens' rows in one look-up; Refused when one of them may not be opened."""
    named = rules.named(purpose)
    categories = frozenset(seen)
    if not categories <= named.categories:
        raise Refused(
            "forbidden",
            "Formålet “{purpose}” omfatter ikke {seen}.",
            purpose=named.sentence,
            seen=", ".join(sorted(categories - named.categories)),
        )
    ids = sorted(set(citizen_ids))
    held = queries.kinds_held(by, ids, at)
    opened = [rules.opening(named, by.role, held[pk], at.date()) for pk in ids]
    use = Use(
        citizen_ids=frozenset(ids),
        relations={pk: relation for pk, (relation, _) in zip(ids, opened, strict=True)},
        purpose=purpose,
        categories=categories,
        by=by,
        at=at,
        request=uuid.uuid4(),
    )
    _write_down(use, opened, action)
    return use


def _write_down(use: Use, opened: list[tuple[str, str]], action: str) -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("A look-up outside a transaction opens nothing.")
    if not opened:
        return
    relations = [use.relations[pk] for pk in sorted(use.citizen_ids)]
    by = use.by
    with connection.cursor() as cursor:
        cursor.execute(
            LOG_USE,
            [
                sorted(use.citizen_ids), relations, by.pk, by.unit_id, by.role, use.purpose,
                opened[0][1], sorted(use.categories), action, use.request, use.at,
            ],
        )  # fmt: skip


@contextmanager
def aggregate(*, purpose: str, by: Seat, at: datetime) -> Iterator[None]:
    """Open the views without identity, and only those, until the block ends; logged.

    Inside the block no table can be read or written, only the views granted to figures.
    """
    require(by, acts.SEE_FIGURES)
    with transaction.atomic(), connection.cursor() as cursor:
        Figures.objects.create(seat=by, purpose=purpose, at=at)
        cursor.execute("set local role sammenhaeng_aggregate")
        try:
            yield
        finally:
            if not connection.needs_rollback:
                cursor.execute("reset role")


def refused(
    refusal: Refused, *, what: str, citizen_id: int | None, by: Seat | None, at: datetime
) -> None:
    """Keep a no, in a transaction of its own: call it after the refused one has rolled back."""
    Refusal.objects.create(seat=by, citizen_id=citizen_id, code=refusal.code, what=what, at=at)


@transaction.atomic
def seat(
    account: Account, *, role: str, unit: Unit, first_on: date, by: Seat, at: datetime
) -> Seat:
    """Give an account a role in a unit from a day."""
    require(by, acts.SEAT, unit_id=unit.pk)
    taken = Seat.objects.create(account=account, role=role, unit=unit, first_on=first_on)
    audit.record("seat.taken", taken, by=by, at=at, role=role, unit=unit.pk)
    return taken


@transaction.atomic
def unseat(taken: Seat, *, last_on: date, by: Seat, at: datetime) -> Seat:
    """End a seat with a last day."""
    taken = Seat.objects.select_for_update().get(pk=taken.pk)
    require(by, acts.SEAT, unit_id=taken.unit_id)
    if last_on < taken.first_on:
        raise Refused("invalid", "Pladsen kan ikke slutte, før den begynder.")
    taken.last_on = last_on
    taken.save(update_fields=["last_on"])
    audit.record("seat.ended", taken, by=by, at=at, last_on=last_on)
    return taken


@transaction.atomic
def name_stand_in(taken: Seat, stand_in: Seat | None, *, by: Seat, at: datetime) -> Seat:
    """Let another seat of the same authority stand in, or nobody."""
    taken = Seat.objects.select_for_update(of=("self",)).select_related("unit").get(pk=taken.pk)
    require(by, acts.SEAT, unit_id=taken.unit_id)
    if stand_in and stand_in.own_unit.authority_id != taken.own_unit.authority_id:
        raise Refused("invalid", "En stedfortræder skal være i samme myndighed.")
    taken.stand_in = stand_in
    taken.save(update_fields=["stand_in"])
    audit.record("seat.stand_in", taken, by=by, at=at, stand_in=stand_in and stand_in.pk)
    return taken


@dataclass(frozen=True)
class Tie:
    """Why someone has to do with a citizen: the kind, its legal basis, and the row that says so."""

    citizen_id: int
    kind: str
    basis: str
    source: str


@transaction.atomic
def relate(tie: Tie, *, to: Seat | Unit, by: Seat, at: datetime) -> Relation:
    """Let a seat, or every seat of a unit, have to do with a citizen from now on."""
    require(by, acts.RELATE)
    relation = Relation.objects.create(
        citizen_id=tie.citizen_id,
        kind=tie.kind,
        basis=tie.basis,
        source=tie.source,
        seat=to if isinstance(to, Seat) else None,
        unit=to if isinstance(to, Unit) else None,
        started_at=at,
    )
    audit.record("relation.started", relation, by=by, at=at, kind=tie.kind)
    return relation


@transaction.atomic
def part(source: str, *, by: Seat, at: datetime) -> int:
    """End every open relation that a row had opened; gives how many."""
    require(by, acts.RELATE)
    ended = list(Relation.objects.select_for_update().open().filter(source=source).order_by("pk"))
    for relation in ended:
        relation.ended_at = at
        relation.save(update_fields=["ended_at"])
        audit.record("relation.ended", relation, by=by, at=at, kind=relation.kind)
    return len(ended)


@transaction.atomic
def open_with_reason(citizen_id: int, *, code: str, text: str, by: Seat, at: datetime) -> Relation:
    """Open a citizen who is not yours for two hours; the citizen and your leader see why."""
    require(by, acts.OPEN_WITH_REASON, unit_id=by.unit_id)
    if code not in rules.REASONS:
        raise Refused("invalid", "Vælg en grund fra listen.")
    if len(text.strip()) < rules.SHORTEST_REASON:
        raise Refused("invalid", "Skriv med mindst 10 tegn, hvorfor du slår borgeren op.")
    relation = Relation.objects.create(
        citizen_id=citizen_id,
        kind=rules.REASON,
        basis="rsl-5",
        source=f"reason/{code}",
        seat=by,
        started_at=at,
        until=at + rules.REASON_LASTS,
    )
    look_up(citizen_id, purpose="case", seen=["identity"], by=by, at=at)
    Reason.objects.create(
        citizen_id=citizen_id,
        seat=by,
        relation=relation,
        code=code,
        text=text.strip(),
        opened_at=at,
    )
    audit.record("reason.opened", relation, by=by, at=at, code=code)
    return relation


@transaction.atomic
def found(unit: Unit, *, at: datetime) -> Seat:
    """The first seat of all: the platform's own, which machines act through. Made once."""
    account, _ = Account.objects.get_or_create(
        issuer="platform", subject="system", defaults={"name": "Sammenhæng"}
    )
    system, is_new = Seat.objects.get_or_create(
        account=account, role="system", unit=unit, defaults={"first_on": at.date()}
    )
    if is_new:
        audit.record("seat.founded", system, by=system, at=at)
    return system


@transaction.atomic
def seat_citizen(citizen_id: int, account: Account, *, by: Seat, at: datetime) -> Seat:
    """Give a citizen the seat they act through themselves."""
    require(by, acts.SEAT)
    own = Seat.objects.create(
        account=account, role=rules.CITIZEN, citizen_id=citizen_id, first_on=at.date()
    )
    audit.record("seat.taken", own, by=by, at=at, role=rules.CITIZEN)
    return own


@transaction.atomic
def seal(*, by: Seat, at: datetime) -> int:
    """Seal the lines of the use log that no running transaction can add to; gives how many."""
    require(by, acts.SEAL)
    with connection.cursor() as cursor:
        cursor.execute("select access_seal(%s)", [at])
        (lines,) = cursor.fetchone()
    if lines:
        audit.record("use.sealed", UseBlock.objects.latest("number"), by=by, at=at, lines=lines)
    return int(lines)


@transaction.atomic
def delay(line_id: int, *, reveal_on: date, by: Seat, at: datetime) -> None:
    """Show a line of the use log to the citizen later, for a lawful reason; never not at all."""
    require(by, acts.DELAY_LINE)
    if not rules.may_be_delayed(at.date(), reveal_on):
        raise Refused("invalid", "Vælg en dag efter i dag og højst to år frem.")
    with connection.cursor() as cursor:
        cursor.execute("select access_delay(%s, %s)", [line_id, reveal_on])
        (citizen_id,) = cursor.fetchone()
    if citizen_id is None:
        raise Refused("missing", "Opslaget findes ikke, eller det er allerede udskudt.")
    line = UseLine(pk=line_id, citizen_id=citizen_id)
    audit.record("use.delayed", line, by=by, at=at, reveal_on=reveal_on)
