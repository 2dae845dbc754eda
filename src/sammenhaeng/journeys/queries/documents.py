"""Resources from other systems: whom each is about, and what they said word for word."""

from collections.abc import Collection
from typing import NamedTuple

from django.db import connection

from sammenhaeng.access.operations import Use
from sammenhaeng.journeys.models import Appointment, Document, StaffDocument


class Key(NamedTuple):
    """What names a resource: the system it is from, its type, and the id that it has there."""

    source: str
    kind: str
    id: str


def subjects(keys: Collection[Key]) -> dict[Key, int]:
    """The citizen each kept resource is about, as an opaque id; opens nothing."""
    told = [list(column) for column in zip(*keys, strict=True)] or [[], [], []]
    with connection.cursor() as cursor:
        cursor.execute("select * from journeys_subjects(%s, %s, %s)", told)
        return {Key(*named): citizen_id for *named, citizen_id in cursor.fetchall()}


def documents(use: Use) -> list[Document]:
    """Every kept resource about the citizens of the Use, in the order of their types and ids."""
    use.covers("care_documents")
    found = Document.objects.filter(citizen_id__in=use.citizen_ids)
    return list(found.order_by("resource_type", "resource_id", "source"))


def about_staff(keys: Collection[Key]) -> list[StaffDocument]:
    """The kept organisations and staff with these names."""
    found = StaffDocument.objects.filter(
        resource_type__in=sorted({key.kind for key in keys}),
        resource_id__in=sorted({key.id for key in keys}),
    ).order_by("resource_type", "resource_id", "source")
    return [one for one in found if key_of(one) in set(keys)]


def key_of(kept: Document | StaffDocument) -> Key:
    return Key(kept.source, kept.resource_type, kept.resource_id)


def meetings(use: Use) -> list[Appointment]:
    """The meetings the reader may export: a machine all, staff those of their own authority."""
    use.covers("appointments")
    found = Appointment.objects.filter(citizen_id__in=use.citizen_ids)
    by = use.by
    if by.role != "system" and by.unit:
        found = found.filter(unit__authority_id=by.unit.authority_id)
    return list(found.select_related("unit__authority").order_by("pk"))
