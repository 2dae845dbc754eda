"""Resources from other systems, kept word for word beside the rows they became."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from sammenhaeng.access.models import Seat
from sammenhaeng.audit import operations as audit
from sammenhaeng.journeys import acts
from sammenhaeng.journeys.models import Document, StaffDocument
from sammenhaeng.kernel.acts import require


@dataclass(frozen=True)
class Said:
    """What another system said, and the row it became here, if any."""

    source: str
    resource_type: str
    resource_id: str
    text: str
    table: str = ""
    row_id: int | None = None


@transaction.atomic
def keep(said: Said, *, citizen_id: int, by: Seat, at: datetime) -> Document:
    """Keep a resource about a citizen, as its next version."""
    require(by, acts.KEEP_DOCUMENT, citizen_id=citizen_id)
    found = Document.objects.select_for_update().filter(
        source=said.source, resource_type=said.resource_type, resource_id=said.resource_id
    )
    document = found.first() or Document(citizen_id=citizen_id, version=0)
    _say(document, said, at)
    audit.record("document.kept", document, by=by, at=at, version=document.version)
    return document


@transaction.atomic
def keep_of_staff(said: Said, *, by: Seat, at: datetime) -> StaffDocument:
    """Keep a resource about an organisation or a member of staff, as its next version."""
    require(by, acts.KEEP_DOCUMENT)
    found = StaffDocument.objects.select_for_update().filter(
        source=said.source, resource_type=said.resource_type, resource_id=said.resource_id
    )
    document = found.first() or StaffDocument(version=0)
    _say(document, said, at)
    audit.record("staff_document.kept", document, by=by, at=at, version=document.version)
    return document


def _say(document: Document | StaffDocument, said: Said, at: datetime) -> None:
    document.source = said.source
    document.resource_type, document.resource_id = said.resource_type, said.resource_id
    document.text, document.table, document.row_id = said.text, said.table, said.row_id
    document.version += 1
    document.imported_at = at
    document.save()


def one_at_a_time() -> None:
    """Imports wait for each other: two that bring the same resource would race to keep it."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(37, 0)")
