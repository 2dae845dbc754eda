"""Tables of plans, their lines, appointments and imported documents."""

from .appointments import Appointment, Busy, Feed, Override, Participant, StaffBusy
from .documents import Document, StaffDocument
from .lines import Activity, Comment, Goal, Step
from .plans import (
    Coverage,
    Plan,
    PlanMember,
    PlanVersion,
    Replacement,
    StatutoryPart,
    StatutoryPlan,
)

__all__ = [
    "Activity", "Appointment", "Busy", "Comment", "Coverage", "Document", "Feed", "Goal",
    "Override", "Participant", "Plan", "PlanMember", "PlanVersion", "Replacement", "StaffBusy",
    "StaffDocument", "StatutoryPart", "StatutoryPlan", "Step",
]  # fmt: skip
