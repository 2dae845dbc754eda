"""The API's shapes of a leader's public comment."""

from datetime import datetime

from sammenhaeng.compare.models import Comment
from sammenhaeng.compare.rules.comment import LONGEST
from sammenhaeng.design.api import Closed, Id, text


class PublicCommentTold(Closed):
    """A comment that everybody may read beside the unit's figures."""

    id: int
    unit: int
    text: str
    published_at: datetime

    @classmethod
    def of(cls, one: Comment) -> "PublicCommentTold":
        return cls(id=one.pk, unit=one.unit_id, text=one.text, published_at=one.published_at)


class OwnComment(Closed):
    """The unit's comment; null when there is none."""

    comment: PublicCommentTold | None


class PublicCommentNew(Closed):
    """A comment in place of the one that was read, `seen`; null where there was none."""

    text: text(LONGEST)  # type: ignore[valid-type]
    seen: Id | None = None
