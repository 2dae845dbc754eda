"""Writes the documents that code knows best into docs/: python -m house.docs (CI compares)."""

import ast
import importlib
import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sammenhaeng.config.settings")
if __name__ == "__main__":
    django.setup()

import typer
from django.apps import apps
from django.utils.translation import override

from house import benefits
from house.habits import SRC
from house.permissions import permissions
from house.tables import FLOORS
from sammenhaeng.compare.rules.indicators import indicators as declared
from sammenhaeng.config.settings import ROOMS_WITH_TABLES
from sammenhaeng.kernel.personal import Personal
from sammenhaeng.kernel.states import diagram

DOCS = SRC.parents[1] / "docs"
MADE = "<!-- Made by python -m house.docs; do not edit. -->"


def rooms() -> str:
    """Every room on its floor, and what it is for."""
    lines = ["# Rooms", "", "Imports go down only; rooms on one floor do not know each other.", ""]
    lines += ["| floor | room | what it is for |", "|---|---|---|"]
    for number, floor in enumerate(FLOORS):
        for room in floor:
            source = (SRC / room / "__init__.py").read_text()
            lines.append(
                f"| {len(FLOORS) - number} | `{room}` | {ast.get_docstring(ast.parse(source))} |"
            )
    return "\n".join(lines)


WORDS = {  # state or event -> what people read, where no room says it
    "draft": "kladde", "proposed": "foreslået", "active": "gælder", "on_hold": "i bero",
    "completed": "afsluttet", "revoked": "trukket tilbage", "superseded": "afløst",
    "entered_in_error": "oprettet ved en fejl", "in_force": "gælder", "replaced": "erstattet",
    "ended": "ophørt", "asked": "spurgt", "given": "givet", "declined": "afvist",
    "withdrawn": "trukket tilbage", "expired": "udløbet", "open": "åben", "done": "klaret",
    "dropped": "bortfaldet", "cancelled": "aflyst", "not_started": "ikke begyndt",
    "in_progress": "i gang", "held": "holdt i et kvarter", "pending": "afventer svar",
    "booked": "booket", "arrived": "mødt op", "fulfilled": "holdt", "moved": "flyttet",
    "noshow": "udeblevet", "published": "offentliggjort", "refused": "afvist",
    "drafted": "kladde", "shared": "delt", "agreed": "aftalt",
    "followed_up": "fulgt op", "idea": "idé", "screening": "screening",
    "pre_hearing": "hos sekretariatet", "advised": "anbefalinger modtaget",
    "hearing": "i høring", "laid": "fremsat", "adopted": "vedtaget",
    "implemented": "sat i værk", "evaluated": "fulgt op", "bill_dropped": "opgivet",
}  # fmt: skip


def tables_of_states() -> Iterator[tuple[str, dict[str, dict[str, str]]]]:
    """Every state table in the rooms' rules, by its dotted name."""
    for path in sorted([*SRC.glob("*/rules.py"), *SRC.glob("*/rules/*.py")]):
        module = ".".join(["sammenhaeng", *path.relative_to(SRC).with_suffix("").parts])
        if path.stem == "__init__":
            continue
        for name, value in vars(importlib.import_module(module)).items():
            if name.isupper() and _is_transitions(value):
                yield f"{module.removeprefix('sammenhaeng.')}.{name}", value


def _is_transitions(value: object) -> bool:
    return (
        isinstance(value, dict)
        and bool(value)
        and all(isinstance(events, dict) for events in value.values())
        and all(after in value for events in value.values() for after in events.values())
    )


def states() -> str:
    """Every state table as a diagram, its states in Danish."""
    lines = ["# States", "", "What may follow what. An event that no arrow names is refused."]
    for name, table in tables_of_states():
        lines += ["", f"## `{name}`", "", "```mermaid", diagram(table), "```", ""]
        lines += ["| state | på dansk |", "|---|---|"]
        lines += [f"| `{state}` | {WORDS.get(state, state)} |" for state in table]
    return "\n".join(lines)


