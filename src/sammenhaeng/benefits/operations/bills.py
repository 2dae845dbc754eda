"""A bill is assessed point by point and goes from idea to follow-up."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from sammenhaeng.access.models import Seat
from sammenhaeng.audit import operations as audit
from sammenhaeng.benefits import acts
from sammenhaeng.benefits.models import Bill, BillAdvice, BillAnswer, BillStep, BillText
from sammenhaeng.benefits.queries import bills as queries
from sammenhaeng.benefits.rules import bills as rules
from sammenhaeng.benefits.rules.bills import Assessed
from sammenhaeng.benefits.rules.hints import LONGEST
from sammenhaeng.kernel.acts import require
from sammenhaeng.kernel.calendar import day_of
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.kernel.states import next_state


@transaction.atomic
def open_bill(title: str, ministry: str, *, by: Seat, at: datetime) -> Bill:
    """A new bill of the seat's unit, as an idea."""
    unit = by.own_unit
    require(by, acts.WRITE_BILL, unit_id=unit.pk)
    if not title.strip() or not ministry.strip():
        raise Refused("invalid", "Skriv lovforslagets titel og ministerium.")
    bill = Bill.objects.create(
        unit=unit, title=title.strip(), ministry=ministry.strip(), opened_by=by, opened_at=at
    )
    audit.record("bill.opened", bill, by=by, at=at)
    return bill


@transaction.atomic
def keep_text(bill: Bill, text: str, *, seen: int, by: Seat, at: datetime) -> BillText:
    """A new version of the bill's text; `seen` is the version that the writer had read, or 0."""
    bill = _locked(bill, by)
    _refuse_laid(bill)
    if not text.strip() or len(text) > LONGEST:
        raise Refused("invalid", "Indsæt lovteksten, højst 200.000 tegn.")
    last = queries.text_of(bill)
    _refuse_stale(last.version if last else 0, seen)
    kept = BillText.objects.create(
        bill=bill, version=seen + 1, text=text.strip(), kept_by=by, kept_at=at
    )
    audit.record("bill.text_kept", kept, by=by, at=at, version=kept.version)
    return kept


@transaction.atomic
def answer(
    bill: Bill, point: str, told: Assessed, *, seen: int, by: Seat, at: datetime
) -> BillAnswer:
    """A new version of the answer to a point; a yes needs a provision and evidence."""
    bill = _locked(bill, by)
    _refuse_laid(bill)
    if fault := rules.fault(queries.point(point), told):
        raise Refused("invalid", fault[1])
    last = queries.answers_of(bill).get(point)
    _refuse_stale(last.version if last else 0, seen)
    stripped = {name: text.strip() for name, text in asdict(told).items()}
    written = BillAnswer.objects.create(
        bill=bill, point=point, version=seen + 1, written_by=by, written_at=at, **stripped
    )
    audit.record("bill.answered", written, by=by, at=at, what=point, version=written.version)
    return written


@transaction.atomic
def send(bill: Bill, *, hearing_on: date, late_because: str = "", by: Seat, at: datetime) -> Bill:
    """Send the bill to the secretariat, six weeks before its hearing or with a reason."""
    bill = _locked(bill, by)
    _refuse_unanswered(bill)
    if not rules.has_consequences(queries.assessed(bill)):
        raise Refused("state", "Lovforslaget har ingen konsekvenser og skal ikke forelægges.")
    if hearing_on <= day_of(at):
        raise Refused("invalid", "Høringen skal ligge senere end i dag.")
    if not rules.is_in_time(day_of(at), hearing_on) and not late_because.strip():
        raise Refused(
            "late", "Sekretariatet skal have lovforslaget seks uger før høringen. Vælg en senere "
            "dag, eller skriv, hvorfor det ikke kan nås.",
        )  # fmt: skip
    bill.sent_on, bill.hearing_on = day_of(at), hearing_on
    bill.late_because = "" if rules.is_in_time(day_of(at), hearing_on) else late_because.strip()
    return _moved(bill, "send", by, at)


@dataclass(frozen=True)
class Advice:
    """What the secretariat recommends on a point."""

    point: str
    recommendation: str


