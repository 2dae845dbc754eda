"""The API's shapes of the trail of acts, and of whether it is whole."""

from collections.abc import Mapping
from datetime import datetime

from sammenhaeng.access.models import Seat
from sammenhaeng.access.operations.trail import Checked
from sammenhaeng.access.queries import Wording
from sammenhaeng.audit.queries import Stretch, Told
from sammenhaeng.design.api import Closed


class ActTold(Closed):
    """An act that can be asked for, and its words."""

    code: str
    words: str


class Code(Closed):
    """A state, day or number that an act was written down with."""

    name: str
    value: str


class TrailEntry(Closed):
    """One act: who, what and when; never content, never whom it was about."""

    number: int
    at: datetime
    act: str
    thing: str
    thing_id: int
    who: str
    role: str
    unit: str
    codes: list[Code]

    @classmethod
    def of(cls, one: Told, seat: Seat, words: Wording) -> "TrailEntry":
        return cls(
            number=one.number,
            at=one.at,
            act=one.act,
            thing=one.thing,
            thing_id=one.thing_id,
            who=seat.name,
            role=words.role(seat.role),
            unit=seat.unit_name,
            codes=[Code(name=name, value=value) for name, value in one.codes],
        )


class Trail(Closed):
    """Some acts, newest first; `older` is the `before` of those before them."""

    entries: list[TrailEntry]
    older: int | None

    @classmethod
    def of(cls, found: Stretch, seats: Mapping[int, Seat]) -> "Trail":
        words = Wording()
        told = [TrailEntry.of(one, seats[one.seat_id], words) for one in found.entries]
        return cls(entries=told, older=found.older)


class TrailFault(Closed):
    """A place in a chain of acts that is not what was written: edited, removed or reordered."""

    chain: str
    number: int
    what: str


class SealFault(Closed):
    """A block of the citizens' log that no longer fits its seal."""

    block: int
    what: str


class Check(Closed):
    """Whether both logs are whole, from end to end."""

    is_whole: bool
    acts: int
    faults: list[TrailFault]
    blocks: int
    broken: list[SealFault]
    unsealed: int

    @classmethod
    def of(cls, one: Checked) -> "Check":
        return cls(
            is_whole=one.is_whole,
            acts=one.acts,
            faults=[TrailFault(**vars(fault)) for fault in one.faults],
            blocks=one.seals.blocks,
            broken=[SealFault(block=block, what=what) for block, what in one.seals.broken],
            unsealed=one.seals.unsealed,
        )
