"""Questions about leaders' public comments."""

from sammenhaeng.compare.models import Comment
from sammenhaeng.organisation.models import Unit


def published(unit: Unit) -> Comment | None:
    """The comment that stands beside the unit's figures for everybody to read, if there is one."""
    rows = Comment.objects.select_related("published_by", "unit")
    return rows.filter(unit=unit, withdrawn_at__isnull=True).first()


def published_of(unit_id: int) -> Comment | None:
    rows = Comment.objects.select_related("published_by", "unit")
    return rows.filter(unit_id=unit_id, withdrawn_at__isnull=True).first()
