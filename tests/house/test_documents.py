"""Documents say what the code says, and the project tells nothing about where it was written."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from house import docs
from house.habits import SRC

ROOT = SRC.parents[1]
FOREIGN = "|".join(
    [
        r"(?<![\w.])/wor" + r"k/\w",
        r"https?://[^\s\"')]*(registry\.|pypi\.|npmjs\.|pythonhosted\.|/simple\b)",
        r"[\"']resolved[\"']\s*:",
    ]
)


def tracked() -> list[Path]:
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    told = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in told.stdout.split("\0") if name and (ROOT / name).is_file()]


def words_in_code(pattern: str, text: str) -> set[str]:
    return set(re.findall(pattern, text, re.MULTILINE))


def test_the_documents_made_from_code_are_current():
    assert docs.stale(docs.DOCS) == []


def test_a_document_that_is_old_or_missing_is_seen(tmp_path):
    (tmp_path / "rooms.md").write_text("old")
    assert docs.stale(tmp_path) == list(docs.PAGES)


def glossary() -> set[str]:
    return words_in_code(r"^\| `(\w+)`", (docs.DOCS / "glossary.md").read_text("utf-8"))


def test_every_term_of_law_is_in_the_glossary():
    data = tomllib.loads((SRC / "journeys" / "data" / "plan_types.toml").read_text("utf-8"))
    kinds = [kind for rows in data.values() for kind in rows]
    terms = {kind["code"] for kind in kinds} | {key for kind in kinds for key in kind["mandatory"]}
    assert terms - glossary() == set()


def test_every_term_of_the_glossary_is_used():
    files = [*SRC.rglob("*.py"), *SRC.rglob("*.toml")]
    used = {word for path in files for word in re.findall(r"[A-Za-z0-9_]+", path.read_text())}
    parts = {part for word in used for part in word.split("_")}
    assert glossary() - used - parts == set()


def unrecorded(names: set[str]) -> set[str]:
    records = (docs.DOCS / "decisions").glob("*.md")
    return names - words_in_code(r"`([\w.-]+)`", "".join(path.read_text() for path in records))


def dependencies() -> set[str]:
    files = (ROOT / "requirements").glob("*.in")
    names = words_in_code(r"^([a-z][\w.-]*)", "".join(path.read_text() for path in files))
    return names | words_in_code(r'"([a-z][\w-]*)": "\d', (ROOT / "package.json").read_text())


def test_every_dependency_is_named_in_a_decision():
    assert {"django", "dkfds"} < dependencies()
    assert unrecorded(dependencies()) == set()


def test_a_dependency_without_a_decision_is_seen():
    assert unrecorded({"django", "left-pad"}) == {"left-pad"}


def test_every_setting_is_in_the_guide_for_operators():
    files = [path.read_text("utf-8") for path in SRC.rglob("*.py")]
    read = words_in_code(r"(?:environ\.get\(|envvar=)\"([A-Z_]+)\"", "".join(files)) - {"PATH"}
    told = words_in_code(r"`([A-Z_]+)`", (docs.DOCS / "operations.md").read_text("utf-8"))
    assert (read - told, {"DATABASE_URL"} - read) == (set(), set())


def test_make_knows_every_command():
    bootstrap, makefile = (ROOT / "bootstrap.py").read_text(), (ROOT / "Makefile").read_text()
    commands = words_in_code(r"^    \"(\w+)\": \w+,$", bootstrap)
    assert {"demo", "test", "bench"} < commands
    assert commands == set(makefile.splitlines()[2].partition(":")[0].split())


def test_links_between_documents_lead_somewhere():
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    links = [
        page.parent / link.partition("#")[0]
        for page in pages
        for link in re.findall(r"\]\((?!https?:|mailto:|#)([^)]+)\)", page.read_text("utf-8"))
    ]
    assert [str(link) for link in links if not link.exists()] == []


def test_no_file_names_the_place_where_it_was_written():
    texts = {path: path.read_text("utf-8", "ignore") for path in tracked()}
    assert [str(path) for path, text in texts.items() if re.search(FOREIGN, text)] == []


@pytest.mark.parametrize(
    "text",
    ["see /wor" + "k/x", "https://regis" + "try.example/a", '"resol' + 'ved": "a"'],
)
def test_a_name_of_such_a_place_is_seen(text):
    assert re.search(FOREIGN, text)


MANDATORY = {  # publiccode.yml 0.4, the core; "url" too, as soon as there is a public address
    "publiccodeYmlVersion", "name", "platforms", "categories", "developmentStatus", "softwareType",
    "description", "legal", "maintenance", "localisation",
}  # fmt: skip


def test_publiccode_says_what_the_standard_demands_and_invents_no_address_and_no_release():
    told = yaml.safe_load((ROOT / "publiccode.yml").read_text())
    about = told["description"]["en"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    is_released = "(not released)" not in (ROOT / "CHANGELOG.md").read_text().split("\n## ")[1]
    assert told.keys() >= MANDATORY
    assert told.get("url") == project.get("urls", {}).get("Repository")
    assert ("softwareVersion" in told, "releaseDate" in told) == (is_released, is_released)
    assert told["legal"]["license"] == project["license"]
    assert len(about["shortDescription"]) <= 150 <= len(about["longDescription"]) <= 10_000
    assert about["features"]
    assert told["maintenance"]["contacts"][0]["name"]
