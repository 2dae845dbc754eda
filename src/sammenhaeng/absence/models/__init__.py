"""What is kept of follow-ups, targets, grants and visits; the spells are in the lake."""

from .efforts import Application, Effect, Pool, Visit
from .follow_ups import Employment, FollowUp, Talk
from .targets import SystemChange, Target, TargetCheck

__all__ = [
    "Application", "Effect", "Employment", "FollowUp", "Pool", "SystemChange", "Talk", "Target",
    "TargetCheck", "Visit",
]  # fmt: skip
