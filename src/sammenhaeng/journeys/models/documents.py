"""FHIR resources as they came, verbatim, beside the rows made of them."""

from django.db import models

from sammenhaeng.kernel.personal import Personal


class Kept(models.Model):
    """A FHIR resource kept whole, so that nothing is lost on the way out again."""

    source = models.TextField()  # the system that names it: its address, or the authority's
    resource_type = models.TextField()
    resource_id = models.TextField()
    version = models.IntegerField(default=1)
    table = models.TextField(blank=True)  # "journeys.statutoryplan"
    row_id = models.BigIntegerField(null=True)
    text = models.TextField()
    imported_at = models.DateTimeField()

    class Meta:
        abstract = True


class Document(Kept):
    """A resource about a citizen."""

    personal = Personal(
        what="Resources from other systems, word for word",
        kept="as the row it became",
        subject="citizen_id",
    )

    citizen_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "source",
                "resource_type",
                "resource_id",
                name="document_has_one_id_at_its_source",
            ),
        ]
        indexes = [
            models.Index("citizen_id", "resource_type", name="document_by_citizen"),
            models.Index("table", "row_id", name="document_by_row"),
        ]


class StaffDocument(Kept):
    """A resource about an organisation or a member of staff, never about a citizen."""

    personal = Personal(
        what="Organisations and staff as other systems describe them, word for word",
        kept="as long as a citizen's resource points at it",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "source",
                "resource_type",
                "resource_id",
                name="staff_document_has_one_id_at_its_source",
            ),
        ]
