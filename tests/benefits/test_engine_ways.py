"""The three ways to run a law agree: exact decimals, numpy, and one compiled pass."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sammenhaeng.benefits.rules import batch, columns, facts, fused, laws, scalar
from sammenhaeng.benefits.rules.law import Input, Law
from sammenhaeng.benefits.rules.mistakes import Unanswerable
from sammenhaeng.benefits.rules.version import Version, version

from . import small

OERE = 0.005
DAYS = [date(2019, 3, 1), date(2022, 7, 1), date(2024, 1, 1), date(2025, 8, 1), date(2026, 6, 1)]
EDGES = [0, 1, 66, 100, 5000, 17_000, 120_000, 170_300, 374_800, 405_300, 950_000, 1_600_000]
BORN = [date(1949, 6, 1), date(1957, 7, 1), date(1959, 1, 1), date(1980, 2, 29), date(2008, 6, 2)]
COMPILED = [
    pytest.param(fused, marks=pytest.mark.skipif(not fused.IS_HERE, reason="numba is optional")),
]
WAYS = [columns, *COMPILED]


def cell(asked: Input) -> st.SearchStrategy[str]:
    """What such a column may hold, near where the law turns."""
    match asked.unit.kind:
        case "yes/no":
            return st.sampled_from(["ja", "nej"])
        case "word":
            return st.sampled_from(asked.unit.words)
        case "date":
            return st.sampled_from([day.isoformat() for day in [*BORN, *range_of_births()]])
    least, most = asked.least, asked.most
    fits = [n for n in EDGES if (least is None or n >= least) and (most is None or n <= most)]
    return st.sampled_from([*map(str, fits), *(f"{n}.37" for n in fits[:-1])])


def range_of_births() -> list[date]:
    return [date(year, 12, 31) for year in range(2009, 2018, 3)]


def household(law: Law) -> st.SearchStrategy[facts.Household]:
    own = {a.column: cell(a) for a in law.inputs.values() if not a.is_person}
    each = {a.column: cell(a) for a in law.inputs.values() if a.is_person}
    persons = st.lists(st.fixed_dictionaries(each), min_size=1, max_size=4)
    told = st.fixed_dictionaries(own | ({"persons": persons} if each else {}))
    return told.map(lambda cells: facts.household(law, cells))


def exact(chosen: Version, households: list[facts.Household], name: str) -> np.ndarray:
    found: list[object] = []
    for one in households:
        run = scalar.calculate(chosen, one.facts, one.persons)
        value = {**run.values, **run.checks}[name]
        found += value if isinstance(value, list) else [value]
    return np.array(found, float)


def everything(chosen: Version) -> list[str]:
    return [*chosen.texts, *chosen.law.checks]


def results(chosen: Version) -> list[str]:
    return list(chosen.law.outputs.values())


def agree(way, chosen: Version, households: list[facts.Household], names: list[str]) -> None:
    gathered = batch.gather(chosen.law, households)
    last = results(chosen)
    for name, found in way.calculate(chosen, gathered, names).items():
        told, is_number = exact(chosen, households, name), found.astype(float)
        assert np.isnan(is_number).tolist() == np.isnan(told).tolist(), name
        apart = np.nan_to_num(np.abs(is_number - told))
        assert (apart < (1e-6 if name in last else OERE)).all(), name


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("name", laws.names())
def test_numpy_gives_what_decimals_give(day, name):
    hold_together(columns, laws.law(name), day)


@pytest.mark.skipif(not fused.IS_HERE, reason="numba is optional")
@pytest.mark.parametrize(("day", "names"), [(DAYS[0], results), (DAYS[-1], everything)])
@pytest.mark.parametrize("name", laws.names())
def test_the_compiled_pass_gives_what_decimals_give(name, day, names):
    hold_together(fused, laws.law(name), day, names)


def hold_together(way, law: Law, day: date, names=everything) -> None:

    @settings(max_examples=15, deadline=None)
    @given(st.lists(household(law), min_size=1, max_size=8))
    def holds(households: list[facts.Household]) -> None:
        agree(way, version(law, day), households, names(version(law, day)))

    holds()


def test_the_compiled_pass_is_used_where_there_are_many():
    gathered = batch.Households({}, None, batch.WORTH_COMPILING)

    assert batch.way_for(gathered) is (fused if fused.IS_HERE else columns).calculate
    assert batch.way_for(batch.Households({}, None, 1)) is columns.calculate


def test_without_numba_there_is_numpy(monkeypatch):
    monkeypatch.setattr(fused, "IS_HERE", False)

    assert batch.way_for(batch.Households({}, None, 10**6)) is columns.calculate


@pytest.mark.parametrize("way", WAYS)
def test_threads_give_what_one_gives(way, monkeypatch):
    law = small.law()
    many = [facts.household(law, {"rent": rent}) for rent in range(100)]
    alone = way.calculate(small.on(), batch.gather(law, many), ["stoette"])["stoette"]
    monkeypatch.setattr(fused, "LEAST_FOR_A_THREAD", 7)

    together = way.calculate(small.on(), batch.gather(law, many), ["stoette"])["stoette"]
    assert together.tolist() == alone.tolist()


HOMES = [
    {"rent": "1000", "persons": [{"income": "50000"}, {"income": "90000"}]},
    {"rent": "3000", "home": "ejet", "persons": [{"income": "0"}]},
    {"rent": "9000", "alone": "ja", "persons": [{"income": "10"}]},
]
WANTED = {"samlet": [140000, 0, 10], "nedsat": [10000, 18000, 0], "stoette": [2000, 18000, 108000]}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", WANTED)
def test_the_small_law_gives_what_is_worked_out_by_hand(way, name):
    law = small.law()
    households = [facts.household(law, cells) for cells in HOMES]

    found = way.calculate(small.on(), batch.gather(law, households), [name])[name]
    assert found.tolist() == WANTED[name]
    assert exact(small.on(), households, name).tolist() == WANTED[name]


UNKNOWN = {"value: 120000, sure: P": "value: unknown, sure: U"}


@pytest.mark.parametrize("way", WAYS)
def test_what_rests_on_an_unknown_rate_is_not_known(way):
    chosen = small.on(changed=UNKNOWN)
    households = [facts.household(chosen.law, cells) for cells in HOMES]

    found = way.calculate(chosen, batch.gather(chosen.law, households), ["nedsat", "aarsleje"])
    assert np.isnan(found["nedsat"]).all()
    assert found["aarsleje"].tolist() == [12000, 36000, 108000]
    assert np.isnan(exact(chosen, households, "nedsat")).all()


@pytest.mark.parametrize("way", WAYS)
def test_an_unknown_rate_that_is_not_asked_for_stops_nobody(way):
    chosen = small.on(changed={"value: 0.5,": "value: unknown,"})
    households = [facts.household(chosen.law, cells) for cells in HOMES]

    found = way.calculate(chosen, batch.gather(chosen.law, households), ["nedsat"])["nedsat"]
    assert np.isnan(found).tolist() == [True, True, False]
    assert np.isnan(exact(chosen, households, "nedsat")).tolist() == [True, True, False]


def test_a_day_before_the_law_is_told():
    with pytest.raises(Unanswerable, match=r"Den 31.12.2019 er før den første lov"):
        small.on(date(2019, 12, 31))


FUNCTIONS = {
    "sum(indkomst)": [140000, 0, 10], "most(indkomst)": [90000, 0, 10],
    "yearly(leje) - yearly(monthly(yearly(leje)))": [0, 0, 0],
    "min(samlet, graense)": [120000, 0, 10],
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("expression", FUNCTIONS)
def test_persons_are_put_together(way, expression):
    chosen = small.on(changed={"is: yearly(leje)": f"is: {expression}"})
    households = [facts.household(chosen.law, cells) for cells in HOMES]

    found = way.calculate(chosen, batch.gather(chosen.law, households), ["aarsleje"])["aarsleje"]
    assert found.tolist() == FUNCTIONS[expression]
    assert exact(chosen, households, "aarsleje").tolist() == FUNCTIONS[expression]


def test_money_is_exact():
    law = small.law()
    run = scalar.calculate(small.on(), facts.household(law, {"rent": "0.1"}).facts)

    assert run.values["aarsleje"] == Decimal("1.2")


def test_kernels_lie_in_the_users_own_cache(monkeypatch, tmp_path):
    monkeypatch.setattr(Path, "home", lambda: tmp_path)

    assert tmp_path in fused._shelf().parents
