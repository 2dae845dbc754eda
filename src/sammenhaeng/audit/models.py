"""The trail of acts: one row per act, chained by hash, append-only."""

from django.db import models

from sammenhaeng.kernel.personal import Personal


class Entry(models.Model):
    """One act: who did what to which thing, and when. Ids and codes only, never content.

    `body` is the canonical text of the act; the database numbers the entry in its chain (a unit or
    a citizen) and sets `digest` = sha256(`previous` + `body`).
    """

    personal = Personal(
        what="Ids of the seat that acted, of the thing and of the citizen it was about",
        kept="five years after the act",
        append_only=True,
    )

    chain = models.TextField()
    number = models.BigIntegerField(default=0)
    act = models.TextField()
    thing = models.TextField()
    thing_id = models.BigIntegerField()
    citizen_id = models.BigIntegerField(null=True)
    seat_id = models.BigIntegerField()
    at = models.DateTimeField()
    body = models.TextField()
    previous = models.BinaryField(default=b"")
    digest = models.BinaryField(default=b"")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "chain", "number", name="audit_entry_has_one_place_in_its_chain"
            ),
        ]
        indexes = [
            models.Index("at", name="audit_entry_by_time"),
            models.Index("chain", "at", name="audit_entry_by_chain_and_time"),
            models.Index("act", "at", name="audit_entry_by_act_and_time"),
            models.Index("thing", "thing_id", name="audit_entry_by_thing"),
        ]


class Head(models.Model):
    """The last entry of each chain, kept by the database, so that a cut tail is seen."""

    personal = Personal(
        what="The number and digest of a chain's last entry", kept="as long as the chain"
    )

    chain = models.TextField(primary_key=True)
    number = models.BigIntegerField()
    digest = models.BinaryField()
