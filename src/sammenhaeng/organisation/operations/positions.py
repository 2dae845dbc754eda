"""Posts: filled, ended, and placed under the post they report to."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from sammenhaeng.audit import operations as audit
from sammenhaeng.kernel.acts import require
from sammenhaeng.kernel.periods import Days
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.organisation import acts
from sammenhaeng.organisation.models import Position, ReportingLine, Unit
from sammenhaeng.organisation.rules.lines import Line, closes_a_ring

from .authorities import locked


@dataclass(frozen=True)
class Post:
    """Who holds a post, and as what."""

    holder: str
    title: str
    leads: bool = False


@transaction.atomic
def appoint(unit: Unit, post: Post, *, days: Days, by: acts.Actor, at: datetime) -> Position:
    """Fill a post in a unit for a period."""
    authority = locked([unit.authority_id])[0]
    require(by, acts.STAFF, authority_id=authority.pk)
    if not post.holder.strip() or not post.title.strip():
        raise Refused("invalid", "Skriv både navn og titel.")
    if not Unit.objects.get(pk=unit.pk).days.encloses(days):
        raise Refused("invalid", "Stillingen kan kun gælde på dage, hvor enheden gør.")
    position = Position.objects.create(
        unit=unit, holder=post.holder, title=post.title, leads=post.leads,
        first_on=days.first, last_on=days.last,
    )  # fmt: skip
    audit.record("position.filled", position, by=by, at=at, unit=unit.pk)
    return position


@transaction.atomic
def end(position: Position, *, last_on: date, by: acts.Actor, at: datetime) -> Position:
    """End a post on a day, and the reporting lines to and from it."""
    position = _locked(position)
    require(by, acts.STAFF, authority_id=position.unit.authority_id)
    if position.last_on is not None:
        raise Refused("state", "Stillingen er allerede afsluttet.")
    if last_on < position.first_on:
        raise Refused("invalid", "Sidste dag ligger før første dag.")
    of = ReportingLine.objects.filter(Q(position=position) | Q(leader=position))
    if of.filter(first_on__gt=last_on).exists():
        raise Refused(
            "state", "Stillingen har en reference, der begynder senere. Vælg en anden dag."
        )
    of.filter(Q(last_on__isnull=True) | Q(last_on__gt=last_on)).update(last_on=last_on)
    position.last_on = last_on
    position.save(update_fields=["last_on"])
    audit.record("position.ended", position, by=by, at=at, last_on=last_on)
    return position


@transaction.atomic
def report_to(
    position: Position, leader: Position, *, days: Days, by: acts.Actor, at: datetime
) -> ReportingLine:
    """Let a post report to another from a day; the line it had ends the day before."""
    position = _locked(position)
    require(by, acts.STAFF, authority_id=position.unit.authority_id)
    leader = Position.objects.select_related("unit").get(pk=leader.pk)
    if leader.unit.authority_id != position.unit.authority_id:
        raise Refused("invalid", "En stilling kan kun referere til en i samme myndighed.")
    if not (position.days.encloses(days) and leader.days.encloses(days)):
        raise Refused("invalid", "Begge stillinger skal gælde i hele perioden.")
    _end_former(position, days)
    lines = [
        Line(one.position_id, one.leader_id, one.days)
        for one in ReportingLine.objects.filter(
            position__unit__authority_id=position.unit.authority_id
        )
    ]
    if closes_a_ring(Line(position.pk, leader.pk, days), lines):
        raise Refused("invalid", "Så ville stillingen referere til sig selv. Vælg en anden leder.")
    line = ReportingLine.objects.create(
        position=position, leader=leader, first_on=days.first, last_on=days.last
    )
    audit.record("line.drawn", line, by=by, at=at, position=position.pk, leader=leader.pk)
    return line


def _locked(position: Position) -> Position:
    """The post as it stands, its authority's posts locked against changes by others."""
    position = Position.objects.select_related("unit").get(pk=position.pk)
    locked([position.unit.authority_id])
    position.refresh_from_db()
    return position


def _end_former(position: Position, days: Days) -> None:
    """End the line the post has on the first day; Refused when another stands in the way."""
    others = ReportingLine.objects.filter(position=position)
    former = others.valid_on(days.first).filter(first_on__lt=days.first)
    former.update(last_on=days.first - timedelta(days=1))
    if any(one.days.overlaps(days) for one in others.all()):
        raise Refused("clash", "Stillingen refererer allerede til en anden i perioden.")
