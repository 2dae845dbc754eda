"""What other rooms may hear about plans and appointments."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class PlanActivated:
    plan_id: int
    citizen_id: int
    at: datetime


@dataclass(frozen=True)
class PlanEnded:
    plan_id: int
    citizen_id: int
    state: str
    at: datetime


@dataclass(frozen=True)
class AppointmentBooked:
    appointment_id: int
    citizen_id: int
    at: datetime


@dataclass(frozen=True)
class AppointmentCancelled:
    appointment_id: int
    citizen_id: int
    at: datetime
