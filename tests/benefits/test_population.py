from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from sammenhaeng.benefits.rules import deciding, facts, laws, population
from sammenhaeng.benefits.rules.batch import calculate
from sammenhaeng.benefits.rules.mistakes import Unanswerable

EXAMPLE = Path(__file__).parents[2] / "examples" / "population.parquet"
TODAY = date(2026, 6, 1)
SOME = 40


@pytest.fixture(scope="module")
def some():
    return pq.read_table(EXAMPLE).slice(0, SOME)


def changed(table: pa.Table, name: str, values: object) -> pa.Table:
    return table.set_column(table.column_names.index(name), name, pa.array(values))


def read(table: pa.Table, tmp_path: Path, law: str = "folkepension") -> population.Population:
    pq.write_table(table, tmp_path / "some.parquet")
    return population.read(laws.law(law), tmp_path / "some.parquet")


@pytest.mark.parametrize("name", laws.names())
def test_a_population_gives_what_each_household_is_decided(name, some, tmp_path):
    law = laws.law(name)
    found = calculate(law, read(some, tmp_path, name).households, TODAY)

    for column, formula in law.outputs.items():
        amounts = [
            deciding.decide(law, one, TODAY).amounts[column] for one in households(law, some)
        ]
        together = np.hstack([np.array(each, float) for each in amounts])
        assert found[formula] == pytest.approx(together, abs=0.005)


def households(law, table):
    """Each row as a caseworker would have written it."""
    personal = {name for name, asked in law.columns.items() if asked.is_person}
    for row in table.to_pylist():
        own = {name: cell for name, cell in row.items() if name in law.columns}
        own = {name: cell for name, cell in own.items() if name not in personal}
        names = [name for name in personal if name in row]
        persons = [
            dict(zip(names, each, strict=True))
            for each in zip(*(row[n] for n in names), strict=True)
        ]
        yield facts.household(law, own | ({"persons": persons} if names else {}))


def arrow(table: pa.Table, file: Path, rows: int = SOME) -> Path:
    with pa.OSFile(str(file), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table.combine_chunks(), max_chunksize=rows)
    return file


def test_an_arrow_file_reads_as_the_parquet_one(some, tmp_path):
    one = population.read(laws.law("folkepension"), arrow(some, tmp_path / "some.arrow"))
    other = read(some, tmp_path)
    assert (one.weights == other.weights).all()
    assert one.kommune.names == other.kommune.names
    for name, column in one.households.columns.items():
        assert (column == other.households.columns[name]).all()


@pytest.mark.parametrize("kind", ["parquet", "arrow"])
def test_a_large_file_comes_in_parts(kind, some, tmp_path):
    file, law = tmp_path / f"some.{kind}", laws.law("folkepension")
    if kind == "arrow":
        arrow(some, file, 30)
    else:
        pq.write_table(some, file, row_group_size=30)

    parts = list(population.parts(law, file))
    assert [(one.households.size, share) for one, share in parts] == [(30, 0.75), (10, 1.0)]
    whole = calculate(law, read(some, tmp_path).households, TODAY)
    for name, column in whole.items():
        each = [calculate(law, one.households, TODAY)[name] for one, _ in parts]
        assert (np.hstack(each) == column).all()


WRONG = {
    "wealth as text": ("wealth", ["mange"] * SOME, "kolonne “wealth”: string kan ikke bruges"),
    "a wealth missing": ("wealth", [1.0, None] * (SOME // 2), "“wealth”, husstand 2: feltet er"),
    "a wealth below zero": ("wealth", [0.0, 1.0, -5.0, 2.0] * 10, "husstand 3: -5 kan ikke"),
    "a wealth without end": ("wealth", [1.0, float("nan")] * 20, "husstand 2: nan kan ikke"),
    "one for a list": ("born", [TODAY] * SOME, "“born”: skal være en liste"),
    "nobody": ("born", [[], *[[TODAY]] * (SOME - 1)], "husstand 1: en husstand skal have"),
    "a list for one": ("single", [[True]] * SOME, "“single”"),
    "a weight below zero": ("weight", [1.0, -1.0] * 20, "“weight”, husstand 2: vægten"),
    "a number for a kommune": ("kommune", [1] * SOME, "“kommune”: skal være ord"),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_used_is_told_in_a_sentence(case, some, tmp_path):
    name, values, sentence = WRONG[case]

    with pytest.raises(Unanswerable, match=f"some.parquet.*{sentence}"):
        read(changed(some, name, values), tmp_path)


def test_persons_of_unlike_number_are_told_with_their_household(some, tmp_path):
    incomes = some["other_income"].to_pylist()
    incomes[4] = [*incomes[4], 1.0]

    with pytest.raises(Unanswerable, match="“other_income”, husstand 5: her er ikke lige så mange"):
        read(changed(some, "other_income", incomes), tmp_path)


def test_a_person_that_cannot_be_used_is_told_with_their_household(some, tmp_path):
    incomes = some["work_income"].to_pylist()
    incomes[7][-1] = -1.0

    with pytest.raises(Unanswerable, match="“work_income”, husstand 8: -1 kan ikke bruges"):
        read(changed(some, "work_income", incomes), tmp_path)


def test_a_word_that_the_law_does_not_know_is_told(some, tmp_path):
    with pytest.raises(Unanswerable, match=r"“tenure”, husstand 1: ordet kendes ikke.*andelshaver"):
        read(changed(some, "tenure", ["slot"] * SOME), tmp_path, "boligstoette")


@pytest.mark.parametrize("name", ["single", "kommune", "family"])
def test_a_column_that_is_not_there_is_told(name, some, tmp_path):
    with pytest.raises(Unanswerable, match=f"kolonnen “{name}” mangler"):
        read(some.drop_columns([name]), tmp_path)


def test_what_is_absent_has_the_default_of_the_law(some, tmp_path):
    found = read(some.drop_columns(["deferred", "weight"]), tmp_path)

    assert not found.households.columns["opsat"].any()
    assert (found.weights == 1).all()


@pytest.mark.parametrize("file", ["away.parquet", "away.arrow"])
def test_a_file_that_is_not_there_is_told(file, tmp_path):
    with pytest.raises(Unanswerable, match="findes ikke"):
        population.read(laws.law("folkepension"), tmp_path / file)


@pytest.mark.parametrize("file", ["text.parquet", "text.arrow"])
def test_a_file_of_another_kind_is_told(file, tmp_path):
    (tmp_path / file).write_text("scheme,adults")

    with pytest.raises(Unanswerable, match=r"er ikke en (Parquet|Arrow)-fil"):
        population.read(laws.law("folkepension"), tmp_path / file)
