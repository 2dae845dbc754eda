"""Shapes of a decision that is only explained, and of a batch."""

from typing import Annotated, Any

from pydantic import Field

from sammenhaeng.design.api import Closed, Day

MOST_ROWS = 50_000
Cell = str | bool | int | float | None
PersonCells = Annotated[dict[str, Cell], Field(max_length=60)]
Cells = Annotated[
    dict[str, Cell | list[PersonCells]],
    Field(
        max_length=400,
        description="The law's columns; `persons` is a list where the law asks about persons.",
    ),
]
Amount = float | None | list[float | None]


class HouseholdAsked(Closed):
    """One household, the day the law is applied to, and the day it was known on."""

    on: Day
    known: Day | None = None
    household: Cells


class ProvisionTold(Closed):
    """A sentence of the law about the result."""

    provision: str
    sentence: str


class ValueUsed(Closed):
    """A value of the law that a step rests on."""

    name: str
    label: str
    said: str
    provision: str
    in_force_from: str
    sure: str
    source: str


class CalculationStep(Closed):
    """One step of the calculation: amounts are exact decimals as text."""

    name: str
    label: str
    provision: str
    person: int | None
    unit: str
    amount: str | bool
    said: str
    because: str
    leads: bool
    parameters: list[ValueUsed]


class DecisionTold(Closed):
    """An explained decision. Nothing is stored; `level` is always guidance."""

    level: str
    law: str
    title: str
    cited: str
    on: str
    known: str | None
    rules: str
    amounts: dict[str, Amount]
    needs_caseworker: list[ProvisionTold]
    cautions: list[ProvisionTold]
    steps: list[CalculationStep]
    appeal: str


class RowsAsked(Closed):
    """Many households under one law of one day."""

    rows: Annotated[list[Cells], Field(max_length=MOST_ROWS)]


class RowFault(Closed):
    """A row that could not be calculated: its place from 0, the column, and what to do."""

    row: int
    column: str
    sentence: str


class CalculatedRows(Closed):
    """A result for each row, in the order of the rows; null where `faults` says why."""

    rules: str
    rows: list[dict[str, Any] | None]
    faults: list[RowFault]
