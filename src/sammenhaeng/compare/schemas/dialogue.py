"""The API's shapes of dialogues on results."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from sammenhaeng.access.models import Seat
from sammenhaeng.compare.models import Dialogue
from sammenhaeng.compare.operations.dialogue import Words
from sammenhaeng.compare.queries.dialogue import Below, Figure, Sheet
from sammenhaeng.compare.rules.dialogue import DIALOGUE, LONGEST
from sammenhaeng.design.api import Closed, Day, Id, Seen, text
from sammenhaeng.design.charts.chart import told
from sammenhaeng.kernel.refusal import Refused

State = Literal[*DIALOGUE]  # type: ignore[valid-type]
PeriodCode = Annotated[
    str, Field(pattern="^20[0-9]{2}(-K[1-4])?$", description="A year, or a quarter as 2026-K3.")
]


class DialogueTold(Closed):
    """One dialogue: what was said of the results, what was agreed, and how it went."""

    id: int
    unit: int
    period: str
    state: State
    version: int
    comment: str
    action: str
    owner: int | None
    owner_name: str
    due_on: date | None
    outcome: str
    agreed_at: datetime | None

    @classmethod
    def of(cls, one: Dialogue) -> "DialogueTold":
        plain = ("state", "version", "comment", "action", "due_on", "outcome", "agreed_at")
        return cls(
            id=one.pk, unit=one.unit_id, period=one.period.code, owner=one.owner_id,
            owner_name=one.owner.name if one.owner else "",
            **{name: getattr(one, name) for name in plain},
        )  # fmt: skip

    @classmethod
    def if_any(cls, one: Dialogue | None) -> "DialogueTold | None":
        return cls.of(one) if one else None


class SheetFigureTold(Closed):
    """A figure on the sheet, as people read it; a number that may not be told is a dash."""

    label: str
    value: str
    beside: str = Field(description="What a place with such staff usually has.")
    claim: str = Field(description="What chance lets anybody say of the difference, in words.")

    @classmethod
    def of(cls, one: Figure) -> "SheetFigureTold":
        return cls(label=one.label, value=told(one.value), beside=told(one.beside), claim=one.claim)


class BelowTold(Closed):
    """A unit one level down, and its newest dialogue."""

    unit: int
    name: str
    dialogue: DialogueTold | None

    @classmethod
    def of(cls, one: Below) -> "BelowTold":
        newest = DialogueTold.if_any(one.dialogue)
        return cls(unit=one.unit.pk, name=one.unit.name, dialogue=newest)


class LeaderTold(Closed):
    """A leader who may take on what is agreed."""

    id: int
    name: str
    unit: str


class SheetTold(Closed):
    """The sheet of a unit and a period; `opening` is the agreement a meeting begins with."""

    unit: int
    name: str
    period: str
    figures: list[SheetFigureTold]
    opening: DialogueTold | None
    current: DialogueTold | None
    earlier: list[DialogueTold]
    below: list[BelowTold]
    events: list[str]
    owners: list[LeaderTold]

    @classmethod
    def of(cls, one: Sheet, owners: list[Seat]) -> "SheetTold":
        return cls(
            unit=one.unit.pk,
            name=one.unit.name,
            period=one.period.code,
            figures=[SheetFigureTold.of(figure) for figure in one.figures],
            opening=DialogueTold.if_any(one.opening),
            current=DialogueTold.if_any(one.current),
            earlier=[DialogueTold.of(other) for other in one.earlier],
            below=[BelowTold.of(unit) for unit in one.below],
            events=sorted(one.events),
            owners=[LeaderTold(id=s.pk, name=s.name, unit=s.unit_name) for s in owners],
        )


class WordsNew(Closed):
    """What a dialogue says; the action, its owner and day may wait until the meeting."""

    comment: text(LONGEST)  # type: ignore[valid-type]
    action: text(LONGEST, least=0) = ""  # type: ignore[valid-type]
    owner: Id | None = None
    due_on: Day | None = None

    def words(self, owners: list[Seat]) -> Words:
        """The owner must be among these."""
        chosen = {seat.pk: seat for seat in owners}
        if self.owner and self.owner not in chosen:
            raise Refused("invalid", "Vælg en leder i enheden eller over den.")
        owner = chosen[self.owner] if self.owner else None
        return Words(self.comment, self.action, owner, self.due_on)


class WordsChanged(WordsNew):
    """The same, from the version that was read."""

    seen: Seen


class Read(Closed):
    """The version that was read."""

    seen: Seen


class Outcome(Read):
    """How the agreed action went."""

    outcome: text(LONGEST)  # type: ignore[valid-type]
