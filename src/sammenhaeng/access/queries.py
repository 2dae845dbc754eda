"""Questions about seats, relations and the use log. Nothing here writes."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import F
from django.utils.translation import gettext

from . import rules
from .models import Account, Reason, Relation, Seat, UseBlock, UseLine
from .rules import GUARDIAN, MANDATE, SELF, SYSTEM, TASK


def seats_of(account: Account, today: date):
    """The seats an account may sit in today, its own citizen's seat last."""
    return (
        Seat.objects.valid_on(today)
        .filter(account=account)
        .with_place()
        .order_by("citizen_id", "unit__name", "role")
    )


def kinds_held(by: Seat, citizen_ids: Collection[int], at: datetime) -> dict[int, set[str]]:
    """The kinds of relation the seat has at that instant with each of the citizens."""
    held: dict[int, set[str]] = defaultdict(set)
    if by.role == SYSTEM:  # a machine has no relation of its own; its purpose says what it may
        return {citizen_id: {TASK} for citizen_id in citizen_ids}
    if by.citizen_id is not None and by.citizen_id in citizen_ids:
        held[by.citizen_id].add(SELF)
    open_now = Relation.objects.open_at(at).of(by).filter(citizen_id__in=citizen_ids)
    for citizen_id, kind in open_now.values_list("citizen_id", "kind"):
        held[citizen_id].add(kind)
    return held


def related_citizens(by: Seat, at: datetime) -> dict[int, set[str]]:
    """Every citizen the seat has to do with at that instant, and through which relations."""
    held: dict[int, set[str]] = defaultdict(set)
    for citizen_id, kind in Relation.objects.open_at(at).of(by).values_list("citizen_id", "kind"):
        held[citizen_id].add(kind)
    return held


def last_use(by: Seat, citizen_id: int, before: datetime) -> datetime | None:
    """When this seat last opened the citizen, earlier than now; needs an open Use."""
    return (
        UseLine.objects.filter(citizen_id=citizen_id, seat=by, at__lt=before)
        .order_by("-at")
        .values_list("at", flat=True)
        .first()
    )


def lines_about(use, since: datetime | None = None):
    """The citizen's own log through a Use: newest first, lawfully delayed lines left out."""
    use.covers("use")
    lines = UseLine.objects.filter(citizen_id__in=use.citizen_ids)
    if since is not None:
        lines = lines.filter(at__gte=since)
    return lines.select_related("unit__authority").order_by("-at", "-id")


def reasons_to_review(by: Seat):
    """Look-ups with a reason in the leader's units that nobody has reviewed yet."""
    return (
        Reason.objects.filter(
            seat__unit__ancestor_ids__contains=[by.unit_id], reviewed_at__isnull=True
        )
        .select_related("seat__account", "seat__unit")
        .order_by("opened_at")
    )


def companions(by: Seat, citizen_id: int, at: datetime) -> list[int]:
    """The citizen and those in the same matter: a family plan's members, or one's children."""
    open_now = Relation.objects.open_at(at).of(by)
    if by.is_citizen:
        shared = open_now.filter(kind__in=[GUARDIAN, MANDATE])
    else:
        matters = open_now.filter(citizen_id=citizen_id).exclude(source="").values("source")
        shared = open_now.filter(source__in=matters)
    others = set(shared.values_list("citizen_id", flat=True)) - {citizen_id}
    return [citizen_id, *sorted(others)]


def seat_of(account: Account, seat_id: int, today: date) -> Seat | None:
    """One of the account's own seats, or None."""
    return seats_of(account, today).filter(pk=seat_id).first()


def account(account_id: int) -> Account | None:
    return Account.objects.filter(pk=account_id).first()


def demo_accounts():
    """The seats of the demo's cast whose role has a home, staff first."""
    return (
        Seat.objects.filter(account__issuer="demo", role__in=rules.HOMES)
        .with_place()
        .order_by(F("citizen_id").asc(nulls_first=True), "unit__authority__name", "account__name")
    )


def caseworkers(unit_ids: Collection[int], today: date):
    """The seats of caseworkers in some units today."""
    seats = Seat.objects.valid_on(today).filter(unit_id__in=unit_ids, role="caseworker")
    return seats.with_place().order_by("account__name")


def machine() -> Seat:
    """The platform's own seat, which tasks and imports act through."""
    return Seat.objects.with_place().get(account__issuer="platform", role=SYSTEM)


@dataclass(frozen=True)
class Seals:
    """How the seals of the use log stand: blocks that no longer fit, and lines not sealed yet."""

    blocks: int
    broken: list[tuple[int, str]]
    unsealed: int


def seals() -> Seals:
    """Check every block of the use log against its lines."""
    with connection.cursor() as cursor:
        cursor.execute("select number, what from access_broken_blocks()")
        broken = cursor.fetchall()
        cursor.execute("select access_unsealed_lines()")
        (unsealed,) = cursor.fetchone()
    return Seals(UseBlock.objects.count(), broken, unsealed)


@dataclass(frozen=True)
class Card:
    """A member of staff as others meet them."""

    name: str
    title: str
    unit: str
    authority: str
    phone: str


def card(seat: Seat) -> Card:
    unit = seat.own_unit
    title = gettext(seat.title) if seat.title else ""
    return Card(seat.account.name, title, unit.name, unit.authority.name, seat.phone or unit.phone)


class Wording:
    """The words for the codes in the log, for rooms above, in the language of the page."""

    def role(self, code: str) -> str:
        return gettext(rules.ROLES[code])

    def purpose(self, code: str) -> str:
        return gettext(rules.purposes()[code].sentence)

    def basis(self, code: str) -> str:
        return gettext(rules.bases()[code].sentence)

    def statute(self, code: str) -> str:
        return rules.bases()[code].statute

    def category(self, code: str) -> str:
        return gettext(rules.categories()[code])

    def relation(self, code: str) -> str:
        return gettext(rules.RELATIONS[code]) if code in rules.RELATIONS else ""

    def reasons(self) -> dict[str, str]:
        return rules.REASONS

    def strongest(self, kinds: Collection[str]) -> str:
        """The closest of some relations, in words."""
        return next((gettext(text) for kind, text in rules.RELATIONS.items() if kind in kinds), "")
