"""Bills of the rules office, their assessment, and what a year of them shows."""

from collections.abc import Mapping
from dataclasses import dataclass

from sammenhaeng.access.models import Seat
from sammenhaeng.benefits.models import Bill, BillAdvice, BillAnswer, BillStep, BillText
from sammenhaeng.benefits.rules import bills as rules
from sammenhaeng.benefits.rules.bills import Assessed, Point
from sammenhaeng.benefits.rules.hints import Hint, hints
from sammenhaeng.kernel.refusal import Refused


def bills(seat: Seat) -> list[Bill]:
    """Those of the seat's unit and the units below it, the newest first."""
    rows = Bill.objects.filter(unit__ancestor_ids__contains=[seat.unit_id])
    return list(rows.order_by("-opened_at", "-pk"))


def bill(seat: Seat, bill_id: int) -> Bill:
    found = Bill.objects.filter(pk=bill_id, unit__ancestor_ids__contains=[seat.unit_id]).first()
    if found is None:
        raise Refused("missing", "Lovforslaget findes ikke, eller det er ikke jeres.")
    return found


def point(code: str) -> Point:
    if code not in rules.points():
        raise Refused("missing", "Punktet findes ikke.")
    return rules.points()[code]


def text_of(bill: Bill) -> BillText | None:
    """The latest version of the bill's text."""
    return BillText.objects.filter(bill=bill).order_by("-version").first()


def hints_of(text: BillText | None) -> list[Hint]:
    return hints(text.text) if text else []


def answers_of(bill: Bill) -> dict[str, BillAnswer]:
    """The latest answer to each point."""
    rows = BillAnswer.objects.filter(bill=bill).select_related("written_by__account")
    return {row.point: row for row in rows.order_by("version")}


def assessed(bill: Bill) -> dict[str, Assessed]:
    return {code: row.told for code, row in answers_of(bill).items()}


def versions_of(bill: Bill, point: str) -> list[BillAnswer]:
    """Every version of an answer, the newest first."""
    rows = BillAnswer.objects.filter(bill=bill, point=point).select_related("written_by__account")
    return list(rows.order_by("-version"))


def advice_of(bill: Bill) -> dict[str, BillAdvice]:
    return {row.point: row for row in BillAdvice.objects.filter(bill=bill)}


def unheeded(bill: Bill) -> bool:
    """Whether a recommendation has no answer yet."""
    return BillAdvice.objects.filter(bill=bill, is_followed=None).exists()


def steps_of(bill: Bill) -> list[BillStep]:
    rows = BillStep.objects.filter(bill=bill).select_related("by__account")
    return list(rows.order_by("at", "pk"))


@dataclass(frozen=True)
class PointTold:
    """One of the eleven points of a bill: its answer and the recommendation, where there are."""

    point: Point
    answer: BillAnswer | None
    advice: BillAdvice | None
    hints: tuple[Hint, ...]


@dataclass(frozen=True)
class BillTold:
    """A bill with everything that is known of it."""

    bill: Bill
    text: BillText | None
    points: tuple[PointTold, ...]
    steps: tuple[BillStep, ...]
    hints: tuple[Hint, ...]

    @property
    def answered(self) -> int:
        return sum(one.answer is not None for one in self.points)

    @property
    def unmet(self) -> list[PointTold]:
        """The principles it departs from, in the order of their numbers."""
        codes = {one.code for one in rules.unmet(self._assessed)}
        return [one for one in self.points if one.point.code in codes]

    @property
    def has_consequences(self) -> bool:
        return rules.has_consequences(self._assessed)

    @property
    def is_writable(self) -> bool:
        return self.bill.state in rules.WRITABLE

    @property
    def _assessed(self) -> dict[str, Assessed]:
        return {one.point.code: one.answer.told for one in self.points if one.answer}


def told(bill: Bill) -> BillTold:
    text, answers, advice = text_of(bill), answers_of(bill), advice_of(bill)
    found = hints_of(text)
    return BillTold(
        bill, text,
        tuple(_point(one, answers, advice, found) for one in rules.points().values()),
        tuple(steps_of(bill)), tuple(found),
    )  # fmt: skip


def _point(
    one: Point, answers: Mapping[str, BillAnswer], advice: Mapping[str, BillAdvice],
    found: list[Hint],
) -> PointTold:  # fmt: skip
    own = tuple(hint for hint in found if hint.kind in one.hints)
    return PointTold(one, answers.get(one.code), advice.get(one.code), own)


@dataclass(frozen=True)
class Year:
    """What the bills of a year show: those heard, with consequences, in time, advice followed."""

    year: int
    heard: int
    sent: int
    in_time: int
    advised: int
    followed: int


def years(seat: Seat) -> list[Year]:
    """Bills whose hearing has begun, by the year it began, the newest first."""
    heard = [
        (one, one.hearing_on)
        for one in bills(seat) if one.hearing_on and one.state in rules.HEARD
    ]  # fmt: skip
    advice = list(BillAdvice.objects.filter(bill__in=[one.pk for one, _ in heard]))
    found = []
    for year in sorted({day.year for _, day in heard}, reverse=True):
        own = [one for one, day in heard if day.year == year]
        given = [row for row in advice if row.bill_id in {one.pk for one in own}]
        found.append(_year(year, own, given))
    return found


def _year(year: int, own: list[Bill], given: list[BillAdvice]) -> Year:
    sent = [(one.sent_on, one.hearing_on) for one in own if one.sent_on and one.hearing_on]
    in_time = sum(rules.is_in_time(*days) for days in sent)
    followed = sum(row.is_followed is True for row in given)
    return Year(year, len(own), len(sent), in_time, len(given), followed)
