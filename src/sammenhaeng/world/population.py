"""A synthetic population of households for trying the law of benefits on.

The kommuner and how many people live in each are from the project's dated file of kommuner. How
many households there are of each kind, what they earn and how they live is shape and not fact:
nothing here is a figure about Denmark, and nobody in it exists.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.random import Generator
from numpy.typing import NDArray

from .nation import names
from .nation.records import Reals, Truths

SEED, EXAMPLE = 2026, 10_000  # households in examples/population.parquet
AS_OF = date(2026, 6, 1)
MARK = {b"synthetic": b"yes: drawn from a seed; shape and not fact, and nobody in it exists"}
PART = 250_000  # households written at a time
PENSION_AGE, GROWN = 67, 18
TENURES, SCHEMES = ("lejer", "andelshaver", "ejer"), ("ydelse", "sikring")
CITIZENS = ("eu", "tredjeland")
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Family:
    """A kind of household: its share of all, its adults, and the chance that it rents."""

    label: str
    share: float
    adults: int
    has_children: bool
    is_old: bool
    rents: float


FAMILIES = {
    "single": Family("Enlig", 0.27, 1, False, False, 0.70),
    "couple": Family("Par", 0.19, 2, False, False, 0.35),
    "single_parent": Family("Enlig med børn", 0.06, 1, True, False, 0.72),
    "couple_with_children": Family("Par med børn", 0.18, 2, True, False, 0.25),
    "pensioner": Family("Enlig pensionist", 0.18, 1, False, True, 0.60),
    "pensioner_couple": Family("Pensionistpar", 0.12, 2, False, True, 0.30),
}


def write(file: Path, households: int, seed: int = SEED) -> None:
    """A population of any size as Parquet, marked as synthetic."""
    begun = np.random.SeedSequence(seed).spawn(-(-households // PART))
    sizes = [min(PART, households - at) for at in range(0, households, PART)]
    drawn = [draw(size, part) for size, part in zip(sizes, begun, strict=True)]
    schema = _labelled(drawn[0].schema).with_metadata(MARK)
    with pq.ParquetWriter(file, schema, compression="zstd") as opened:
        for table in drawn:
            opened.write_table(table.cast(schema))


def _labelled(schema: pa.Schema) -> pa.Schema:
    """The groups' names as people read them lie with their columns."""
    labels = {
        "kommune": {code: name for code, name, _ in names.known("kommune")},
        "family": {name: one.label for name, one in FAMILIES.items()},
    }
    for column, told in labels.items():
        at = schema.get_field_index(column)
        schema = schema.set(at, schema.field(at).with_metadata(told))
    return schema


def draw(households: int, seed: np.random.SeedSequence) -> pa.Table:
    """So many households, in the columns of all the laws of benefits."""
    rng = np.random.default_rng(seed)
    kinds = list(FAMILIES.values())
    kind = rng.choice(len(kinds), households, p=[one.share for one in kinds])
    people = _people(kinds, kind, rng)
    homes = _homes(kinds, kind, people, rng)
    kommune, weight = _places(people.sizes, rng)
    family = pa.DictionaryArray.from_arrays(kind.astype(np.int8), list(FAMILIES))
    place = {"kommune": kommune, "family": family, "weight": weight}
    return pa.table({**place, **homes, **people.columns()})


def _places(sizes: Ints, rng: Generator) -> tuple[pa.Array, pa.Array]:
    """A kommune by its people, and how many households each drawn one stands for."""
    codes, _, population = zip(*names.known("kommune"), strict=True)
    there = np.array(population, float)
    at = rng.choice(len(codes), len(sizes), p=there / there.sum())
    drawn = np.bincount(at, sizes, len(codes))
    weight = (there / np.maximum(drawn, 1))[at]
    return pa.DictionaryArray.from_arrays(at.astype(np.int8), list(codes)), pa.array(weight)


@dataclass(frozen=True)
class People:
    """The persons of the households, one household's after another's, the adults first."""

    sizes: Ints  # persons in each household
    adults: Ints  # adults in each household
    age: Reals
    born: NDArray[np.datetime64]
    is_adult: Truths
    disabled: Truths
    work: Reals
    other: Reals
    capital: Reals
    shares: Reals
    abroad: Ints
    citizen: Ints
    deferred: Truths

    @property
    def starts(self) -> Ints:
        return np.cumsum(self.sizes) - self.sizes

    def together(self, each: Reals | Truths) -> Reals:
        """The sum over the persons of every household."""
        return np.add.reduceat(each.astype(float), self.starts)

    def columns(self) -> dict[str, pa.Array]:
        offsets = pa.array(np.append(self.starts, self.sizes.sum()).astype(np.int32))
        citizen = pa.DictionaryArray.from_arrays(self.citizen.astype(np.int8), list(CITIZENS))
        each = {
            "born": self.born, "other_income": self.other, "work_income": self.work,
            "capital_income": self.capital, "share_income": self.shares,
            "years_abroad": self.abroad.astype(float), "early_pension": self.disabled,
            "deferred": self.deferred, "top_tax_base": self.work,
            "custody": np.ones(len(self.age), bool), "public_care": np.zeros(len(self.age), bool),
        }  # fmt: skip
        arrays = {name: pa.array(one) for name, one in each.items()} | {"citizenship": citizen}
        return {name: pa.ListArray.from_arrays(offsets, one) for name, one in arrays.items()}


