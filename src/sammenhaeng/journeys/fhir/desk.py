"""What an import has on its desk: the citizens it opened, what is kept of them, and our units."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sammenhaeng.access.models import Seat
from sammenhaeng.journeys.models import Document, StaffDocument
from sammenhaeng.journeys.queries.documents import Key
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.organisation.models import Unit

from .codec import Resource, parse
from .reading import Incoming

UNIT_SYSTEM = "urn:sammenhaeng:unit"
OWN = "sammenhaeng-"  # ids of resources that we wrote from rows of our own
ORGANISATION_TABLE = "organisation.unit"
STAFF = frozenset({"Organization", "Practitioner", "PractitionerRole"})


@dataclass(frozen=True)
class Row:
    """The row a resource became; without one it is only kept, and `why` says why."""

    table: str = ""
    id: int | None = None
    why: str = ""


@dataclass
class Desk:
    """Everything is done by the system's own seat, for the seat that asked."""

    system: Seat
    asker: Seat
    at: datetime
    citizens: dict[Key, int] = field(default_factory=dict)  # what a patient's key means here
    kept: dict[Key, Document | StaffDocument] = field(default_factory=dict)
    closed: frozenset[int] = frozenset()  # citizens the asker has nothing to do with
    own: Mapping[Key, str] = field(default_factory=dict)  # our rows as we would export them

    def copy(self) -> "Desk":
        return Desk(
            self.system, self.asker, self.at, dict(self.citizens), dict(self.kept), self.closed,
            self.own,
        )  # fmt: skip

    def of_citizen(self, citizen_id: int) -> dict[Key, Document]:
        """What is kept about one citizen."""
        return {
            key: one
            for key, one in self.kept.items()
            if isinstance(one, Document) and one.citizen_id == citizen_id
        }

    def said(self, key: Key) -> Resource | None:
        """What is kept under a key, read again."""
        kept = self.kept.get(key)
        return parse(kept.text.encode()) if kept else None

    def citizen_of(self, one: Incoming) -> int:
        """Whom the resource is about, or Refused with what to do."""
        key = subject(one)
        if key is None:
            raise Refused(
                "invalid", "Ressourcen siger ikke, hvilken borger den handler om (Patient)."
            )
        if key not in self.citizens:
            raise Refused(
                "missing", "Borgeren {key} findes ikke her. Indlæs den Patient først.",
                key="/".join(key[1:]),
            )  # fmt: skip
        return self.citizens[key]

    def unit(self, key: Key | None) -> Unit | None:
        """The unit here that an Organization, or a role in one, means."""
        if key is None:
            return None
        if key.kind == "PractitionerRole":
            role = self.said(key) or {}
            told = Incoming("", 0, role, key.source)
            pointed = told.points_at(role.get("organization"), "Organization")
            return self.unit(pointed)
        unit_id = self.row(key, ORGANISATION_TABLE)
        return Unit.objects.select_related("authority").get(pk=unit_id) if unit_id else None

    def row(self, key: Key, table: str) -> int | None:
        """The id of the row in a table that a kept resource became."""
        kept = self.kept.get(key)
        return kept.row_id if kept and kept.table == table else None


def subject(one: Incoming) -> Key | None:
    """The key of the Patient a resource is about."""
    resource = one.resource
    if one.kind == "Patient":
        return one.key
    told = [resource.get(name) for name in ("subject", "patient", "beneficiary")]
    participants = resource.get("participant") if one.kind == "Appointment" else None
    if isinstance(participants, list):
        told += [each.get("actor") for each in participants if isinstance(each, dict)]
    keys = [one.points_at(each) for each in told]
    return next((key for key in keys if key and key.kind == "Patient"), None)
