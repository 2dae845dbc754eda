"""The law of boligstøtte and folkepension on a drawn population: python -m bench.whole_law FILE."""

import sys
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
            writer.write_table(table.combine_chunks(), max_chunksize=households)
    draft.unlink()


class WholeLaw:
    """Each task: what is measured, and what it found."""

    def __init__(self, file: str) -> None:
        self.file = Path(file)
        self.laws = [laws.law(name) for name in LAWS]

    def calculation(self) -> Found:
        """Seconds of the calculation alone, one law after the other; the sums of their outputs."""
        seconds, worked, sums = 0.0, 0.0, list[float]()
        for law in self.laws:
            given = population.read(law, self.file).households
            spent = timed(lambda law=law, given=given: total(law, given))
            seconds, worked = seconds + spent[0], worked + spent[1]
            sums += spent[2]
        return seconds, worked, sums

    def loading(self) -> Found:
        def run() -> list[float]:
            reads = ((law, population.read(law, self.file)) for law in self.laws)
            return [one for law, read in reads for one in total(law, read.households)]

        return timed(run)

    def least(self) -> Found:
        """Bytes that are read and written at least."""
        size = 0
        for law in self.laws:
            given = population.read(law, self.file).households
            size += sum(column.nbytes for column in given.columns.values())
            size += 8 * given.size * len(law.outputs)
        return 0.0, 0.0, [float(size)]

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