def _people(kinds: list[Family], kind: Ints, rng: Generator) -> People:
    adults = np.array([one.adults for one in kinds])[kind]
    children = np.where(
        np.array([one.has_children for one in kinds])[kind],
        rng.choice([1, 2, 3, 4], len(kind), p=[0.42, 0.42, 0.13, 0.03]), 0,
    )  # fmt: skip
    sizes = adults + children
    home = np.repeat(np.arange(len(kind)), sizes)
    rank = np.arange(len(home)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    is_adult = rank < adults[home]
    age = _ages(kinds, kind, (home, rank, is_adult), rng)
    born = np.datetime64(AS_OF) - np.floor(age * 365.25).astype("timedelta64[D]")
    is_old = is_adult & (age >= PENSION_AGE)
    disabled = is_adult & ~is_old & (rng.random(len(age)) < 0.06)
    abroad = rng.random(len(age)) < 0.12
    return People(
        sizes, adults, age, born, is_adult, disabled,
        work=_work(is_adult, is_old, disabled, rng),
        other=_drawn(is_old, 0.95, 40_000, 1.0, rng),
        capital=_drawn(is_adult, 0.25, 4_000, 1.2, rng),
        shares=_drawn(is_adult, 0.08, 5_000, 1.2, rng),
        abroad=np.where(abroad & is_adult, rng.integers(1, 40, len(age)), 0),
        citizen=(abroad & (rng.random(len(age)) < 0.4)).astype(np.int64),
        deferred=is_old & (age < 72) & (rng.random(len(age)) < 0.04),
    )  # fmt: skip


def _ages(kinds: list[Family], kind: Ints, who: tuple[Ints, Ints, Truths], rng: Generator) -> Reals:
    """The first adult's age by the kind of household, a partner of about the same, children."""
    home, rank, is_adult = who
    is_old = np.array([one.is_old for one in kinds])[kind]
    has_children = np.array([one.has_children for one in kinds])[kind]
    spread = rng.beta(1.1, 1.6, len(kind))
    first = np.where(is_old, PENSION_AGE + 30 * spread, 19 + 47.9 * spread)
    first = np.where(has_children, 22 + 30 * spread, first)
    partner = np.clip(first[home] + rng.normal(0, 3, len(home)), 18.1, 100)
    child = rng.uniform(0, GROWN, len(home))
    return np.where(~is_adult, child, np.where(rank == 0, first[home], partner))


def _work(is_adult: Truths, is_old: Truths, disabled: Truths, rng: Generator) -> Reals:
    working = _drawn(is_adult & ~is_old & ~disabled, 0.82, 360_000, 0.55, rng)
    return working + _drawn(is_old, 0.12, 90_000, 0.8, rng)


def _drawn(who: Truths, chance: float, median: float, spread: float, rng: Generator) -> Reals:
    """Whole thousands of kroner a year for some of them."""
    amount = median * np.exp(rng.normal(0, spread, len(who)))
    has = who & (rng.random(len(who)) < chance)
    return np.where(has, np.ceil(amount / 1000) * 1000, 0.0)


def _homes(kinds: list[Family], kind: Ints, people: People, rng: Generator) -> dict[str, pa.Array]:
    size, many = people.sizes, len(kind)
    is_old = people.together(people.is_adult & (people.age >= PENSION_AGE)) > 0
    disabled = people.together(people.disabled) > 0
    tenure = _tenures(np.array([one.rents for one in kinds])[kind], rng)
    area = np.clip(np.round(rng.normal(38 + 22 * size, 14) + 25 * (tenure == 2)), 18, 260)
    rent = np.round(area * rng.normal(82, 18, many).clip(35, 160) / 50) * 50
    owed = np.where(tenure == 2, np.round(rng.gamma(2.0, 400_000, many), -4), 0.0)
    wealth = np.round(np.exp(rng.normal(11 + is_old, 1.5)), -3)
    young = people.together(people.is_adult & (people.age < 30))
    return {
        "scheme": _words((~is_old).astype(np.int8), SCHEMES),
        "adults": pa.array(people.adults.astype(float)),
        "children": pa.array((size - people.adults).astype(float)),
        "both_under_30": pa.array((people.adults == 2) & (young == 2)),
        "income_month": pa.array(_income_month(people)),
        "capital_income_year": pa.array(people.together(people.capital)),
        "share_income_year": pa.array(people.together(people.shares)),
        "wealth": pa.array(wealth),
        "has_early_pensioner": pa.array(disabled),
        "tenure": _words(tenure, TENURES),
        "area_m2": pa.array(area),
        "rent_month": pa.array(np.where(tenure == 2, 0.0, rent)),
        "loan_payments_year": pa.array(np.round(0.05 * owed, -3)),
        "loan_debt": pa.array(owed),
        "property_value": pa.array(np.where(tenure == 2, np.round(area * 18_000, -4), 0.0)),
        "heat": pa.array(rng.random(many) < 0.85),
        "single": pa.array(people.adults == 1),
        "married": pa.array((people.adults == 2) & (rng.random(many) < 0.75)),
    }


def _tenures(rents: Reals, rng: Generator) -> Ints:
    """0 rents, 1 has a share in a cooperative, 2 owns."""
    drawn = rng.random(len(rents))
    return np.where(drawn < rents, 0, np.where(drawn < rents + 0.08, 1, 2)).astype(np.int8)


def _income_month(people: People) -> Reals:
    """What all of them have a month; a pensioner's pension stands in with about what it is."""
    pension = 150_000 * (people.is_adult & ((people.age >= PENSION_AGE) | people.disabled))
    year = people.together(people.work + people.other + pension)
    return np.round(year / 12 / 100) * 100


def _words(codes: Ints, words: tuple[str, ...]) -> pa.Array:
    return pa.DictionaryArray.from_arrays(codes.astype(np.int8), list(words))
