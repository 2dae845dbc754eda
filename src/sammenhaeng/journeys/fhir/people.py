"""A Patient to who the citizen is, and an Organization to a unit of ours."""

from datetime import date
from typing import Any

from django.utils.translation import gettext

from sammenhaeng.citizens.models import Person
from sammenhaeng.citizens.operations import persons
from sammenhaeng.citizens.operations.persons import Identity
from sammenhaeng.kernel.calendar import day_of
from sammenhaeng.kernel.numbers import Cpr
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.organisation.models import Unit

from .codec import Resource
from .desk import ORGANISATION_TABLE, UNIT_SYSTEM, Desk, Row
from .reading import Incoming

CPR_SYSTEM = "urn:oid:1.2.208.176.1.2"
ANIMAL = "http://hl7.org/fhir/StructureDefinition/patient-animal"
TABLE = "citizens.person"


def cpr(patient: Resource) -> Cpr | None:
    for told in patient.get("identifier", []):
        if told.get("system") == CPR_SYSTEM and told.get("value"):
            return Cpr.parse(told["value"])
    return None


def name(patient: Resource) -> str:
    """The official name, else the usual, else the first that is written."""
    order = {"official": 0, "usual": 1}
    written = sorted(patient.get("name", []), key=lambda one: order.get(one.get("use"), 2))
    for one in written:
        parts = [*one.get("given", []), one.get("family")]
        if text := one.get("text") or " ".join(part for part in parts if part):
            return _line(text)
    raise Refused("invalid", "Patienten har intet navn. Skriv navnet, og indlæs den igen.")


def _line(text: str) -> str:
    return " ".join(text.split())


def day(text: Any) -> date | None:
    """A whole date; a year or a month alone is no day."""
    try:
        return date.fromisoformat(str(text)[:10])
    except ValueError:
        return None


def identity(patient: Resource) -> Identity:
    if any(one.get("url") == ANIMAL for one in patient.get("extension", [])):
        raise Refused("invalid", "Patienten er et dyr og kan ikke oprettes som borger.")
    told = {one.get("system"): one.get("value", "") for one in patient.get("telecom", [])}
    home: Resource = next(iter(patient.get("address", [])), {})
    lines = [*home.get("line", []), home.get("postalCode"), home.get("city")]
    return Identity(
        name(patient),
        cpr(patient),
        born_on=day(patient.get("birthDate")),
        address=_line(home.get("text") or ", ".join(part for part in lines if part)),
        phone=told.get("phone", ""),
        email=told.get("email", ""),
    )


def _not_anothers(desk: Desk, who: Identity, one: Incoming) -> None:
    """A CPR number that came up earlier in the same import is the same citizen; else refused."""
    hits = persons.find(who.cpr.digits, by=desk.system, at=desk.at) if who.cpr else []
    for hit in hits:
        if desk.citizens.get(one.key, hit.id) != hit.id or hit.id not in desk.citizens.values():
            raise Refused("invalid", "CPR-nummeret tilhører en anden borger end den, der er gemt.")
        desk.citizens[one.key] = hit.id


def patient(desk: Desk, one: Incoming) -> Row:
    who = identity(one.resource)
    _not_anothers(desk, who, one)
    if one.key not in desk.citizens:
        person = persons.register(who, by=desk.system, at=desk.at)
        desk.citizens[one.key] = person.pk
    else:
        known = Person.objects.get(pk=desk.citizens[one.key])
        if known.is_protected:
            who = Identity(who.name, who.cpr, born_on=who.born_on)
        person = persons.correct(known, who, by=desk.system, at=desk.at)
    return Row(TABLE, person.pk)


def organization(desk: Desk, one: Incoming) -> Row:
    told = one.resource.get("identifier", [])
    codes = [each.get("value", "") for each in told if each.get("system") == UNIT_SYSTEM]
    units = Unit.objects.valid_on(day_of(desk.at)).filter(code__in=codes)[:2] if codes else []
    if len(units) == 1:
        return Row(ORGANISATION_TABLE, units[0].pk)
    return Row(why=gettext("Enheden findes ikke her. Enheder oprettes af en administrator."))


def staff(desk: Desk, one: Incoming) -> Row:
    return Row(why=gettext("En medarbejder får sin plads af en administrator, ikke af en fil."))