def personal_data() -> str:
    """What every table holds about people, how long, and whether a Use opens its rows."""
    lines = [
        "# Personal data",
        "",
        "What every table holds about people. Rows with a subject are closed by row-level security",
        "until a Use about that citizen is logged in the same transaction.",
        "",
        "| table | holds | kept | subject | append-only |",
        "|---|---|---|---|---|",
    ]
    for room in ROOMS_WITH_TABLES:
        for model in apps.get_app_config(room).get_models():
            told, only = model.personal, "yes" if model.personal.append_only else ""
            label = f"`{room}.{model.__name__}`"
            if isinstance(told, Personal):
                subject = f"`{told.subject}`" if told.subject else "–"
                lines.append(f"| {label} | {told.what} | {told.kept} | {subject} | {only} |")
            else:
                lines.append(f"| {label} | nothing about people | – | – | {only} |")
    return "\n".join(lines)


def command_line() -> str:
    """Every command with its arguments and options."""
    cli = importlib.import_module("sammenhaeng.config.cli")
    lines = ["# Command line", "", cli.main.info.help or "", ""]
    lines += _commands(typer.main.get_command(cli.main), "sammenhaeng")
    return "\n".join(lines).rstrip()


def _commands(group, name: str) -> Iterator[str]:
    for word, command in group.commands.items():
        called = f"{name} {word}"
        if hasattr(command, "commands"):
            yield from _commands(command, called)
            continue
        yield from (f"## `{called}`", "", (command.help or "").strip(), "")
        for given in command.params:
            if given.name == "help":
                continue
            asked = " ".join(given.opts) if given.opts[0].startswith("-") else given.name.upper()
            yield f"- `{asked}`: {getattr(given, 'help', '') or ''}"
        yield ""


def indicators() -> str:
    """Every indicator with its definition, numerator over denominator, adjustment and source."""
    lines = ["# Indicators", "", "Each figure is declared once, in `compare/data/indicators.toml`."]
    for one in declared().values():
        times = f" x {one.times}" if one.times > 1 else ""
        told = {
            "på dansk": f"{one.name} ({one.unit})",
            "definition": one.definition_en,
            "version": f"{one.version}, from {one.first_year}",
            "reckoned as": f"`{one.counts}` / {one.one} / `{one.per}`{times}",
            "less is better" if one.direction == "down" else "more is better": "yes",
            "adjusted for": ", ".join(one.adjusts),
            "released with": f"`{one.table}`",
            "shown from": f"{one.fewest_persons} persons, {one.fewest_full_time} full-time",
            "source": one.source_en,
            "breaks": "; ".join(f"{each.year}: {each.why_en}" for each in one.breaks) or "none",
        }
        lines += ["", f"## `{one.code}`: {one.name_en} ({one.unit_en})", "", "| | |", "|---|---|"]
        lines += [f"| {name} | {words} |" for name, words in told.items()]
    return "\n".join([*lines, "", LATER])


LATER = (
    "Leadership practice against results at unit level (A096) needs answers about leadership: it "
    "comes when the room `surveys` exists, beside these figures and with a warning that a pattern "
    "is no cause; until then its page says why it is empty. Guidance on sick-listed citizens "
    "(A132) is content: it stands in the library of knowledge and reckons nothing."
)


PAGES: dict[str, Callable[[], str]] = {
    "rooms.md": rooms,
    "states.md": states,
    "personal-data.md": personal_data,
    "cli.md": command_line,
    "permissions.md": permissions,
    "indicators.md": indicators,
    **{f"benefits/{name}.md": partial(benefits.page, name) for name in benefits.names()},
}


def made(name: str) -> str:
    """The document as the code says it today."""
    with override("da"):
        return f"{MADE}\n\n{PAGES[name]().strip()}\n"


def stale(folder: Path) -> list[str]:
    """The documents in a folder that do not say what the code says."""
    pages = {name: folder / name for name in PAGES}
    return [
        name
        for name, path in pages.items()
        if not path.exists() or path.read_text("utf-8") != made(name)
    ]


if __name__ == "__main__":
    (DOCS / "benefits").mkdir(parents=True, exist_ok=True)
    for one in PAGES:
        (DOCS / one).write_text(made(one), "utf-8")
    print(f"docs/: {', '.join(PAGES)}")
    sys.exit(0)
