"""Goals, efforts and steps, as told and as written."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from django.utils.translation import gettext as _
from pydantic import model_validator

from sammenhaeng.access.models import Seat
from sammenhaeng.access.queries import Card, card
from sammenhaeng.design.api import Closed, Code, Seen, text
from sammenhaeng.journeys.models import Activity, Step
from sammenhaeng.journeys.operations.activities import Effort
from sammenhaeng.journeys.operations.goals import Aim
from sammenhaeng.journeys.queries.plans import GoalView


class ActivityTold(Closed):
    """An effort of one authority; `version` is what a change must name as seen."""

    id: int
    title: str
    unit: str
    authority: str
    responsible: Card | None
    next_step: str
    next_on: date | None
    starts_on: date
    ends_on: date | None
    state: str
    visibility: str
    statute: str
    version: int

    @classmethod
    def of(cls, one: Activity) -> "ActivityTold":
        plain = ("title", "next_step", "next_on", "starts_on", "ends_on", "state", "visibility")
        return cls(
            id=one.pk,
            unit=one.unit.name,
            authority=one.unit.authority.name,
            responsible=card(one.responsible) if one.responsible else None,
            statute=one.statute,
            version=one.version,
            **{name: getattr(one, name) for name in plain},
        )


class StepTold(Closed):
    """A step towards a goal."""

    id: int
    text: str
    is_citizens: bool
    due_on: date | None
    done_on: date | None

    @classmethod
    def of(cls, one: Step) -> "StepTold":
        return cls(
            id=one.pk,
            text=one.text,
            is_citizens=one.is_citizens,
            due_on=one.due_on,
            done_on=one.done_on,
        )


class GoalTold(Closed):
    """A goal with the lines the reader may see; in a family plan `about` names whom it is about."""

    id: int
    place: int
    about: str
    title: str
    words: str
    measure: str
    due_on: date | None
    state: str
    achievement: str
    visibility: str
    version: int
    activities: list[ActivityTold]
    steps: list[StepTold]

    @classmethod
    def of(cls, view: GoalView, names: Mapping[int, str]) -> "GoalTold":
        goal = view.goal
        plain = ("place", "title", "words", "measure", "due_on", "state", "achievement")
        return cls(
            id=goal.pk,
            about=names.get(goal.citizen_id, ""),
            visibility=goal.visibility,
            version=goal.version,
            activities=[ActivityTold.of(one) for one in view.activities],
            steps=[StepTold.of(one) for one in view.steps],
            **{name: getattr(goal, name) for name in plain},
        )


class GoalText(Closed):
    """What a goal says."""

    title: text(200)  # type: ignore[valid-type]
    words: text(1000, least=0) = ""  # type: ignore[valid-type]
    measure: text(500, least=0) = ""  # type: ignore[valid-type]
    due_on: date | None = None


class OwnGoal(Closed):
    """A goal that the citizen sets, in their own words."""

    words: text(200)  # type: ignore[valid-type]
    due_on: date | None = None

    def aim(self) -> Aim:
        return Aim(self.words, self.words, due_on=self.due_on)


class GoalNew(GoalText):
    """A goal; in a family plan `about` is the case code of the member it is about."""

    about: Code | None = None
    visibility: Literal["team", "authority", "sealed"] = "team"

    def aim(self) -> Aim:
        return Aim(self.title, self.words, self.measure, self.due_on, self.visibility)


class GoalChange(GoalText):
    """A goal as it should read, and which version the writer had read."""

    seen: Seen

    def aim_of(self, visibility: str) -> Aim:
        return Aim(self.title, self.words, self.measure, self.due_on, visibility)


class GoalEnd(Closed):
    """How a goal went."""

    achievement: Literal["achieved", "improving", "no_change", "not_achieved"]


class StepNew(Closed):
    """A step somebody suggests."""

    text: text(300)  # type: ignore[valid-type]
    due_on: date | None = None


class EffortNew(Closed):
    """An effort of the writer's own unit."""

    title: text(200)  # type: ignore[valid-type]
    starts_on: date
    ends_on: date | None = None
    next_step: text(300, least=0) = ""  # type: ignore[valid-type]
    next_on: date | None = None
    visibility: Literal["team", "authority", "sealed"] = "team"

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> "EffortNew":
        if self.ends_on and self.ends_on < self.starts_on:
            raise ValueError(_("Indsatsen kan ikke slutte, før den begynder."))
        return self

    def _said(self) -> dict[str, Any]:
        names = ("title", "starts_on", "ends_on", "next_step", "next_on", "visibility")
        return {name: getattr(self, name) for name in names}

    def effort(self, seat: Seat) -> Effort:
        return Effort(**self._said(), unit=seat.own_unit, responsible=seat)


class EffortChange(EffortNew):
    """An effort as it should read, and which version the writer had read."""

    seen: Seen

    def effort_of(self, activity: Activity) -> Effort:
        kept = ("unit", "responsible", "source", "statute")
        return Effort(**self._said(), **{name: getattr(activity, name) for name in kept})


class EffortMove(Closed):
    """What happens to an effort."""

    event: Literal["start", "hold", "resume", "complete", "cancel"]
