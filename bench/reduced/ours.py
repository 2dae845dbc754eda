"""The reduced benefit in the product: python -m bench.reduced.ours FILE; as rival.py answers."""

import sys
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

from sammenhaeng.benefits.rules import batch, deciding, facts, population, reform, source
from sammenhaeng.benefits.rules.check import check
from sammenhaeng.benefits.rules.law import Law
from sammenhaeng.benefits.rules.simulation import Simulator

from . import answering
from .answering import Found, many, timed

FOLDER = Path(__file__).parent / "reduceret"
ON = date(2026, 6, 1)
WANTED = ("boligstoette", "samlet")
HOUSEHOLD = {
    "rent": 84000, "area": 90,
    "persons": [{"age": 70, "income": 120000}, {"age": 62, "income": 90000}],
}  # fmt: skip


def law() -> Law:
    texts = {f"reduceret/{file.name}": file.read_text("utf-8") for file in FOLDER.iterdir()}
    return check(source.understand("reduceret", texts))


class Ours:
    """Each task: what is measured, and what it found."""

    def __init__(self, file: str) -> None:
        self.law, self.file = law(), Path(file)
        self.given = population.read(self.law, self.file).households

    def compiling(self) -> Found:
        """The first pass: written, compiled or fetched from disk."""
        return self.calculation()

    def calculation(self) -> Found:
        return timed(lambda: sums(batch.calculate(self.law, self.given, ON, wanted=WANTED)))

    def loading(self) -> Found:
        def run() -> list[float]:
            read = population.read(self.law, self.file).households
            return sums(batch.calculate(self.law, read, ON, wanted=WANTED))

        return timed(run)

    def sweep(self) -> Found:
        def run() -> Iterator[float]:
            simulator = Simulator(self.law, self.given, ON)
            for point in range(11):
                outcome = simulator.run(self.changed(Decimal(10 + point) / 100))
                yield float(outcome.amounts["support_year"][1].sum())

        return timed(lambda: list(run()))

    def changed(self, value: Decimal) -> reform.Reform:
        place = next(iter(self.law.inputs.values())).place
        return reform.proposed(self.law, "", ON, {"stoette_aftrapning": value}, {}, place)

    def decision(self) -> Found:
        return many(lambda: decided(self.law, HOUSEHOLD), 2000)


def decided(law: Law, cells: Mapping[str, object]) -> list[float]:
    """From cells to amounts, and every step with its value, sentence and parameters."""
    decision = deciding.decide(law, facts.household(law, cells), ON)
    told = [(step.said, step.because, step.used) for step in decision.steps]
    assert len(told) > len(law.outputs)
    return [float(str(each)) for each in decision.amounts.values()]


def sums(found: Mapping[str, batch.Column]) -> list[float]:
    return [float(found[name].sum()) for name in WANTED]


if __name__ == "__main__":
    answering.answer(Ours(sys.argv[1]))
