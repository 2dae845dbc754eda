"""Tables of benefits: applications with facts and decisions, scenarios, and bills."""

from .applications import Application, Evidence
from .bills import Bill, BillAdvice, BillAnswer, BillStep, BillText
from .decisions import Decision
from .scenarios import Scenario, ScenarioChange

__all__ = [
    "Application", "Bill", "BillAdvice", "BillAnswer", "BillStep", "BillText", "Decision",
    "Evidence", "Scenario", "ScenarioChange",
]  # fmt: skip
