"""The API's shapes of the rule simulator: what may be changed, what is asked, what came of it."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from sammenhaeng.benefits.models import Scenario
from sammenhaeng.benefits.queries import simulated
from sammenhaeng.benefits.queries.proposals import Changeable, Open, asked_of
from sammenhaeng.benefits.queries.trial import Asked, Trial, TypicalTold
from sammenhaeng.benefits.rules.gated import Effect
from sammenhaeng.benefits.rules.proposals import LONGEST
from sammenhaeng.design.api import Closed, Day, text
from sammenhaeng.statistics.disclosure import Disclosed

Name = Annotated[str, Field(pattern="^[a-z][a-z0-9_]{0,79}$")]
MOST = 8
Shown = Annotated[float | None, Field(description="None: hidden by the disclosure gate.")]


def shown(cell: Disclosed) -> float | None:
    return None if cell.is_hidden else cell.value


class ChangeableTold(Closed):
    """A value or a rule of the law, as it is written on the day."""

    name: str
    label: str
    provision: str
    written: str

    @classmethod
    def of(cls, one: Changeable) -> "ChangeableTold":
        return cls(name=one.name, label=one.label, provision=one.provision, written=one.written)


class OpenTold(Closed):
    """What may be changed in a law on a day."""

    on: date
    values: list[ChangeableTold]
    texts: list[ChangeableTold]

    @classmethod
    def of(cls, there: Open, on: date) -> "OpenTold":
        values, texts = (
            [ChangeableTold.of(one) for one in part.values()]
            for part in (there.values, there.texts)
        )
        return cls(on=on, values=values, texts=texts)


class Change(Closed):
    """A change to try: names with new values as they are written, and rules with new texts."""

    on: Day
    values: dict[Name, text(LONGEST)] = Field(default={}, max_length=MOST)  # type: ignore[valid-type]
    texts: dict[Name, text(LONGEST)] = Field(default={}, max_length=MOST)  # type: ignore[valid-type]
    output: text(40, least=0) = ""  # type: ignore[valid-type]

    def where(self, name: str) -> str:
        """Where in what was sent a name stands, as other mistakes are placed."""
        parts = {"values": self.values, "texts": self.texts}
        return next((f"body.{part}.{name}" for part, held in parts.items() if name in held), "body")

    def asked(self, law: str) -> Asked:
        values, texts = tuple(self.values.items()), tuple(self.texts.items())
        return Asked(law, self.on, values, texts, self.output)


class NamedChange(Change):
    """A change to keep under a title."""

    title: text(120)  # type: ignore[valid-type]


class EffectTold(Closed):
    """What a change does to a group: households, and kroner a year."""

    group: str
    households: Shown
    winners: Shown
    losers: Shown
    unchanged: Shown
    won: Shown
    lost: Shown
    cost: Shown
    before: Shown
    after: Shown

    @classmethod
    def of(cls, group: str, one: Effect) -> "EffectTold":
        return cls(
            group=group, households=shown(one.households), winners=shown(one.winners),
            losers=shown(one.losers), unchanged=shown(one.unchanged), won=shown(one.won),
            lost=shown(one.lost), cost=shown(one.cost), before=shown(one.before),
            after=shown(one.after),
        )  # fmt: skip


class TypicalShown(Closed):
    """A typical household at the edge: medians of those whose amount changes most."""

    family: str
    households: Shown
    change: Shown
    before: Shown
    facts: dict[str, float | None]

    @classmethod
    def of(cls, one: TypicalTold) -> "TypicalShown":
        return cls(
            family=one.family, households=shown(one.households), change=shown(one.change),
            before=shown(one.before), facts={name: shown(cell) for name, cell in one.facts},
        )  # fmt: skip


class TrialTold(Closed):
    """What came of a change, tried on a synthetic population; it is no decision."""

    law: str
    on: date
    output: str
    finding: str
    everybody: EffectTold
    families: list[EffectTold]
    kommuner: list[EffectTold]
    winning: list[TypicalShown]
    losing: list[TypicalShown]
    touched: list[str]
    rules: int
    rules_before: str
    rules_after: str
    drawn_households: int

    @classmethod
    def of(cls, trial: Trial) -> "TrialTold":
        families = zip(trial.families, trial.by_family.groups, strict=True)
        kommuner = zip(trial.kommuner, trial.by_kommune.groups, strict=True)
        before, after = trial.digests
        return cls(
            law=trial.law.name, on=trial.asked.on, output=trial.output,
            finding=simulated.headline(trial),
            everybody=EffectTold.of("everybody", trial.everybody),
            families=[EffectTold.of(*row) for row in families],
            kommuner=[EffectTold.of(*row) for row in kommuner],
            winning=[TypicalShown.of(one) for one in trial.winning],
            losing=[TypicalShown.of(one) for one in trial.losing],
            touched=list(trial.touched), rules=trial.rules, rules_before=before,
            rules_after=after, drawn_households=trial.drawn,
        )  # fmt: skip


class ScenarioTold(Closed):
    """A change that somebody has kept."""

    id: int
    title: str
    law: str
    on: date
    values: dict[str, str]
    texts: dict[str, str]
    kept_by: str
    kept_at: datetime

    @classmethod
    def of(cls, one: Scenario) -> "ScenarioTold":
        asked = asked_of(one)
        return cls(
            id=one.pk, title=one.title, law=one.law, on=one.on, values=dict(asked.values),
            texts=dict(asked.texts), kept_by=one.kept_by.account.name, kept_at=one.kept_at,
        )  # fmt: skip
