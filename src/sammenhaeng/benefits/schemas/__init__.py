"""The API's shapes of benefits."""

from .calculating import (
    CalculatedRows,
    CalculationStep,
    DecisionTold,
    HouseholdAsked,
    ProvisionTold,
    RowsAsked,
    ValueUsed,
)
from .cases import (
    ApplicationTakenIn,
    BenefitCase,
    BenefitFact,
    BenefitLine,
    BenefitStepTold,
    CaseReplayed,
    DecisionMade,
    DoubtTold,
    FactLaidDown,
    FactSource,
    StatedFact,
    VerdictTold,
    WishTold,
)
from .review import BenefitReviewed, ReasonCounted

__all__ = [
    "ApplicationTakenIn",
    "BenefitCase",
    "BenefitFact",
    "BenefitLine",
    "BenefitReviewed",
    "BenefitStepTold",
    "CalculatedRows",
    "CalculationStep",
    "CaseReplayed",
    "DecisionMade",
    "DecisionTold",
    "DoubtTold",
    "FactLaidDown",
    "FactSource",
    "HouseholdAsked",
    "ProvisionTold",
    "ReasonCounted",
    "RowsAsked",
    "StatedFact",
    "ValueUsed",
    "VerdictTold",
    "WishTold",
]  # fmt: skip
