"""The law of boligstøtte and folkepension on a drawn population: python -m bench.whole_law FILE."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from sammenhaeng.benefits.rules import batch, deciding, facts, laws, population
from sammenhaeng.benefits.rules.law import Law
from sammenhaeng.world import population as world

from .reduced import answering
from .reduced.answering import Found, many, timed

ON = date(2026, 6, 1)
PART = 250_000  # households of one record batch: what is in memory at once
LAWS = ("boligstoette", "folkepension")
RENTER = {
    "scheme": "ydelse", "adults": 1, "income_month": 15000, "wealth": 0, "area_m2": 55,
    "rent_month": 5000, "heat": "T",
}  # fmt: skip


def write(file: Path, households: int) -> None:
    """The drawn population as one Arrow file, which is mapped and not read."""
    draft = file.with_suffix(".parquet")
    world.write(draft, households)
    with pa.OSFile(str(file), "wb") as sink:
        table = pq.read_table(draft).unify_dictionaries()
        with pa.ipc.new_file(sink, table.schema) as writer:
            writer.write_table(table.combine_chunks(), max_chunksize=PART)
    draft.unlink()


class WholeLaw:
    """Each task: what is measured, and what it found."""

    def __init__(self, file: str) -> None:
        self.file = Path(file)
        self.laws = [laws.law(name) for name in LAWS]

    def calculation(self) -> Found:
        """Seconds of the calculation alone, one law after the other; the sums of their outputs."""
        each = [self.alone(law) for law in self.laws]
        sums = [one for found in each for one in found[2]]
        return sum(one[0] for one in each), sum(one[1] for one in each), sums

    def alone(self, law: Law) -> Found:
        each = [timed(lambda given=given: total(law, given)) for given in self.parts(law)]
        sums = [sum(one) for one in zip(*(found[2] for found in each), strict=True)]
        return sum(found[0] for found in each), sum(found[1] for found in each), sums

    def parts(self, law: Law) -> Iterator[batch.Households]:
        return (part.households for part, _ in population.parts(law, self.file))

    def loading(self) -> Found:
        return timed(lambda: [one for law in self.laws for one in self.alone(law)[2]])

    def least(self) -> Found:
        """Bytes that are read and written at least."""
        return 0.0, 0.0, [float(sum(self.bytes_of(law) for law in self.laws))]

    def bytes_of(self, law: Law) -> int:
        return sum(
            sum(column.nbytes for column in given.columns.values())
            + 8 * given.size * len(law.outputs)
            for given in self.parts(law)
        )

    def decision(self) -> Found:
        law = self.laws[0]

        def run() -> list[float]:
            decision = deciding.decide(law, facts.household(law, RENTER), ON)
            told = [(step.said, step.because, step.used) for step in decision.steps]
            return [float(len(told)), *map(float, map(str, decision.amounts.values()))]

        return many(run, 1000)


def total(law: Law, given: batch.Households) -> list[float]:
    return [float(one.sum()) for one in batch.calculate(law, given, ON).values()]


if __name__ == "__main__":
    answering.answer(WholeLaw(sys.argv[1]))
