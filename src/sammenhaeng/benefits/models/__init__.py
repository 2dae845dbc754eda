"""Tables of applications for benefits, their facts, and the decisions."""

from .applications import Application, Evidence
from .decisions import Decision

__all__ = ["Application", "Decision", "Evidence"]
