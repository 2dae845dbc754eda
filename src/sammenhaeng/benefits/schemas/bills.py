"""The API's shapes of bills and their assessment."""

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from sammenhaeng.benefits.models import Bill
from sammenhaeng.benefits.queries.bills import BillTold, PointTold, Year
from sammenhaeng.benefits.rules.bills import Assessed
from sammenhaeng.benefits.rules.hints import LONGEST, Hint
from sammenhaeng.design.api import Closed, Day, text

LONG = 4_000


class NewBill(Closed):
    """A bill to open."""

    title: text(200)  # type: ignore[valid-type]
    ministry: text(120)  # type: ignore[valid-type]


class BillLine(Closed):
    """A bill and how far it is."""

    id: int
    title: str
    ministry: str
    state: str
    sent_on: date | None
    hearing_on: date | None

    @classmethod
    def of(cls, one: Bill) -> "BillLine":
        return cls(
            id=one.pk, title=one.title, ministry=one.ministry, state=one.state,
            sent_on=one.sent_on, hearing_on=one.hearing_on,
        )  # fmt: skip


class HintTold(Closed):
    """A word in the text that a drafter should look at once more."""

    kind: str
    word: str
    provision: str
    sentence: str

    @classmethod
    def of(cls, one: Hint) -> "HintTold":
        return cls(kind=one.kind, word=one.word, provision=one.provision, sentence=one.sentence)


class TextToRead(Closed):
    """A bill's text to look through; nothing is stored."""

    text: text(LONGEST)  # type: ignore[valid-type]


class TextToKeep(TextToRead):
    """A new version of a bill's text; `seen` is the version read, 0 for none."""

    seen: int = Field(ge=0, le=2**31 - 1)


class Answered(Closed):
    """The answer to a point; `seen` is the version read, 0 for none."""

    answer: Literal["yes", "partly", "no", "irrelevant"]
    provisions: text(LONG, least=0) = ""  # type: ignore[valid-type]
    evidence: text(LONG, least=0) = ""  # type: ignore[valid-type]
    mitigation: text(LONG, least=0) = ""  # type: ignore[valid-type]
    seen: int = Field(ge=0, le=2**31 - 1)

    def told(self) -> Assessed:
        return Assessed(self.answer, self.provisions, self.evidence, self.mitigation)


class Sent(Closed):
    """When the hearing begins, and why the secretariat gets less than six weeks."""

    hearing_on: Day
    late_because: text(LONG, least=0) = ""  # type: ignore[valid-type]


class Recommended(Closed):
    """What the secretariat recommends on a point."""

    recommendation: text(LONG)  # type: ignore[valid-type]


class Followed(Closed):
    """Whether a recommendation is followed, and if not, why."""

    is_followed: bool
    because: text(LONG, least=0) = ""  # type: ignore[valid-type]


class PointShown(Closed):
    """One of the eleven points as it stands."""

    code: str
    kind: str
    number: str
    title: str
    answer: str | None
    provisions: str
    evidence: str
    mitigation: str
    version: int
    written_at: datetime | None
    recommendation: str | None
    is_followed: bool | None
    because: str

    @classmethod
    def of(cls, one: PointTold) -> "PointShown":
        answer, advice, told = one.answer, one.advice, Assessed("")
        told = answer.told if answer else told
        return cls(
            code=one.point.code, kind=one.point.kind, number=one.point.number,
            title=one.point.title, answer=told.answer or None, provisions=told.provisions,
            evidence=told.evidence, mitigation=told.mitigation,
            version=answer.version if answer else 0,
            written_at=answer.written_at if answer else None,
            recommendation=advice.recommendation if advice else None,
            is_followed=advice.is_followed if advice else None,
            because=advice.because if advice else "",
        )  # fmt: skip


class BillShown(Closed):
    """A bill with its assessment and what the machine noticed in its text."""

    bill: BillLine
    text_version: int
    unmet: list[str]
    has_consequences: bool
    late_because: str
    points: list[PointShown]
    hints: list[HintTold]

    @classmethod
    def of(cls, told: BillTold) -> "BillShown":
        return cls(
            bill=BillLine.of(told.bill), text_version=told.text.version if told.text else 0,
            unmet=[one.point.code for one in told.unmet],
            has_consequences=told.has_consequences, late_because=told.bill.late_because,
            points=[PointShown.of(one) for one in told.points],
            hints=[HintTold.of(one) for one in told.hints],
        )  # fmt: skip


class YearTold(Closed):
    """What the bills of a year show."""

    year: int
    heard: int
    sent: int
    in_time: int
    advised: int
    followed: int

    @classmethod
    def of(cls, one: Year) -> "YearTold":
        return cls(
            year=one.year, heard=one.heard, sent=one.sent, in_time=one.in_time,
            advised=one.advised, followed=one.followed,
        )  # fmt: skip
