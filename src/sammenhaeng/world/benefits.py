"""Solby's benefits office: Bent's automatic decision, Anne's case that waits, and drawn others."""

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from sammenhaeng.access import operations as access
from sammenhaeng.access.models import Account, Seat
from sammenhaeng.benefits.models import Application
from sammenhaeng.benefits.operations import applications, decisions
from sammenhaeng.benefits.operations.applications import Wish
from sammenhaeng.benefits.operations.decisions import Verdict
from sammenhaeng.benefits.rules import evidence
from sammenhaeng.benefits.rules.evidence import Told
from sammenhaeng.benefits.rules.questions import known_paths, questions
from sammenhaeng.citizens.operations import facts, persons
from sammenhaeng.citizens.operations.facts import Statement
from sammenhaeng.citizens.operations.persons import Identity
from sammenhaeng.kernel.calendar import day_of
from sammenhaeng.kernel.periods import Days
from sammenhaeng.organisation.models import Unit
from sammenhaeng.organisation.operations import units
from sammenhaeng.organisation.rules.units import Description
from sammenhaeng.world.denmark import FIRST_NAMES, LAST_NAMES
from sammenhaeng.world.solby import FOUNDED, Solby

OFFICE = Description(
    "benefits_office", "Ydelseskontoret", "ydelser", phone="99 99 47 00", address="Kaj 4"
)
CASEWORKER = ("dorthe", "Dorthe Skov", "ydelsessagsbehandler")
BENEFIT, SEED = "boligstoette", 2026
BENTS = {  # a fact's path, as registers tell it of a pensioner in a rented flat
    "household.adults": ("1", "CPR"),
    "household.children": ("0", "CPR"),
    "income.month": ("17.400 kr.", "eIndkomst"),
    "income.capital_year": ("0 kr.", "SKAT"),
    "income.shares_year": ("0 kr.", "SKAT"),
    "wealth": ("64.000 kr.", "SKAT"),
    "dwelling.area_m2": ("58 m²", "BBR"),
    "dwelling.tenure": ("Lejer", "BBR"),
    "dwelling.own_kitchen": ("ja", "BBR"),
}
ANNES = BENTS | {
    "household.children": ("2", "CPR"),
    "income.month": ("19.300 kr.", "eIndkomst"),
    "wealth": ("0 kr.", "SKAT"),
    "dwelling.area_m2": ("78 m²", "BBR"),
}
SAID = {"ordning": "ydelse", "husleje": "6200", "varme_saerskilt": "ja"}
ANNE_SAID = {"ordning": "sikring", "husleje": "7150", "varme_saerskilt": "ja", "areal": "84"}


@dataclass(frozen=True)
class Errand:
    """Where somebody applies, and under the law of which day."""

    office: Unit
    on: date


@dataclass(frozen=True)
class Benefits:
    """What the story leaves behind."""

    office: Unit
    dorthe: Seat
    bent: Application
    anne: Application


@transaction.atomic
def open_office(cast: Solby, *, at: datetime) -> tuple[Unit, Seat]:
    """An office under the job centre, with one caseworker."""
    town = cast.units["jobcentre"]
    office = units.establish(
        town.authority, OFFICE, parent=town, days=Days(FOUNDED), by=cast.seats["system"], at=at
    )
    subject, name, title = CASEWORKER
    account = Account.objects.create(subject=subject, name=name)
    dorthe = Seat.objects.create(
        account=account, role="caseworker", unit=office, title=title, first_on=FOUNDED
    )
    return office, dorthe


@transaction.atomic
def settle(cast: Solby, on: date, *, at: datetime) -> Benefits:
    """Bent is a pensioner and gets an answer at once; Anne has said something else than BBR.

    `on` is the day whose law they apply under.
    """
    office, dorthe = open_office(cast, at=at)
    for key, known in (("bent", BENTS), ("anne", ANNES)):
        know(cast, cast.citizens[key], known, at)
    return Benefits(
        office, dorthe,
        hand_in(cast, "bent", SAID, Errand(office, on), at),
        hand_in(cast, "anne", ANNE_SAID, Errand(office, on), at),
    )  # fmt: skip


