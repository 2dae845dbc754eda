"""The plan as one reader may see it, and what is written to it."""

from datetime import date, datetime
from typing import Literal

from django.utils.translation import gettext as _
from pydantic import model_validator

from sammenhaeng.access.queries import Card, card
from sammenhaeng.design.api import Closed, Code, text
from sammenhaeng.journeys.models import Comment, Plan, Replacement
from sammenhaeng.journeys.operations.opening import Opened
from sammenhaeng.journeys.queries.contacts import Contacts
from sammenhaeng.journeys.queries.families import Part
from sammenhaeng.journeys.queries.versions import Change, Standing, VersionView
from sammenhaeng.journeys.rules.plans import CONDITIONS, plan_types

from .lines import GoalTold


class SourceTold(Closed):
    """A plan under a single law that the plan replaces or links to."""

    id: int
    plan_id: int
    kind: str
    name: str
    law: str
    unit: str

    @classmethod
    def of(cls, one: Replacement) -> "SourceTold":
        kind = plan_types()[one.source.kind]
        return cls(
            id=one.pk,
            plan_id=one.source_id,
            kind=kind.code,
            name=kind.name,
            law=kind.law,
            unit=one.source.unit.name,
        )


class CommentTold(Closed):
    """What someone wrote."""

    at: datetime
    by: str
    unit: str
    goal_id: int | None
    text: str

    @classmethod
    def of(cls, one: Comment) -> "CommentTold":
        unit = one.by.unit.name if one.by.unit else ""
        return cls(at=one.at, by=one.by.account.name, unit=unit, goal_id=one.goal_id, text=one.text)


class ChangeTold(Closed):
    """One thing that happened to the plan."""

    number: int
    at: datetime
    by: str
    unit: str
    what: str
    about: str

    @classmethod
    def of(cls, one: Change) -> "ChangeTold":
        return cls(**{name: getattr(one, name) for name in cls.model_fields})


class MemberTold(Closed):
    """One of the persons a family plan is about."""

    code: str
    name: str


class PlanTold(Closed):
    """The whole plan; `members`, `version` and `changed_at` tell what the reader may know of."""

    scope: str
    members: list[MemberTold]
    state: str
    version: int
    changed_at: datetime
    own_words: str
    own_words_on: date | None
    review_on: date | None
    resume_on: date | None
    consent_until: date | None
    coordinator: Card
    goals: list[GoalTold]
    waiting: list[int]
    new_goals: list[int]
    replaces: list[SourceTold]
    links: list[SourceTold]
    comments: list[CommentTold]
    changes: list[ChangeTold]

    @classmethod
    def of(
        cls, opened: Opened, plan: Plan, comments: list[Comment], changes: list[Change]
    ) -> "PlanTold":
        view = opened.view
        assert view is not None
        plain = (
            "scope", "state", "own_words", "own_words_on", "review_on", "resume_on",
        )  # fmt: skip
        return cls(
            version=opened.history.standing.number,
            changed_at=opened.history.standing.at,
            consent_until=plan.consent.valid_until if plan.consent else None,
            coordinator=card(plan.coordinator),
            members=[MemberTold(code=one.code, name=one.name) for one in opened.members],
            goals=[GoalTold.of(one, opened.names) for one in view.goals],
            waiting=[one.pk for one in view.waiting],
            new_goals=[one.pk for one in view.new_goals],
            replaces=[SourceTold.of(one) for one in view.replaced],
            links=[SourceTold.of(one) for one in view.linked],
            comments=[CommentTold.of(one) for one in comments],
            changes=[ChangeTold.of(one) for one in changes],
            **{name: getattr(plan, name) for name in plain},
        )


class FamilyPart(Closed):
    """What someone else's family plan says about the reader; no goals before they are 15."""

    state: str
    coordinator: Card
    is_open: bool
    goals: list[GoalTold]

    @classmethod
    def of(cls, part: Part) -> "FamilyPart":
        who, goals = card(part.coordinator), [GoalTold.of(one, {}) for one in part.goals]
        return cls(state=part.state, coordinator=who, is_open=part.is_open, goals=goals)


class MyPlan(Closed):
    """The citizen's own plan, none until it is proposed; and their part in a family's."""

    plan: PlanTold | None
    parts: list[FamilyPart]


class MyGoal(Closed):
    """One goal of one's own, and what was written about it."""

    goal: GoalTold
    comments: list[CommentTold]


class CasePlan(Closed):
    """A citizen's plan for staff; `changes` is what happened since this seat was here last."""

    code: str
    name: str
    age: int | None
    since: datetime | None
    plan: PlanTold | None


class LineThen(Closed):
    """A goal or an effort as it stood."""

    id: int
    goal_id: int
    title: str
    state: str
    next_step: str


class VersionTold(Closed):
    """How the plan stood after a change, with the lines the reader may see."""

    number: int
    at: datetime
    by: str
    what: str
    goals: list[LineThen]
    activities: list[LineThen]

    @classmethod
    def of(cls, view: VersionView) -> "VersionTold":
        one = view.version
        return cls(
            number=one.number,
            at=one.at,
            by=one.by,
            what=one.what,
            goals=[_line(line) for line in view.goals],
            activities=[_line(line) for line in view.activities],
        )


def _line(line) -> LineThen:
    return LineThen(**{name: getattr(line, name) for name in LineThen.model_fields})


class PlanState(Closed):
    """Where the plan is now; `version` counts the changes that the reader may see."""

    state: str
    version: int

    @classmethod
    def of(cls, plan: Plan, standing: Standing) -> "PlanState":
        return cls(state=plan.state, version=standing.number)


class ContactTold(Closed):
    """A member of staff the citizen may call, and what about."""

    who: Card
    about: list[str]
    is_coordinator: bool
    stand_in: str | None


class ContactsTold(Closed):
    """Everybody who helps the citizen, the coordinator first."""

    people: list[ContactTold]
    are_too_many: bool
    proposed: Card | None

    @classmethod
    def of(cls, contacts: Contacts) -> "ContactsTold":
        return cls(
            people=[_contact(one) for one in contacts.people],
            are_too_many=contacts.are_too_many,
            proposed=card(contacts.proposed) if contacts.proposed else None,
        )


def _contact(one) -> ContactTold:
    stand_in = one.seat.stand_in if one.is_coordinator else None
    return ContactTold(
        who=card(one.seat),
        about=list(one.about),
        is_coordinator=one.is_coordinator,
        stand_in=stand_in.account.name if stand_in else None,
    )


class PlanAnswer(Closed):
    """The citizen's answer to a proposed plan; a no says what to change."""

    answer: Literal["yes", "no"]
    reason: text(2000, least=0) = ""  # type: ignore[valid-type]

    @model_validator(mode="after")
    def _a_no_says_why(self) -> "PlanAnswer":
        if self.answer == "no" and not self.reason:
            raise ValueError(_("Skriv, hvad der skal ændres."))
        return self


class ChangeAnswer(Closed):
    """The citizen's answer to a new effort."""

    answer: Literal["yes", "no"]


class Words(Closed):
    """What matters most to the citizen."""

    words: text(2000)  # type: ignore[valid-type]


class CommentNew(Closed):
    """A comment on the plan."""

    text: text(4000)  # type: ignore[valid-type]


class PlanNew(Closed):
    """The conditions of the law, all four of which must hold, and when to look again.

    `others` are the case codes of the children whom a family plan is for too.
    """

    conditions: list[Literal["complex", "several_plans", "coordination", "consent_asked"]]
    others: list[Code] = []
    review_on: date | None = None


assert set(CONDITIONS) == {"complex", "several_plans", "coordination", "consent_asked"}
