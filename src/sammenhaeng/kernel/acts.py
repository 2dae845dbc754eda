"""What may be done by whom: an act names its roles, its reach and the relation it needs."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from .refusal import Refused


class Reach(StrEnum):
    """How far from the seat's own unit an act may reach."""

    OWN = "own"  # the citizen the seat belongs to
    UNIT = "unit"  # the seat's unit and the units below it
    AUTHORITY = "authority"  # every unit of the seat's authority
    ANYWHERE = "anywhere"


@dataclass(frozen=True)
class Act:
    """Something a seat may do; `does` is Danish and completes "Du må ikke ..."."""

    name: str
    does: str
    roles: frozenset[str]
    reach: Reach = Reach.UNIT
    relations: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Place:
    """Where an act happens: the unit or authority whose matter it is, the citizen it is about."""

    unit_id: int | None = None
    citizen_id: int | None = None
    authority_id: int | None = None


class Actor(Protocol):
    """Whoever acts: in practice an access.Seat."""

    @property
    def pk(self) -> int: ...

    def may(self, act: Act, place: Place) -> bool: ...


def require(
    by: Actor,
    act: Act,
    *,
    unit_id: int | None = None,
    citizen_id: int | None = None,
    authority_id: int | None = None,
) -> None:
    """Refused("forbidden") unless the actor may do the act there."""
    if not by.may(act, Place(unit_id, citizen_id, authority_id)):
        raise Refused("forbidden", "Du har ikke adgang til at {does}.", does=act.does)