def tell(cast: Solby, *, at: datetime) -> None:
    """The demo's: Bent and Anne, and enough drawn applicants that decisions may be counted."""
    told = settle(cast, day_of(at), at=at)
    draw(cast, told.office, told.dorthe, at=at)


def know(cast: Solby, citizen_id: int, known: dict[str, tuple[str, str]], at: datetime) -> None:
    """What registers answered about a citizen."""
    system = cast.seats["system"]
    access.look_up(
        citizen_id, purpose="registration", seen=["facts"], by=system, at=at, action="change"
    )
    for path, (value, register) in known.items():
        told = Statement(path, value, register, at + timedelta(days=365))
        facts.state_fact(citizen_id, told, by=system, at=at)


def hand_in(
    cast: Solby, who: str, said: dict[str, str], errand: Errand, at: datetime
) -> Application:
    """Somebody of the cast applies through their own seat."""
    seat = cast.seats[who]
    access.look_up(
        seat.own_citizen_id, purpose="own", seen=["facts", "benefits"], by=seat, at=at,
        action="change",
    )  # fmt: skip
    wish = Wish(BENEFIT, errand.on, errand.office, told=answers(said, day_of(at)))
    return applications.hand_in(
        seat.own_citizen_id, wish, machine=cast.seats["system"], by=seat, at=at
    )


def answers(said: dict[str, str], on: date) -> list[Told]:
    """What an applicant says: of the rest, only what no register knows, as the law has it."""
    law, known = questions(BENEFIT).law, {*known_paths(BENEFIT).values(), *said}
    rest = {
        name: asked.default
        for name, asked in law.inputs.items()
        if asked.default is not None and name not in known
    }
    return [Told(name, 0, value, evidence.CITIZEN, on) for name, value in (said | rest).items()]


MANY, IN_SMALL_HOMES = 56, 36


@transaction.atomic
def draw(cast: Solby, office: Unit, dorthe: Seat, *, at: datetime) -> None:
    """Other applicants, drawn from a seed: enough that a count of decisions exposes nobody."""
    random_ = random.Random(SEED)
    for number in range(MANY):
        begun = at - timedelta(days=random_.randint(30, 90))
        is_simple = number < IN_SMALL_HOMES
        application = _drawn(cast, office, random_, is_simple, begun)
        if not is_simple:
            settled = begun + timedelta(days=random_.randint(2, 24))
            _decide(application, dorthe, settled)


def _drawn(
    cast: Solby, office: Unit, draw: random.Random, is_simple: bool, at: datetime
) -> Application:
    system = cast.seats["system"]
    identity = Identity(
        f"{draw.choice(FIRST_NAMES.split())} {draw.choice(LAST_NAMES.split())}",
        born_on=date(draw.randint(1940, 1955), 3, 1), kommune_code="0999",
    )  # fmt: skip
    person = persons.register(identity, by=system, at=at)
    account = Account.objects.create(issuer="drawn", subject=str(person.pk), name=identity.name)
    seat = access.seat_citizen(person.pk, account, by=system, at=at)
    known = BENTS | {
        "income.month": (f"{draw.randint(130, 185) * 100} kr.", "eIndkomst"),
        "dwelling.area_m2": (f"{draw.randint(45, 64)} m²", "BBR"),
    }
    know(cast, person.pk, known, at)
    said = SAID | {"husleje": str(draw.randint(48, 68) * 100)}
    if not is_simple:
        said |= {"areal": "70"} if draw.random() < 0.5 else {"el_i_husleje": "ja"}
    access.look_up(
        person.pk, purpose="own", seen=["facts", "benefits"], by=seat, at=at, action="change"
    )
    wish = Wish(BENEFIT, day_of(at), office, told=answers(said, day_of(at)))
    return applications.hand_in(person.pk, wish, machine=system, by=seat, at=at)


def _decide(application: Application, dorthe: Seat, at: datetime) -> None:
    access.look_up(
        application.citizen_id, purpose="benefit", seen=["benefits"], by=dorthe, at=at,
        action="change",
    )  # fmt: skip
    draft = decisions.redraft(application, by=dorthe, at=at)
    decisions.settle(application, Verdict(draft.pk), by=dorthe, at=at)
