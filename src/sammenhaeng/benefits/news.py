"""What other rooms may hear about benefits."""

from dataclasses import dataclass
from datetime import datetime

from sammenhaeng.access.models import Seat


@dataclass(frozen=True)
class BenefitDecided:
    """A citizen has got a decision, by a machine or by a person."""

    decision_id: int
    citizen_id: int
    law: str
    level: str
    by: Seat
    at: datetime
