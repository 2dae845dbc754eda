"""What a command ends with: 0 when it is done, 2 with a sentence when it is refused."""

import pytest
from typer.testing import CliRunner

from sammenhaeng.config import cli, database


@pytest.fixture
def ended(committed, monkeypatch):
    """Run a command against the committed clone; gives its exit code and all it said."""
    monkeypatch.setattr(database, "connect", lambda: None)

    def run(*words: object):
        result = CliRunner().invoke(cli.main, [str(word) for word in words])
        return result.exit_code, " ".join(result.output.split())

    return run


@pytest.mark.parametrize("command", ["import", "export", "serve", "worker", "backup", "check-log"])
def test_every_command_says_what_it_does(ended, command):
    code, said = ended(command, "--help")
    assert code == 0
    assert "Usage" in said


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("nothing",), "No such command"),
        (("import", "units", "/nowhere.csv"), "does not exist"),
        (("import", "fhir", "/nowhere.json"), "findes ikke"),
        (("import", "fhir", "/nowhere.json", "--report", "/no/where.csv"), "Mappen /no findes"),
        (("export", "fhir", "7F3K2A", "--to", "/no/where.json"), "Mappen /no findes ikke"),
        (("compare", "publish", "weather", "--period", "2025"), "Choose one of: absence"),
    ],
)
def test_what_cannot_be_asked_ends_with_two(ended, words, told):
    code, said = ended(*words)
    assert code == 2
    assert told in said


def test_a_broken_file_ends_with_two_and_one_sentence(ended, tmp_path):
    broken = tmp_path / "broken.json"
    broken.write_text("broken{")
    code, said = ended("import", "fhir", broken)
    assert code == 2
    assert "ikke gyldig JSON" in said


def test_one_row_refused_is_told_as_one(ended, tmp_path):
    units = tmp_path / "units.csv"
    units.write_text("not,units\n")
    code, said = ended("import", "units", units)
    assert code == 2
    assert "nothing imported, 1 row refused" in said


def test_a_whole_log_ends_with_zero_and_a_fault_does_not(ended, owner_connection):
    assert ended("check-log")[0] == 0
    owner_connection.execute("update audit_entry set body = body || ' ' where number = 2")
    assert ended("check-log")[0] == 1


def test_the_demo_is_not_told_into_somebody_elses_platform(ended, owner_connection):
    owner_connection.execute("update access_account set issuer = 'elsewhere' where issuer = 'demo'")
    code, said = ended("demo")
    assert code == 2
    assert "Name an empty SAMMENHAENG_DATABASE" in said
