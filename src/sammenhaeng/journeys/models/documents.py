"""FHIR resources as they came, verbatim, beside the rows made of them."""

from django.db import models

from sammenhaeng.kernel.personal import Personal


class Document(models.Model):
    """One imported FHIR resource, kept whole so that nothing is lost on the way out again."""

    personal = Personal(
        what="Resources from other systems, word for word",
        kept="as the row it became",
        subject="citizen_id",
    )

    citizen_id = models.BigIntegerField(default=0)  # 0: about no citizen (an organisation, say)
    resource_type = models.TextField()
    resource_id = models.TextField()
    version = models.IntegerField(default=1)
    table = models.TextField(blank=True)  # "journeys.goal"
    row_id = models.BigIntegerField(null=True)
    content = models.JSONField()
    imported_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "resource_type", "resource_id", name="document_has_one_resource_id"
            ),
        ]
        indexes = [
            models.Index("citizen_id", "resource_type", name="document_by_citizen"),
            models.Index("table", "row_id", name="document_by_row"),
        ]
