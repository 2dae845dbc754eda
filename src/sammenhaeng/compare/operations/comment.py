"""A leader's public comment on the unit's own figures: published, and withdrawn."""

from datetime import datetime

from django.db import transaction

from sammenhaeng.access.models import Seat
from sammenhaeng.audit import operations as audit
from sammenhaeng.compare import acts
from sammenhaeng.compare.models import Comment
from sammenhaeng.compare.rules import comment as rules
from sammenhaeng.kernel.acts import require
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.organisation.models import Unit


@transaction.atomic
def publish(unit: Unit, text: str, *, seen: int | None, by: Seat, at: datetime) -> Comment:
    """Say something in public of the unit's figures, in place of the comment the writer had read.

    `seen` is the id of that comment, None where there was none.
    """
    Unit.objects.select_for_update().get(pk=unit.pk)  # one comment at a time
    _require_own(unit, by)
    if not text.strip() or len(text) > rules.LONGEST:
        raise Refused("invalid", "Skriv en kommentar på højst 1500 tegn.")
    if rules.holds_cpr(text):
        raise Refused("invalid", "Vi fandt noget, der ligner et CPR-nummer. Fjern det først.")
    former = Comment.objects.filter(unit=unit, withdrawn_at__isnull=True).first()
    if (former.pk if former else None) != seen:
        raise Refused(
            "stale", "En anden har ændret kommentaren, mens du skrev. Se begge udgaver, og gem.",
            mine={"text": text}, theirs={"text": former.text if former else ""},
        )  # fmt: skip
    if former:
        _withdraw(former, by, at)
    comment = Comment.objects.create(unit=unit, text=text.strip(), published_at=at, published_by=by)
    audit.record("comment.published", comment, by=by, at=at, unit=unit.pk)
    return comment


@transaction.atomic
def withdraw(comment: Comment, *, by: Seat, at: datetime) -> Comment:
    """Take a comment down again."""
    comment = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    _require_own(comment.unit, by)
    if comment.withdrawn_at is not None:
        raise Refused("state", "Kommentaren er allerede taget ned.")
    _withdraw(comment, by, at)
    audit.record("comment.withdrawn", comment, by=by, at=at, unit=comment.unit_id)
    return comment


def _require_own(unit: Unit, by: Seat) -> None:
    require(by, acts.COMMENT, unit_id=unit.pk)
    if by.unit_id != unit.pk:
        raise Refused("forbidden", "Kun enhedens egen leder skriver den offentlige kommentar.")


def _withdraw(comment: Comment, by: Seat, at: datetime) -> None:
    comment.withdrawn_at, comment.withdrawn_by = at, by
    comment.save(update_fields=["withdrawn_at", "withdrawn_by"])
