import pytest
from typer.testing import CliRunner

from sammenhaeng.compare import cli
from sammenhaeng.compare.models import Measurement

RUN = CliRunner()


@pytest.fixture
def run(solby):
    """sammenhaeng compare ..., as the command line puts it together."""
    import typer  # noqa: PLC0415

    app = typer.Typer()
    for verb in (cli.reckon, cli.publish):
        app.command()(verb)
    return lambda *told: RUN.invoke(app, told)


def test_a_year_is_reckoned_and_not_published(run):
    told = run("reckon", "absence", "--period", "2024")

    assert told.output.splitlines() == [
        "absence 2024: reckoned", "absence_short 2024: reckoned", "absence_long 2024: reckoned",
        "absence_over_30 2024: reckoned", "absence_week 2024: reckoned",
        "absence_medium 2024: reckoned", "absence_per_cent 2024: reckoned",
    ]  # fmt: skip
    made = Measurement.objects.filter(first_on__year=2024, superseded_at=None)
    assert set(made.values_list("published_at", flat=True)) == {None}


def test_what_waits_is_published_without_reckoning_it_again(run):
    before = Measurement.objects.count()
    told = run("publish", "absence", "--period", "2025")

    assert told.output.count("published") == 7
    assert Measurement.objects.count() == before
    assert not Measurement.objects.filter(superseded_at=None, published_at=None).exists()


def test_a_year_that_nobody_delivered_ends_with_the_reason(run):
    told = run("reckon", "absence", "--period", "2019")
    assert told.exit_code != 0
    assert "Indlæs leverancen først" in str(told.exception)
