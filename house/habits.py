"""What the house asks of code and linters cannot see: every complaint names the place."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePath

SRC = Path(__file__).parents[1] / "src" / "sammenhaeng"
FREE = {"kernel", "statistics", "design", "lake", "world", "config"}  # name their files freely
FILES = {
    "rules", "news", "models", "acts", "queries", "operations", "forms", "pages", "api", "tasks",
    "cli", "reactions", "schemas", "urls", "apps", "migrations", "__init__",
}  # fmt: skip
FOLDERS = {"templates", "static", "data", "locale"}
EXCEPTIONS = {"access/policy", "journeys/fhir", "benefits/law"}
STREET = {"pages", "api", "tasks", "cli"}  # where the clock may be looked at
OUTSIDE = {"pages", "api", "tasks", "cli", "reactions"}  # what may only ask and tell
WRITES = {
    "save", "create", "delete", "bulk_create", "bulk_update", "get_or_create", "update_or_create",
    "select_for_update",
}  # fmt: skip
CLOCKS = {"now", "today", "utcnow", "localdate", "localtime"}
GATES = {  # verbs that say who, whether and what in a way of their own, and why
    "access.use.look_up": "policy decides, the use log is its trail",
    "access.use.look_up_many": "policy decides, the use log is its trail",
    "access.use.aggregate": "Figures is its trail",
    "access.use.refused": "keeps a no, whoever said it",
    "compare.standings.write": "part of figures.reckon, which says who, whether and what",
    "compare.standings.write_course": "part of figures.reckon, which says who, whether and what",
    "access.seats.found": "makes the first seat, so nobody can permit it",
    "audit.record": "is the trail",
    "citizens.persons.open_with_reason": "access permits it and writes it down",
    "organisation.authorities.found": "makes the first authority; access.found writes it down",
}
OPENINGS = {  # look-ups for page and API
    "front.homes", "front.inbox", "citizens.opening", "journeys.opening", "absence.opening",
    "benefits.opening",
}  # fmt: skip
PARTS = {  # what verbs are made of: called inside a verb's transaction, never from the street
    "benefits.facts.refuse_unusable": "the check under an application and a fact laid down",
    "benefits.shelf": "locking, keeping and drafting under every verb of a case",
    "compare.standings": "the rows of a measurement, written while it is reckoned",
    "journeys.ledger": "the busy times under a meeting",
    "journeys.answers": "the question and the answer under every new line of a running plan",
    "journeys.versions": "locking, versions and reasons under every change of a plan",
    "journeys.documents.one_at_a_time": "the lock under an import",
    "organisation.authorities.locked": "the lock under a change of an authority",
    "organisation.units.next_ids": "the numbers of units about to be made",
    "journeys.sources.take_over_sources": "what a plan coming into force does to those it replaces",
    "journeys.sources.restore_sources": "what the end of a plan does to those it replaced",
    "journeys.sources.end_sources": "what a completed plan does to those it replaced",
}
NAMED = (ast.FunctionDef, ast.ClassDef)


def sources(*patterns: str) -> Iterator[tuple[PurePath, str]]:
    """Every file of the package that fits a pattern: where it is, and what it says."""
    for pattern in patterns:
        for path in sorted(SRC.glob(pattern)):
            if path.is_file() and "__pycache__" not in path.parts:
                yield PurePath(path.relative_to(SRC)), path.read_text("utf-8")


def part_of(path: PurePath) -> str:
    """The file of the contract that a path belongs to: journeys/pages/plan.py is of "pages"."""
    return path.parts[1].removesuffix(".py") if len(path.parts) > 1 else ""


def misplaced(path: PurePath) -> Iterator[str]:
    """A file that no room has a place for."""
    room, part = path.parts[0], part_of(path)
    if room in FREE or not part or f"{room}/{part}" in EXCEPTIONS:
        return
    if part not in (FILES if path.suffix == ".py" else FOLDERS):
        yield f"{path}: a room has no such file; see docs/decisions/0001-style.md"


def speechless(path: PurePath, source: str) -> Iterator[str]:
    """A module whose docstring does not say what it is for."""
    is_ours = "migrations" not in path.parts and source.strip()
    if is_ours and not ast.get_docstring(ast.parse(source)):
        yield f"{path}: say in one sentence what this is for"


def writes(path: PurePath, source: str) -> Iterator[str]:
    """Queries and the street change no row themselves."""
    if part_of(path) not in OUTSIDE | {"queries"}:
        return
    for call in _method_calls(source):
        is_rows_update = call.func.attr == "update" and "objects" in ast.unparse(call.func.value)
        if call.func.attr in WRITES or is_rows_update:
            yield f"{path}:{call.lineno} writes: say it with a verb in operations"


def clocks(path: PurePath, source: str) -> Iterator[str]:
    """Time is an argument; only the street looks at the clock."""
    if part_of(path) in STREET or path.parts[0] == "config" or "migrations" in path.parts:
        return
    for node in ast.walk(ast.parse(source)):
        is_asked = isinstance(node, ast.Call) and not node.args  # localdate(at) only converts
        if is_asked and _called(node).rpartition(".")[2] in CLOCKS:
            yield f"{path}:{node.lineno} looks at the clock: take `at` or `today`"


def foreign_days(path: PurePath, source: str) -> Iterator[str]:
    """The day of an instant is the day in Copenhagen, also between midnight and two."""
    if path == PurePath("kernel/calendar.py"):
        return
    for node in ast.walk(ast.parse(source)):
        is_day = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if is_day and node.func.attr == "date" and not node.args:
            yield f"{path}:{node.lineno} takes the day in UTC: ask kernel.calendar.day_of"


def back_stairs(path: PurePath, source: str) -> Iterator[str]:
    """Ways past the doors: the app registry, signals, save() overrides, reverse accessors."""
    if "migrations" in path.parts:
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and node.attr == "get_model":
            yield f"{path}:{node.lineno} asks the app registry: import the model"
        if isinstance(node, ast.ImportFrom) and "signals" in (node.module or ""):
            yield f"{path}:{node.lineno} hears signals: announce news instead"
        if isinstance(node, ast.Attribute) and node.attr.endswith("_set"):
            yield f"{path}:{node.lineno} goes back through {node.attr}: ask with a query"
        if part_of(path) == "models" and isinstance(node, ast.FunctionDef) and node.name == "save":
            yield f"{path}:{node.lineno} overrides save(): that is a verb"


def unruly_verbs(room: str, files: Mapping[str, str]) -> Iterator[str]:
    """Verbs that do not say who and when, permit, and write it down; or have a switch.

    `files` is name -> source of a room's operations; a verb may leave a duty to one it calls.
    """
    known = dict(functions(files))
    for (file, name), verb in known.items():
        full = f"{room}.{name}" if file == "operations" else f"{room}.{file}.{name}"
        if name.startswith("_") or full in GATES or {full, f"{room}.{file}"} & set(PARTS):
            continue
        if f"{room}.{file}" in OPENINGS:  # policy decides, the use log is their trail
            continue
        arguments = verb.args.args + verb.args.kwonlyargs
        if not {"by", "at"} <= {argument.arg for argument in arguments}:
            yield f"{full} does not take by= and at="
        done = _reached(known, file, verb)
        if not any(one.rpartition(".")[2].lstrip("_").startswith("require") for one in done):
            yield f"{full} asks nobody for permission"
        if "audit.record" not in done:
            yield f"{full} leaves no trace in the audit"
        defaults = [*verb.args.defaults, *verb.args.kw_defaults]
        if any(isinstance(one, ast.Constant) and isinstance(one.value, bool) for one in defaults):
            yield f"{full} has a switch: write two verbs"


def ways_past_the_gate(path: PurePath, source: str) -> Iterator[str]:
    """Only the ledger of releases may make a Disclosed of a number that the gate has not seen."""
    if path.parts[0] in {"releases", "statistics"}:
        return
    for node in ast.walk(ast.parse(source)):
        names = [one.name for one in node.names] if isinstance(node, ast.ImportFrom) else []
        asked = node.attr if isinstance(node, ast.Attribute) else ""
        if "from_ledger" in [*names, asked]:
            yield f"{path}:{node.lineno} goes past the disclosure gate: ask releases.queries"


def parts_on_the_street(path: PurePath, source: str) -> Iterator[str]:
    """What verbs are made of is no verb: only the operations of its own room may call it."""
    if part_of(path) == "operations":
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and "operations" in (node.module or ""):
            words = f"sammenhaeng.{path.parts[0]}.{node.module}" if node.level else node.module
            home = ".".join(word for word in words.split(".")[1:] if word != "operations")
            for name in node.names:
                if {home, f"{home}.{name.name}"} & set(PARTS):
                    yield f"{path}:{node.lineno} calls {name.name}, which is only part of a verb"


def careless_templates(path: PurePath, source: str) -> Iterator[str]:
    """Pages without inline script or style, borrowing only from their own room or design."""
    if re.search(r"<script(?![^>]*\bsrc=)|<style|\bstyle=|\son[a-z]+=", source):
        yield f"{path}: inline script or style; the browser would refuse it"
    for name in re.findall(r"""{%-? *(?:extends|include|import|from) +["']([^"']+)""", source):
        if not any(
            (SRC / home / "templates" / name).exists() for home in (path.parts[0], "design")
        ):
            yield f"{path}: borrows {name} from another room"


def functions(files: Mapping[str, str]) -> Iterator[tuple[tuple[str, str], ast.FunctionDef]]:
    for file, source in files.items():
        for node in ast.parse(source).body:
            if isinstance(node, ast.FunctionDef):
                yield (file, node.name), node


def _reached(known, file: str, verb: ast.FunctionDef) -> set[str]:
    """The names of everything a function calls, itself or through others of its room."""
    done: set[str] = set()
    ahead, seen = [(file, verb)], set()
    while ahead:
        here, function = ahead.pop()
        for node in ast.walk(function):
            if not isinstance(node, ast.Call):
                continue
            name = _called(node)
            done.add(name)
            home, _, last = name.rpartition(".")
            for place in ((here, last), (home, last), *((one, last) for one, _ in known)):
                if place in known and place not in seen and (home in ("", place[0])):
                    seen.add(place)
                    ahead.append((place[0], known[place]))
    return done


def _called(call: ast.Call) -> str:
    return ast.unparse(call.func)


def _method_calls(source: str) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node
