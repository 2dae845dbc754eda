"""Plans under single laws, as told and as written."""

from datetime import date

from sammenhaeng.access.queries import Card, card
from sammenhaeng.design.api import Closed, text
from sammenhaeng.journeys.models import StatutoryPlan
from sammenhaeng.journeys.rules.plans import plan_types


class StatutoryTold(Closed):
    """A plan one authority makes under one law."""

    id: int
    kind: str
    name: str
    law: str
    unit: str
    authority: str
    responsible: Card | None
    state: str
    title: str
    started_on: date
    review_on: date | None
    ended_on: date | None
    version: int

    @classmethod
    def of(cls, one: StatutoryPlan) -> "StatutoryTold":
        kind = plan_types()[one.kind]
        plain = ("state", "title", "started_on", "review_on", "ended_on", "version")
        return cls(
            id=one.pk,
            kind=kind.code,
            name=kind.name,
            law=kind.law,
            unit=one.unit.name,
            authority=one.unit.authority.name,
            responsible=card(one.responsible) if one.responsible else None,
            **{name: getattr(one, name) for name in plain},
        )


class Part(Closed):
    """One content the law demands."""

    key: str
    what: str
    text: str


class StatutoryFull(Closed):
    """A plan under one law with its contents."""

    plan: StatutoryTold
    parts: list[Part]

    @classmethod
    def of(cls, one: StatutoryPlan, texts: dict[str, str]) -> "StatutoryFull":
        demanded = plan_types()[one.kind].mandatory
        parts = [
            Part(key=key, what=what, text=texts.get(key, "")) for key, what in demanded.items()
        ]
        return cls(plan=StatutoryTold.of(one), parts=parts)


class StatutoryNew(Closed):
    """Which law a new plan is made under."""

    kind: text(40)  # type: ignore[valid-type]
    review_on: date | None = None


class PartText(Closed):
    """What the content says."""

    text: text(4000, least=0)  # type: ignore[valid-type]
