"""Every sentence people read has its English: python -m house.translations.

A room's catalog holds what its templates, forms, rules, refusals, addresses, data and law say in
Danish. The missing (also those filled with other names) and the stale are listed and the exit code
is 1; --write adds and drops their entries, --compile makes what gettext reads.
"""

import ast
import re
import sys
import tomllib
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import yaml
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

SRC = Path(__file__).parents[1] / "src" / "sammenhaeng"
KEYWORDS = {"_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2), "says": None}
BABEL = "jinja2.ext:babel_extract"
JINJA = {"extensions": "jinja2.ext.do", "trimmed": "false", "silent": "false"}
WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)  # a fixed header, so that only sentences change a file
SAID_IN_DATA = ("sentence", "name", "mandatory", "note")
SAID_IN_LAW = ("label", "ask", "say", "labels", "not_modelled")
SAID_OF_LAW = ("title", "law")  # in law.yaml
ONE_OF = "one of "
PLACES = re.compile(r"\{[a-z_]*\}|%\([a-z_]+\)[sd]")
SAID_IN_POSITION = {
    "Refused": 1,
    "Act": 1,
    "Column": 1,
    "Check": 1,
    "Schema": 2,
}  # which argument is the Danish sentence


def catalog_of(room: Path) -> Path:
    return room / "locale" / "en" / "LC_MESSAGES" / "django.po"


def said(room: Path) -> dict[object, str]:
    """msgid (or singular and plural) -> where it is said."""
    found: dict[object, str] = {}
    for pattern, texts in WRITTEN_IN.items():
        for path in sorted(room.glob(pattern)):
            if "migrations" not in path.parts:
                for text in texts(path):
                    found.setdefault(text, path.name)
    return found


def _said_in_template(path: Path):
    with path.open("rb") as file:
        yield from (one[1] for one in extract(BABEL, file, KEYWORDS, (), JINJA))


def _said_in_data(path: Path):
    for rows in tomllib.loads(path.read_text("utf-8")).values():
        for row in rows:
            for told in (row.get(key, "") for key in SAID_IN_DATA):
                yield from filter(None, told.values() if isinstance(told, dict) else [told])


def _said_in_law(path: Path):
    """The sentences of a benefit's law, and the words that it counts among."""
    page = yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)
    if path.name == "law.yaml":
        yield from (page[key] for key in SAID_OF_LAW)
    yield from _within_law(page)


def _within_law(part: object):
    if isinstance(part, list):
        for one in part:
            yield from _within_law(one)
    if isinstance(part, dict):
        for key, told in part.items():
            yield from _strings(told) if key in SAID_IN_LAW else _within_law(told)
        if "labels" not in part and str(unit := part.get("unit")).startswith(ONE_OF):
            yield from unit.removeprefix(ONE_OF).split(", ")


def _strings(told: object) -> list[str]:
    if isinstance(told, str):
        return [told]
    return list(told.values() if isinstance(told, dict) else told)


def _said_in_python(path: Path):
    with path.open("rb") as file:
        yield from (one[1] for one in extract("python", file, KEYWORDS))
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            place = SAID_IN_POSITION.get(node.func.id)
            if place is not None and len(node.args) > place:
                yield from _texts(node.args[place])
        if isinstance(node, ast.Assign) and _is_spoken(node.targets[0]):
            yield from _texts_within(node.value)


SPOKEN = {
    "ACHIEVEMENTS", "AGES", "AREAS", "ASSUMPTIONS", "ATTENDANCE", "AWAITED", "BESIDE", "BUSY",
    "CAUSES", "CHANNELS", "COLUMNS", "COUNTED_COLUMNS", "COUNTED_IN", "DAY_COLUMNS", "DELAYS",
    "DURATIONS", "EDUCATION", "ENDINGS", "EVENTS", "FACTORS", "FAMILY_TYPES", "FAULTS", "FIELDS",
    "FINDINGS", "GOOD_FOR", "GROUPS", "HEADINGS", "KINDS", "KINSHIPS", "LEVELS", "LIKENESS",
    "MOVED", "MOVES", "NAV", "NUMBERS", "ONE", "OPTIONAL", "ORIGIN", "OUTCOMES", "OWNERSHIPS",
    "PAGES", "PATHS", "REASONS", "RELATIONS", "REPLAYS", "REPLIES", "ROLES", "RULE", "SEX",
    "STATES", "STEPS", "SURENESS", "TAKEN", "TELLERS", "USES", "VERDICTS", "VISIBILITIES",
}  # fmt: skip


def _is_spoken(target: ast.AST) -> bool:
    return isinstance(target, ast.Name) and target.id in SPOKEN


def _texts(node: ast.AST):
    if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value


def _texts_within(node: ast.AST):
    """The values of a table of words: not its keys, nor names of addresses and colours."""
    values = node.values if isinstance(node, ast.Dict) else [node]
    for value in values:
        for part in ast.walk(value):
            for text in _texts(part):
                if text[0].isupper() or " " in text or text in LOWER_WORDS:
                    yield text


LOWER_WORDS = {"borger", "sagsbehandler", "visitator", "leder", "databeskyttelsesrådgiver",
               "administrator", "kr.", "m²", "måneder", "sandsynlig", "år"}  # fmt: skip


def read(room: Path) -> Catalog:
    path = catalog_of(room)
    return read_po(BytesIO(path.read_bytes()), locale="en") if path.exists() else Catalog("en")


def check(room: Path) -> tuple[list[object], list[object]]:
    """What has no English, and what is translated but no longer said."""
    catalog, spoken = read(room), said(room)
    missing = [text for text in spoken if text not in catalog or not _is_whole(catalog[text])]
    stale = [m.id for m in catalog if m.id and m.id not in spoken]
    return missing, stale


WRITTEN_IN = {
    "**/*.html": _said_in_template,
    "**/*.py": _said_in_python,
    "data/*.toml": _said_in_data,
    "law/*/*.yaml": _said_in_law,
}


def _is_whole(message) -> bool:
    parts = _parts(message.string)
    return all(parts) and not message.fuzzy and _names(message.id) == _names(message.string)


def _parts(told) -> tuple[str, ...]:
    return told if isinstance(told, tuple | list) else (told,)


def _names(told) -> set[str]:
    """What is filled into a sentence: {income} and %(income)s."""
    return {name for part in _parts(told) for name in PLACES.findall(part)}


def write(room: Path) -> None:
    old, spoken = read(room), said(room)
    header = "# English for people; the msgid is the Danish sentence."
    new = Catalog("en", header_comment=header, creation_date=WRITTEN)
    for text, place in sorted(spoken.items(), key=str):
        kept = old[text].string if text in old else None
        new.add(text, kept, locations=[(place, None)])
    path = catalog_of(room)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, new, omit_header=False, width=100, include_lineno=False, sort_output=True)


def compile_all() -> None:
    """Make the files that gettext reads, beside each catalog."""
    for path in SRC.glob("*/locale/en/LC_MESSAGES/django.po"):
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, read_po(BytesIO(path.read_bytes()), locale="en"))


def rooms() -> list[Path]:
    return [path for path in sorted(SRC.iterdir()) if path.is_dir() and said(path)]


if __name__ == "__main__":
    if "--compile" in sys.argv:
        sys.exit(compile_all())
    bad = False
    for one in rooms():
        if "--write" in sys.argv:
            write(one)
        absent, old = check(one)
        bad |= bool(absent or old)
        print(f"{one.name}: {len(said(one))} said, {len(absent)} missing, {len(old)} stale")
    sys.exit(bad and "--write" not in sys.argv)
