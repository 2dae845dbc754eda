from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from sammenhaeng.benefits.rules import laws
from sammenhaeng.world import population
from sammenhaeng.world.nation import names

EXAMPLE = Path(__file__).parents[2] / "examples" / "population.parquet"
MOST_BYTES = 500_000


@pytest.fixture(scope="module")
def drawn():
    return population.draw(20_000, np.random.SeedSequence(7))


def test_the_example_is_what_its_seed_draws(tmp_path):
    population.write(tmp_path / "again.parquet", population.EXAMPLE)

    assert pq.read_table(tmp_path / "again.parquet").equals(pq.read_table(EXAMPLE))
    assert EXAMPLE.stat().st_size < MOST_BYTES


def test_the_example_says_that_it_is_synthetic():
    assert b"nobody" in pq.read_schema(EXAMPLE).metadata[b"synthetic"]


@pytest.mark.parametrize("name", laws.names())
def test_the_population_has_what_every_law_must_be_told(name, drawn):
    needed = {asked.column for asked in laws.law(name).inputs.values() if asked.default is None}

    assert needed <= set(drawn.column_names)


def test_the_weights_give_every_kommune_its_people(drawn):
    people = np.diff(drawn["born"].combine_chunks().offsets)
    weights, kommune = drawn["weight"].to_numpy(), np.array(drawn["kommune"].to_pylist())

    for code, _, population_2020 in names.known("kommune"):
        here = kommune == code
        assert (people * weights)[here].sum() == pytest.approx(population_2020)


def test_children_stand_after_the_adults_of_their_home(drawn):
    born = drawn["born"].combine_chunks()
    grown = np.array(born.flatten()) <= np.datetime64("2008-06-01")
    adults = np.add.reduceat(grown.astype(int), np.array(born.offsets[:-1]))

    assert (adults == drawn["adults"].to_numpy()).all()
    assert grown[np.array(born.offsets[:-1])].all()


def test_a_large_population_is_drawn_part_by_part(tmp_path, monkeypatch):
    monkeypatch.setattr(population, "PART", 400)

    population.write(tmp_path / "some.parquet", 1_000)

    file = pq.ParquetFile(tmp_path / "some.parquet")
    assert [file.metadata.row_group(at).num_rows for at in range(3)] == [400, 400, 200]
