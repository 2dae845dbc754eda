import csv
import io
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from sammenhaeng.benefits.cli import app
from sammenhaeng.benefits.queries.trial import Asked, tried
from sammenhaeng.benefits.rules import consequences, population, reform
from sammenhaeng.benefits.rules.gated import Effects
from sammenhaeng.benefits.rules.population import FAMILY, KOMMUNE, Groups
from sammenhaeng.benefits.rules.simulation import Simulator
from sammenhaeng.statistics.disclosure import FEWEST

EXAMPLES = Path(__file__).parents[2] / "examples"
POPULATION, REFORM = EXAMPLES / "population.parquet", EXAMPLES / "reform.yaml"
EMPTY = "title: Intet nyt\nlaw: boligstoette\non: 2026-06-01\n"
CHECK = (
    "title: Højere check\nlaw: folkepension\non: 2026-06-01\n"
    "parameters:\n  aeldrecheck_fuld: 30000\n"
)
BAD_INPUT = 2


def simulated(*more: str, file: Path = REFORM, of: Path = POPULATION):
    return CliRunner().invoke(app, ["simulate", str(file), "--population", str(of), *more])


def rows(result) -> dict[str, dict[str, str]]:
    return {row["by"] + row["group"]: row for row in csv.DictReader(io.StringIO(result.stdout))}


@pytest.fixture(scope="module")
def found():
    return rows(simulated("--csv"))


def test_the_example_tells_winners_losers_and_cost():
    told = simulated()

    assert told.exit_code == 0
    for word in ("Vinder", "Taber", "Koster, kr. om måneden", "Par med børn", "København"):
        assert word in told.stdout


def test_the_numbers_are_those_of_the_households(found):
    proposed = reform.read(REFORM.read_text("utf-8"))
    read = population.read(proposed.base, POPULATION)
    change = Simulator(proposed.base, read.households, proposed.on).run(proposed)
    change = change.change("amount_month") * read.weights

    every = found["family"]
    assert float(every["households"]) == pytest.approx(read.weights.sum(), abs=1)
    assert float(every["winners"]) == pytest.approx(read.weights[change > 0].sum(), abs=1)
    assert float(every["losers"]) == pytest.approx(read.weights[change < 0].sum(), abs=1)
    assert float(every["cost"]) == pytest.approx(change.sum(), abs=1)


def test_families_and_kommuner_tell_the_same_total(found):
    numbers = ("households", "winners", "losers", "cost")

    family, kommune = ([float(found[by][n]) for n in numbers] for by in ("family", "kommune"))
    assert family == pytest.approx(kommune, abs=1)


def test_few_winners_are_hidden_and_so_is_what_they_cost(found):
    proposed = reform.read(REFORM.read_text("utf-8"))
    read = population.read(proposed.base, POPULATION)
    change = Simulator(proposed.base, read.households, proposed.on).run(proposed)
    winners = np.bincount(read.kommune.codes, change.change("amount_month") > 0, 98)
    names = [read.kommune.labels[name] for name in read.kommune.names]
    few = [name for name, many in zip(names, winners, strict=True) if 0 < many < FEWEST]

    assert few
    for name in few:
        assert found[f"kommune{name}"]["winners"] == found[f"kommune{name}"]["cost"] == ""


def test_a_reform_that_changes_nothing_has_no_winners(tmp_path):
    (tmp_path / "empty.yaml").write_text(EMPTY)

    every = rows(simulated("--csv", file=tmp_path / "empty.yaml"))["family"]
    assert (every["winners"], every["losers"], every["cost"]) == ("0", "0", "0")
    assert "Regnet om: ingenting" in simulated(file=tmp_path / "empty.yaml").stdout


def test_a_population_in_parts_gives_what_it_gives_whole(tmp_path, found):
    pq.write_table(pq.read_table(POPULATION), tmp_path / "parts.parquet", row_group_size=3000)

    told = simulated("--csv", of=tmp_path / "parts.parquet")
    for by in ("family", "kommuneKøbenhavn"):
        numbers = [float(each[by][n]) for each in (rows(told), found) for n in ("winners", "cost")]
        assert numbers[:2] == pytest.approx(numbers[2:], abs=1)
    assert told.stderr.splitlines()[0] == "30% af husstandene er regnet."


