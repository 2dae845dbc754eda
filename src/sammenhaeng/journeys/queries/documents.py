"""Resources from other systems: whom each is about, and what they said word for word."""

from collections.abc import Collection

from django.db import connection

from sammenhaeng.access.operations import Use
from sammenhaeng.journeys.models import Appointment, Document, StaffDocument

Key = tuple[str, str]  # resource type and id


def subjects(keys: Collection[Key]) -> dict[Key, int]:
    """The citizen each kept resource is about, as an opaque id; opens nothing."""
    types, ids = [kind for kind, _ in keys], [one for _, one in keys]
    with connection.cursor() as cursor:
        cursor.execute("select * from journeys_subjects(%s, %s)", [types, ids])
        return {(kind, one): citizen_id for kind, one, citizen_id in cursor.fetchall()}


def documents(use: Use) -> list[Document]:
    """Every kept resource about the citizens of the Use, in the order of their types and ids."""
    use.covers("care_documents")
    found = Document.objects.filter(citizen_id__in=use.citizen_ids)
    return list(found.order_by("resource_type", "resource_id"))


def about_staff(keys: Collection[Key]) -> list[StaffDocument]:
    """The kept organisations and staff with these types and ids."""
    kinds, ids = {kind for kind, _ in keys}, {one for _, one in keys}
    found = StaffDocument.objects.filter(
        resource_type__in=sorted(kinds), resource_id__in=sorted(ids)
    ).order_by("resource_type", "resource_id")
    return [one for one in found if (one.resource_type, one.resource_id) in set(keys)]


def meetings(use: Use) -> list[Appointment]:
    """The meetings the reader may export: a machine all, staff those of their own authority."""
    use.covers("appointments")
    found = Appointment.objects.filter(citizen_id__in=use.citizen_ids)
    by = use.by
    if by.role != "system" and by.unit:
        found = found.filter(unit__authority_id=by.unit.authority_id)
    return list(found.select_related("unit__authority").order_by("pk"))
