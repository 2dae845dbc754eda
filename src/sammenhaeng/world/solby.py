"""The invented Solby Kommune and its cast: everybody here is made up."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from sammenhaeng.access import operations as access
from sammenhaeng.access.models import Account, Seat
from sammenhaeng.citizens.operations import persons
from sammenhaeng.citizens.operations.persons import Identity
from sammenhaeng.kernel.numbers import Cpr
from sammenhaeng.kernel.periods import Days
from sammenhaeng.organisation.models import Unit
from sammenhaeng.organisation.operations import authorities as organisation
from sammenhaeng.organisation.operations import reference, units
from sammenhaeng.organisation.rules.units import Description

FOUNDED = date(2007, 1, 1)

UNITS = {  # key: (authority, parent, kind, name, phone, address)
    "platform": ("platform", None, "platform", "Platformens drift", "99 99 00 01", ""),
    "town_hall": ("solby", None, "department", "Solby Rådhus", "99 99 10 00", "Rådhuspladsen 1"),
    "jobcentre": ("solby", "town_hall", "jobcentre", "Jobcenter Solby", "99 99 44 00", "Kaj 4"),
    "family": ("solby", "town_hall", "department", "Familieafdeling", "99 99 45 00", "Rådhuset"),
    "school": ("solby", "town_hall", "school", "Bakkeskolen", "99 99 46 00", "Bakkevej 12"),
    "psychiatry": ("region", None, "hospital", "Psykiatrien Vest", "99 98 20 00", "Skovvej 30"),
    "clinic": ("clinic", None, "clinic", "Lægehuset Søndergade", "99 97 30 00", "Søndergade 8"),
}  # fmt: skip
AUTHORITIES = {  # key: (kind, name, code: none that a real authority has)
    "solby": ("kommune", "Solby Kommune", "0999"),
    "region": ("region", "Region Vesterland", "1099"),
    "clinic": ("private", "Lægehuset Søndergade", ""),
}
STAFF = {  # key: (name, role, unit, title)
    "mette": ("Mette Krog", "caseworker", "jobcentre", "koordinerende sagsbehandler"),
    "ali": ("Ali Demir", "caseworker", "jobcentre", "virksomhedskonsulent"),
    "jonas": ("Jonas Bak", "caseworker", "family", "familierådgiver"),
    "sanne": ("Sanne Holt", "caseworker", "school", "PPR-psykolog"),
    "lone": ("Lone Birk", "caseworker", "psychiatry", "behandler"),
    "hans": ("Hans Vad", "caseworker", "clinic", "læge"),
    "karen": ("Karen Holm", "leader", "jobcentre", "afdelingsleder"),
    "per": ("Per Lind", "auditor", "town_hall", "databeskyttelsesrådgiver"),
    "eva": ("Eva Storm", "administrator", "town_hall", "systemadministrator"),
}
CITIZENS = {  # key: (name, replacement CPR number)
    "anne": ("Anne Lund Petersen", "720392-1234"),
    "oliver": ("Oliver Lund Petersen", "650617-4321"),
    "ida": ("Ida Lund Petersen", "690921-5678"),
    "bent": ("Bent Aage Friis", "610149-0123"),
}


@dataclass(frozen=True)
class Solby:
    """The cast by name: units, seats of staff, citizens' ids and their own seats."""

    units: dict[str, Unit]
    seats: dict[str, Seat]
    citizens: dict[str, int]

    def __getattr__(self, name: str):
        for shelf in (self.seats, self.units):
            if name in shelf:
                return shelf[name]
        raise AttributeError(name)


@transaction.atomic
def build(*, at: datetime) -> None:
    """Found Solby on an empty database."""
    platform = organisation.found("Sammenhæng", at=at)
    system = access.found(platform, at=at)
    reference.load(by=system, at=at)
    placed = _arrange(platform, system, at)
    for key, (name, role, unit_key, title) in STAFF.items():
        account = Account.objects.create(subject=key, name=name)
        Seat.objects.create(
            account=account, role=role, unit=placed[unit_key], title=title, first_on=FOUNDED
        )
    for key, (name, cpr) in CITIZENS.items():
        _settle(key, name, cpr, system, at)
    _relate_families(system, at)


def _arrange(platform: Unit, system: Seat, at: datetime) -> dict[str, Unit]:
    """Solby's authorities and units, the platform's own among them."""
    authorities = {
        key: organisation.establish(
            kind, organisation.Profile(name, code), first_on=FOUNDED, by=system, at=at
        )
        for key, (kind, name, code) in AUTHORITIES.items()
    }
    placed: dict[str, Unit] = {}
    for key, (authority, parent, kind, name, phone, address) in UNITS.items():
        description = Description(kind, name, key, phone=phone, address=address)
        if authority == "platform":
            placed[key] = units.describe(platform, description, by=system, at=at)
            continue
        placed[key] = units.establish(
            authorities[authority], description, parent=placed[parent] if parent else None,
            days=Days(FOUNDED), by=system, at=at,
        )  # fmt: skip
    return placed


def _settle(key: str, name: str, cpr: str, system: Seat, at: datetime) -> None:
    identity = Identity(name, Cpr.parse(cpr), kommune_code="0999")
    person = persons.register(identity, by=system, at=at)
    account = Account.objects.create(subject=key, name=name)
    access.seat_citizen(person.pk, account, by=system, at=at)


def _relate_families(system: Seat, at: datetime) -> None:
    """Anne has custody of her children Oliver and Ida, and lives with them."""
    seats = {seat.account.subject: seat for seat in Seat.objects.with_place()}
    for key in ("anne", "oliver", "ida"):
        citizen_id = seats[key].citizen_id
        access.look_up(
            citizen_id, purpose="registration", seen=["family"], by=system, at=at, action="change"
        )
        persons.join_household(citizen_id, 1, source="CPR", by=system, at=at)
    for key in ("oliver", "ida"):
        for who, whom, kind in ((key, "anne", "custody"), ("anne", key, "child")):
            persons.state_kinship(
                seats[who].own_citizen_id, seats[whom], kind=kind, source="CPR", by=system, at=at
            )


def cast() -> Solby:
    """The cast as it stands in the database."""
    seats = {seat.account.subject: seat for seat in Seat.objects.with_place()}
    units = {unit.code: unit for unit in Unit.objects.select_related("authority")}
    own = {key: seat.citizen_id for key, seat in seats.items() if seat.citizen_id}
    return Solby(units, seats, own)
