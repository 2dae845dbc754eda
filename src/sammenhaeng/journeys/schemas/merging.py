"""What a plan takes in, and the proof that all is covered."""

from typing import Literal

from django.utils.translation import gettext as _
from pydantic import model_validator

from sammenhaeng.design.api import Closed, Id

from .plans import SourceTold


class SourceNew(Closed):
    """Which plan under a single law is taken in, and how."""

    plan_id: Id
    how: Literal["replace", "link"]


class CoverNew(Closed):
    """Which line carries a content: a goal, or an effort."""

    goal_id: Id | None = None
    activity_id: Id | None = None

    @model_validator(mode="after")
    def _names_one_line(self) -> "CoverNew":
        if (self.goal_id is None) == (self.activity_id is None):
            raise ValueError(_("Vælg ét mål eller én indsats."))
        return self

    @property
    def choice(self) -> str:
        return f"g{self.goal_id}" if self.goal_id else f"a{self.activity_id}"


class Covered(Closed):
    """One content the law demands, and the line that carries it."""

    key: str
    what: str
    text: str
    goal_id: int | None
    activity_id: int | None


class TakenSource(Closed):
    """A plan taken in, with its contents."""

    source: SourceTold
    is_link: bool
    contents: list[Covered]
