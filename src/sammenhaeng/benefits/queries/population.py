"""The synthetic population that changes of the law are tried on, kept in the process."""

from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from sammenhaeng.benefits.rules import columns, laws
from sammenhaeng.benefits.rules import population as rules
from sammenhaeng.benefits.rules.population import Population
from sammenhaeng.benefits.rules.simulation import Simulator


@lru_cache(maxsize=8)
def population(law: str) -> Population:
    """Every household of the file, as the law's columns."""
    return rules.read(laws.law(law), Path(settings.POPULATION))


@lru_cache(maxsize=12)
def simulator(law: str, on: date) -> Simulator:
    """The population under the law of a day: what is calculated once is not calculated again."""
    return Simulator(laws.law(law), population(law).households, on, way=columns.calculate)
