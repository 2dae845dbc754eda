"""The API's shapes of benefits."""

from .calculating import (
    CalculatedRows,
    DecisionTold,
    HouseholdAsked,
    ProvisionTold,
    RowsAsked,
    StepTold,
    ValueUsed,
)
from .cases import (
    BenefitCase,
    BenefitFact,
    BenefitLine,
    BenefitStepTold,
    CaseReplayed,
    DecisionMade,
    DoubtTold,
    FactLaidDown,
    SourceTold,
    StatedFact,
    VerdictTold,
    WishTold,
)
from .review import BenefitReviewed, ReasonCounted

__all__ = [
    "BenefitCase", "BenefitFact", "BenefitLine", "BenefitReviewed", "BenefitStepTold",
    "CalculatedRows", "CaseReplayed", "DecisionMade", "DecisionTold", "DoubtTold", "FactLaidDown",
    "HouseholdAsked", "ProvisionTold", "ReasonCounted", "RowsAsked", "SourceTold", "StatedFact",
    "StepTold", "ValueUsed", "VerdictTold", "WishTold",
]  # fmt: skip
