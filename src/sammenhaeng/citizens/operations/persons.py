"""Persons: registered, found, corrected, and tied to their family."""

import secrets
import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection, transaction

from sammenhaeng.access import operations as access
from sammenhaeng.access.models import Seat
from sammenhaeng.audit import operations as audit
from sammenhaeng.citizens import acts
from sammenhaeng.citizens.models import HouseholdMember, Kinship, Person
from sammenhaeng.kernel.acts import require
from sammenhaeng.kernel.calendar import day_of
from sammenhaeng.kernel.numbers import Cpr
from sammenhaeng.kernel.refusal import Refused

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # nothing that looks like something else
MOST_HITS = 20
SHORTEST_NAME = 3
OPENS_FOR = {"custody": "guardian", "guardian": "guardian", "mandate": "mandate"}


@dataclass(frozen=True)
class Identity:
    """Who a citizen is, as the population register or a caseworker says."""

    name: str
    cpr: Cpr | None = None
    born_on: date | None = None
    kommune_code: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    interpreter: str = ""
    is_protected: bool = False


@dataclass(frozen=True)
class Hit:
    """What a search shows of a citizen."""

    id: int
    name: str
    born_on: date | None
    code: str


def _next_id() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select nextval(pg_get_serial_sequence('citizens_person', 'id'))")
        return int(cursor.fetchone()[0])


@transaction.atomic
def register(identity: Identity, *, by: Seat, at: datetime) -> Person:
    """Write a new citizen down; the registering unit then has a case about them."""
    require(by, acts.REGISTER)
    if not identity.name.strip():
        raise Refused("invalid", "Skriv borgerens navn.")
    citizen_id = _next_id()
    if by.unit and by.role != "system":
        tie = access.Tie(citizen_id, "case", "gdpr-6-1-e", f"citizens.person/{citizen_id}")
        access.relate(tie, to=by.unit, by=by, at=at)
    access.look_up(
        citizen_id, purpose="registration", seen=["identity"], by=by, at=at, action="change"
    )
    person = Person.objects.create(
        id=citizen_id,
        cpr=identity.cpr.digits if identity.cpr else None,
        name=identity.name.strip(),
        born_on=identity.born_on or (identity.cpr.born if identity.cpr else None),
        kommune_code=identity.kommune_code,
        address=identity.address,
        phone=identity.phone,
        email=identity.email,
        interpreter=identity.interpreter,
        is_protected=identity.is_protected,
        code="".join(secrets.choice(ALPHABET) for _ in range(6)),
    )
    audit.record("person.registered", person, by=by, at=at)
    return person


@transaction.atomic
def correct(person: Person, identity: Identity, *, by: Seat, at: datetime) -> Person:
    """Write down what is said of a citizen now; a CPR number is given once and never changed."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    require(by, acts.CORRECT, citizen_id=person.pk)
    if not identity.name.strip():
        raise Refused("invalid", "Skriv borgerens navn.")
    if identity.cpr and person.cpr not in (None, identity.cpr.digits):
        raise Refused("invalid", "Borgeren har et andet CPR-nummer.")
    person.cpr = identity.cpr.digits if identity.cpr else person.cpr
    person.name = identity.name.strip()
    person.born_on = identity.born_on or person.born_on
    person.address = identity.address or person.address
    person.phone = identity.phone or person.phone
    person.email = identity.email or person.email
    person.save()
    audit.record("person.corrected", person, by=by, at=at)
    return person


@transaction.atomic
def find(text: str, *, by: Seat, at: datetime) -> list[Hit]:
    """Find citizens by CPR number, or by at least three letters of a name; every hit is logged."""
    require(by, acts.FIND, unit_id=by.unit_id)
    wanted = text.strip()
    is_number = any(letter.isdigit() for letter in wanted)
    cpr = Cpr.parse(wanted).digits if is_number else ""
    if not is_number and len(wanted) < SHORTEST_NAME:
        raise Refused("invalid", "Skriv et CPR-nummer eller mindst tre bogstaver af navnet.")
    name = "" if is_number else wanted.replace("%", "").replace("_", "")
    with connection.cursor() as cursor:
        cursor.execute(
            "select id, name, born_on, code from citizens_find(%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [cpr, name, MOST_HITS, by.pk, by.unit_id, by.role, "gdpr-6-1-e", uuid.uuid4(), at],
        )
        hits = [Hit(*row) for row in cursor.fetchall()]
    audit.record("person.found", by, by=by, at=at, hits=len(hits))
    return hits


@transaction.atomic
def open_with_reason(citizen_id: int, *, code: str, text: str, by: Seat, at: datetime) -> None:
    """Open a citizen who is not yours for two hours; a protected one only through a relation."""
    access.open_with_reason(citizen_id, code=code, text=text, by=by, at=at)
    if Person.objects.get(pk=citizen_id).is_protected:
        raise Refused(
            "forbidden",
            "Borgeren har navne- og adressebeskyttelse og kan ikke slås op med begrundelse. "
            "Ring til den enhed, der har sagen.",
            citizen_id=citizen_id,
        )


@transaction.atomic
def state_kinship(
    citizen_id: int, relative: Seat, *, kind: str, source: str, by: Seat, at: datetime
) -> Kinship:
    """Say how a relative stands to the citizen; custody and mandates let them see and act."""
    require(by, acts.CORRECT, citizen_id=citizen_id)
    kinship = Kinship.objects.create(
        citizen_id=citizen_id,
        relative_id=relative.own_citizen_id,
        kind=kind,
        source=source,
        first_on=day_of(at),
    )
    if kind in OPENS_FOR:
        tie = access.Tie(citizen_id, OPENS_FOR[kind], "gdpr-15", f"citizens.kinship/{kinship.pk}")
        access.relate(tie, to=relative, by=by, at=at)
    audit.record("kinship.stated", kinship, by=by, at=at, kind=kind)
    return kinship


@transaction.atomic
def end_kinship(kinship: Kinship, *, last_on: date, by: Seat, at: datetime) -> Kinship:
    """End a kinship and what it let the relative see."""
    kinship = Kinship.objects.select_for_update().get(pk=kinship.pk)
    require(by, acts.CORRECT, citizen_id=kinship.citizen_id)
    kinship.last_on = last_on
    kinship.save(update_fields=["last_on"])
    access.part(f"citizens.kinship/{kinship.pk}", by=by, at=at)
    audit.record("kinship.ended", kinship, by=by, at=at, last_on=last_on)
    return kinship


@transaction.atomic
def join_household(
    citizen_id: int, household: int, *, source: str, by: Seat, at: datetime
) -> HouseholdMember:
    """Let the citizen live in a household from today; the former one ends."""
    require(by, acts.CORRECT, citizen_id=citizen_id)
    for former in HouseholdMember.objects.filter(citizen_id=citizen_id, last_on__isnull=True):
        former.last_on = day_of(at)
        former.save(update_fields=["last_on"])
    member = HouseholdMember.objects.create(
        household=household, citizen_id=citizen_id, source=source, first_on=day_of(at)
    )
    audit.record("household.joined", member, by=by, at=at)
    return member