@transaction.atomic
def note_advice(bill: Bill, advice: Advice, *, by: Seat, at: datetime) -> BillAdvice:
    """Note what the secretariat recommends on a point; once more replaces it."""
    bill = _locked(bill, by)
    if bill.state != rules.PRE_HEARING:
        raise Refused("state", "Lovforslaget er ikke hos sekretariatet.")
    code, words = queries.point(advice.point).code, advice.recommendation.strip()
    if not words:
        raise Refused("invalid", "Skriv, hvad sekretariatet anbefaler.")
    noted, _ = BillAdvice.objects.update_or_create(
        bill=bill, point=code,
        defaults={"recommendation": words, "noted_by": by, "noted_at": at},
    )  # fmt: skip
    audit.record("bill.advised", noted, by=by, at=at, what=code)
    return noted


@dataclass(frozen=True)
class Heed:
    """Whether a recommendation was followed, and if not, why."""

    is_followed: bool
    because: str = ""


@transaction.atomic
def heed(bill: Bill, point: str, told: Heed, *, by: Seat, at: datetime) -> BillAdvice:
    """Say whether a recommendation is followed, before the hearing."""
    bill = _locked(bill, by)
    if bill.state != rules.ADVISED:
        raise Refused("state", "Anbefalingerne kan besvares, når de er modtaget, før høringen.")
    advice = BillAdvice.objects.filter(bill=bill, point=point).first()
    if advice is None:
        raise Refused("missing", "Sekretariatet har ingen anbefaling til punktet.")
    if not told.is_followed and not told.because.strip():
        raise Refused("invalid", "Skriv, hvorfor anbefalingen ikke følges.")
    advice.is_followed, advice.because = told.is_followed, told.because.strip()
    advice.save(update_fields=["is_followed", "because"])
    audit.record("bill.heeded", advice, by=by, at=at, what=point)
    return advice


@transaction.atomic
def hear(bill: Bill, *, by: Seat, at: datetime) -> Bill:
    """Begin the public hearing, from the day it was announced for."""
    bill = _locked(bill, by)
    _refuse_unanswered(bill)
    if bill.state == rules.SCREENING and rules.has_consequences(queries.assessed(bill)):
        raise Refused("state", "Lovforslaget har konsekvenser. Send det til sekretariatet først.")
    if queries.unheeded(bill):
        raise Refused("state", "Svar på sekretariatets anbefalinger først.")
    if bill.hearing_on and day_of(at) < bill.hearing_on:
        raise Refused("state", "Høringen begynder først den dag, der er meldt ud.")
    bill.hearing_on = bill.hearing_on or day_of(at)
    return _moved(bill, "hear", by, at)


PLAIN = ("screen", "receive", "lay", "adopt", "implement", "evaluate", "drop")


@transaction.atomic
def move(bill: Bill, event: str, *, by: Seat, at: datetime) -> Bill:
    """A step that asks for nothing but its turn."""
    bill = _locked(bill, by)
    if event not in PLAIN:
        raise Refused("invalid", "Skridtet kræver oplysninger. Brug dets egen side.")
    return _moved(bill, event, by, at)


def _locked(bill: Bill, by: Seat) -> Bill:
    bill = Bill.objects.select_for_update(of=("self",)).get(pk=bill.pk)
    require(by, acts.WRITE_BILL, unit_id=bill.unit_id)
    return bill


def _refuse_laid(bill: Bill) -> None:
    if bill.state not in rules.WRITABLE:
        raise Refused("state", "Vurderingen kan ikke ændres, når lovforslaget er fremsat.")


def _refuse_stale(version: int, seen: int) -> None:
    if version != seen:
        raise Refused("stale", "En anden har skrevet siden. Genindlæs siden, og læs det først.")


def _refuse_unanswered(bill: Bill) -> None:
    left = rules.unanswered(queries.assessed(bill))
    if left:
        raise Refused("state", "Svar på alle elleve punkter først. Der mangler {n}.", n=len(left))


def _moved(bill: Bill, event: str, by: Seat, at: datetime) -> Bill:
    bill.state = next_state(rules.BILL, bill.state, event)
    bill.save()
    BillStep.objects.create(bill=bill, event=event, state=bill.state, by=by, at=at)
    audit.record("bill.moved", bill, by=by, at=at, state=bill.state)
    return bill