def on_the_page(effects: Effects, names: tuple[str, ...]) -> list[list[str]]:
    groups = [effects.groups[names.index(name)] for name in sorted(names)]
    numbers = [(e.households, e.winners, e.losers, e.cost) for e in (*groups, effects.everybody)]
    return [["" if one.is_hidden else f"{one.value:.0f}" for one in row] for row in numbers]


@pytest.mark.parametrize("size", [10_000, 3000])
def test_the_command_line_tells_what_the_page_tells_of_a_year(size, tmp_path, settings):
    page = tried(Asked("folkepension", date(2026, 6, 1), (("aeldrecheck_fuld", "30.000"),)))
    file, people = tmp_path / "check.yaml", tmp_path / "people.parquet"
    file.write_text(CHECK)
    pq.write_table(pq.read_table(settings.POPULATION), people, row_group_size=size)
    told = [*csv.reader(io.StringIO(simulated("--csv", file=file, of=people).stdout))]

    for by, names in ((FAMILY, page.families), (KOMMUNE, page.kommuner)):
        expected = on_the_page(getattr(page, f"by_{by}"), names)
        assert [line[3:] for line in told if line[:2] == [page.output, by]] == expected
    assert any("" in line for line in expected)


def test_a_group_is_the_same_however_a_part_numbers_it():
    grouping = consequences.Grouping()
    grouping.placed(Groups(np.array([0, 1]), ("Fanø", "Læsø")))
    part = grouping.placed(Groups(np.array([1, 0, 1]), ("Samsø", "Fanø")))

    assert part.names == ("Fanø", "Læsø", "Samsø")
    assert part.codes.tolist() == [0, 2, 0]


def test_every_output_that_changes_is_told():
    proposed = reform.read(
        "title: Mere\nlaw: folkepension\non: 2026-06-01\nparameters:\n  grundbeloeb_fuldt: 100000\n"
    )
    found = consequences.Consequences(proposed)
    found.add(population.read(proposed.base, POPULATION))

    assert {"amount_month", "basic_month"} <= set(found.outputs())


WRONG = {
    "no such law": ("law: boligstoette", "law: boligskat", "Ydelsen “boligskat” findes ikke"),
    "no such rate": ("sikring_aftrapning:", "sikring_aftrap:", "har ingen sats, der hedder"),
    "a word for a rate": ("190000", "mange", "reform.yaml, linje"),
    "a day before the law": ("on: 2026-06-01", "on: 1999-06-01", "1999"),
    "no day": ("on: 2026-06-01\n", "", "“on” mangler"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_reform_that_cannot_be_used_is_told_in_one_sentence(case, tmp_path):
    right, wrong, sentence = WRONG[case]
    (tmp_path / "reform.yaml").write_text(REFORM.read_text("utf-8").replace(right, wrong))

    told = simulated(file=tmp_path / "reform.yaml")
    assert told.exit_code == BAD_INPUT
    assert sentence in told.stderr
    assert len(told.stderr.splitlines()) == 1


def test_a_population_that_cannot_be_used_is_told_in_one_sentence(tmp_path):
    table = pq.read_table(POPULATION)
    at = table.column_names.index("wealth")
    text = table.set_column(at, "wealth", pa.array(["meget"] * table.num_rows))
    pq.write_table(text, tmp_path / "text.parquet")

    told = simulated(of=tmp_path / "text.parquet")
    assert told.exit_code == BAD_INPUT
    assert told.stderr.startswith("text.parquet, kolonne “wealth”: string kan ikke bruges.")


def test_households_without_an_answer_are_counted():
    proposed = reform.read(EMPTY.replace("2026", "2019"))
    found = consequences.Consequences(proposed)
    found.add(population.read(proposed.base, POPULATION))

    assert found.unknown > 0
    assert proposed.on == date(2019, 6, 1)
    assert any("kan ikke beregnes" in line for line in consequences.told(found))
