"""What other rooms may hear about citizens and their consents."""

from dataclasses import dataclass
from datetime import date, datetime

from sammenhaeng.access.models import Seat


@dataclass(frozen=True)
class ConsentAsked:
    consent_id: int
    citizen_id: int
    by: Seat
    at: datetime


@dataclass(frozen=True)
class ConsentAnswered:
    """Given or declined: nothing is left to answer."""

    consent_id: int
    citizen_id: int
    state: str
    by: Seat
    at: datetime


@dataclass(frozen=True)
class ConsentEnded:
    """Withdrawn or expired: what rested on it ends at once."""

    consent_id: int
    citizen_id: int
    state: str
    by: Seat
    at: datetime


@dataclass(frozen=True)
class ConsentRunsOut:
    """Within a month the yes is over, unless it is renewed."""

    consent_id: int
    citizen_id: int
    valid_until: date
    asked_by: Seat
    by: Seat
    at: datetime


@dataclass(frozen=True)
class ConsentReplaced:
    """A new yes took over from an older one: what rested on the old rests on the new."""

    old_id: int
    new_id: int
    citizen_id: int
    by: Seat
    at: datetime


@dataclass(frozen=True)
class FactContested:
    """The citizen says that a register is wrong."""

    fact_id: int
    citizen_id: int
    by: Seat
    at: datetime
