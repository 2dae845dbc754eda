"""The gates: look_up for a named citizen, aggregate for figures; and what is kept of both."""

import uuid
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction

from sammenhaeng.access import acts, queries, rules
from sammenhaeng.access.models import Figures, Refusal, Seat, UseBlock, UseLine
from sammenhaeng.audit import operations as audit
from sammenhaeng.kernel.acts import require
from sammenhaeng.kernel.calendar import day_of
from sammenhaeng.kernel.refusal import Refused

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
    opened = [_opening(named, by, pk, held[pk], at) for pk in ids]
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


def _opening(
    purpose: rules.Purpose, by: Seat, citizen_id: int, held: Collection[str], at: datetime
) -> tuple[str, str]:
    """The relation and basis that open one citizen; a no carries whom it was about, for its log."""
    try:
        return rules.opening(purpose, by.role, held, day_of(at))
    except Refused as refused:
        refused.facts["citizen_id"] = citizen_id
        raise


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
def delay(line_id: int, *, reveal_on: date, because: str, by: Seat, at: datetime) -> None:
    """Show a line of the use log to the citizen later, for a lawful reason; never not at all."""
    require(by, acts.DELAY_LINE, unit_id=by.unit_id)
    if because not in rules.DELAYS:
        raise Refused("invalid", "Vælg, hvorfor opslaget først skal vises senere.")
    if not rules.may_be_delayed(day_of(at), reveal_on):
        raise Refused("invalid", "Vælg en dag efter i dag og højst to år frem.")
    assert by.unit
    with connection.cursor() as cursor:
        cursor.execute(
            "select access_delay(%s, %s, %s)", [line_id, reveal_on, by.unit.authority_id]
        )
        (citizen_id,) = cursor.fetchone()
    if citizen_id is None:
        raise Refused("missing", "Opslaget findes ikke, eller det er allerede udskudt.")
    line = UseLine(pk=line_id, citizen_id=citizen_id)
    audit.record("use.delayed", line, by=by, at=at, reveal_on=reveal_on, because=because)
