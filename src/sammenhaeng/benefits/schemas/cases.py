"""Shapes of applications and decisions."""

from datetime import date, datetime
from typing import Annotated, Literal, Self

from pydantic import Field

from sammenhaeng.benefits.operations.applications import Wish
from sammenhaeng.benefits.operations.decisions import LARGEST, Verdict
from sammenhaeng.benefits.queries.applications import Case, Source
from sammenhaeng.benefits.rules import evidence
from sammenhaeng.benefits.rules.evidence import Told
from sammenhaeng.benefits.rules.letter import FactLine, Line
from sammenhaeng.benefits.rules.outcome import Replayed
from sammenhaeng.benefits.rules.questions import FAMILY, Family, questions
from sammenhaeng.design.api import Closed, Day, Id, text
from sammenhaeng.organisation.models import Unit


class StatedFact(Closed):
    """What the applicant says: the law's input, the person (0 is the applicant), and the value."""

    name: text(60)  # type: ignore[valid-type]
    person: Annotated[int, Field(ge=0, le=9)] = 0
    value: text(40)  # type: ignore[valid-type]


class WishTold(Closed):
    """An application: how many people the household is made of, and what is said of them."""

    adults: Annotated[int, Field(ge=1, le=2)] = 1
    children: Annotated[int, Field(ge=0, le=8)] = 0
    facts: Annotated[list[StatedFact], Field(max_length=400)]

    def wish(self, law: str, on: date, unit: Unit, source: str = evidence.CITIZEN) -> Wish:
        """What is applied for; `source` says who the facts are from."""
        said = [Told(one.name, one.person, one.value, source, on) for one in self.facts]
        asked = questions(law)
        chosen = Family(self.adults, self.children) if asked.persons == FAMILY else Family()
        family = asked.family({one.key: one.value for one in said}, chosen)
        return Wish(law, on, unit, family, said)


class ApplicationTakenIn(WishTold):
    """An application that a citizen has made in another way, how, and on which day."""

    channel: Literal["phone", "paper", "in_person"]
    received_on: Day


class FactLaidDown(StatedFact):
    """What a caseworker lays down, and how it is known."""

    note: text(500)  # type: ignore[valid-type]


class VerdictTold(Closed):
    """What a caseworker decides: the draft that was read, and another amount with its reason."""

    draft: Id
    kroner: Annotated[int, Field(ge=0, le=LARGEST)] | None = None
    because: text(2000, least=0) = ""  # type: ignore[valid-type]

    def verdict(self) -> Verdict:
        return Verdict(self.draft, self.kroner, self.because)


class BenefitLine(Closed):
    """A result: what it is, and how much."""

    label: str
    said: str


class BenefitStepTold(BenefitLine):
    """A step of the calculation, as the letter tells it."""

    because: str
    provision: str

    @classmethod
    def of(cls, line: Line) -> Self:
        return cls(label=line.label, said=line.said, because=line.because, provision=line.provision)


class BenefitFact(BenefitLine):
    """A fact that was used, and from whom."""

    register_name: str
    told_on: date

    @classmethod
    def of(cls, line: FactLine) -> Self:
        return cls(
            label=line.label, said=line.said, register_name=line.register, told_on=line.told_on
        )


class FactSource(BenefitLine):
    """What a source says of a fact, and whether the case rests on it."""

    key: str
    register_name: str
    told_on: date
    note: str
    counts: bool
    is_contested: bool

    @classmethod
    def of(cls, one: Source) -> Self:
        return cls(
            key=one.key, label=one.label, said=one.said, register_name=one.register,
            told_on=one.told_on, note=one.note, counts=one.counts, is_contested=one.is_contested,
        )  # fmt: skip


class DoubtTold(Closed):
    """Why a person must decide."""

    code: str
    sentence: str
    provision: str


class DecisionMade(Closed):
    """A decision, or the draft of one: everything that the letter says."""

    id: int
    level: str
    on: date
    known: date
    rules: str
    results: list[BenefitLine]
    because: str
    steps: list[BenefitStepTold]
    provisions: list[str]
    facts: list[BenefitFact]
    assumed: list[BenefitFact]
    doubts: list[DoubtTold]
    appeal: str
    decided_at: datetime | None

    @classmethod
    def of(cls, case: Case) -> Self:
        one, letter = case.decision, case.letter
        assert one
        return cls(
            id=one.pk, level=one.level, on=one.on, known=one.known, rules=one.rules,
            results=[BenefitLine(label=r.label, said=r.said) for r in letter.results],
            because=one.because, steps=[*map(BenefitStepTold.of, (*letter.first, *letter.rest))],
            provisions=list(letter.provisions), facts=[*map(BenefitFact.of, letter.facts)],
            assumed=[*map(BenefitFact.of, letter.assumed)],
            doubts=[DoubtTold(**doubt) for doubt in one.doubts], appeal=one.appeal,
            decided_at=one.decided_at,
        )  # fmt: skip


class BenefitCase(Closed):
    """An application and how it stands; `sources` only for the unit that decides."""

    id: int
    law: str
    title: str
    state: str
    applied_at: datetime
    unit: str
    channel: str
    received_on: date
    applied_by: str
    reasons: list[str]
    decision: DecisionMade | None
    sources: list[FactSource] = []

    @classmethod
    def of(cls, case: Case, sources: list[Source] | None = None) -> Self:
        one = case.application
        return cls(
            id=one.pk, law=one.law, title=case.law.title, state=one.state,
            applied_at=one.applied_at, unit=one.unit.name, channel=one.channel,
            received_on=one.received_on, applied_by=one.applied_by.name, reasons=one.reasons,
            decision=DecisionMade.of(case) if case.decision else None,
            sources=[*map(FactSource.of, sources or [])],
        )  # fmt: skip


class CaseReplayed(Closed):
    """A decision calculated again."""

    has_same_rules: bool
    has_same_answer: bool
    sentence: str

    @classmethod
    def of(cls, found: Replayed) -> Self:
        return cls(
            has_same_rules=found.has_same_rules, has_same_answer=found.has_same_answer,
            sentence=found.sentence,
        )  # fmt: skip
