"""Reading the law's text from its folder."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TypeVar

from . import dates
from .entries import Entry, day_of, number_of, page
from .expressions import parse
from .law import SURENESS, Branch, Check, Factor, Formula, Input, Law, Parameter, Steps, Text, Value
from .mistakes import Mistake, Place
from .units import DATE, Unit, unit

Found = TypeVar("Found")
FORMS = ("is", "rules", "least", "greatest")
OUTCOMES = ("caseworker", "unvalidated")


def laws() -> list[str]:
    """The benefits there is law for."""
    return sorted(folder.name for folder in _home().iterdir() if (folder / "law.yaml").is_file())


def _home() -> Traversable:
    return files(__package__).parent / "law"  # type: ignore[attr-defined]


@lru_cache(maxsize=16)
def read(name: str) -> Law:
    """The law of a benefit as its folder has it, not checked yet."""
    texts = {
        f"{name}/{file.name}": file.read_text("utf-8")
        for file in sorted((_home() / name).iterdir(), key=lambda file: file.name)
        if file.name.endswith(".yaml")
    }
    return understand(name, texts)


def understand(name: str, texts: Mapping[str, str]) -> Law:
    """The law that some files hold (file name to text)."""
    pages = {file: page(file, text) for file, text in texts.items()}
    about = pages[f"{name}/law.yaml"]
    outputs = about.under("outputs")
    digest = hashlib.sha256("\0".join(f"{f}\0{t}" for f, t in texts.items()).encode())
    return Law(
        name=name, title=about.text("title"), short=about.text("short"),
        cited=about.text("law"), statute_from=day_of(about.text("statute_from"), about.place),
        appeal=about.text("appeal"), digest=digest.hexdigest(),
        outputs={column: outputs.text(column) for column in outputs},
        sources={key: about.under("sources").text(key) for key in about.under("sources")},
        not_modelled=tuple(str(line) for line in _list(about, "not_modelled")),
        inputs=_gather(pages, "inputs", _input),
        parameters=_gather(pages, "parameters", parameter),
        formulas=_gather(pages, "formulas", formula),
        checks=_gather(pages, "checks", _check),
        indexes=_indexes(pages.values()),
    )  # fmt: skip


def _list(entry: Entry, key: str) -> list[object]:
    found = entry.get(key, [])
    return found if isinstance(found, list) else [found]


def _gather(
    pages: Mapping[str, Entry], section: str, of: Callable[[str, Entry], Found]
) -> dict[str, Found]:
    found: dict[str, Found] = {}
    for read in pages.values():
        for name, entry in read.under(section).each():
            if name in found:
                raise Mistake(f"navnet “{name}” er brugt før", entry.place)
            if not name.isidentifier() or not name.isascii() or name.lower() != name:
                raise Mistake(f"“{name}” er ikke et navn", entry.place)
            found[name] = of(name, entry)
    return found


def _indexes(pages: Iterable[Entry]) -> dict[str, tuple[Factor, ...]]:
    found: dict[str, tuple[Factor, ...]] = {}
    for read in pages:
        section = read.under("indexes")
        for name in section:
            found[name] = tuple(_factor(row) for row in section.rows(name))
    return found


def _factor(row: Entry) -> Factor:
    row.only("year", "factor", "sure", "known", "source")
    return Factor(
        int(row.text("year")),
        number_of(row.text("factor"), row.place),
        _sure(row),
        row.day("known"),
    )


def _input(name: str, entry: Entry) -> Input:
    entry.only(
        "label", "unit", "of", "column", "least", "most", "default", "register", "ask", "labels"
    )
    labels = entry.under("labels")
    return Input(
        name=name, label=entry.text("label"), unit=_unit(entry), is_person=_is_person(entry),
        column=entry.text("column"), register=entry.text("register"), ask=entry.text("ask"),
        place=entry.place, least=entry.number("least"), most=entry.number("most"),
        default=entry.text("default") if "default" in entry else None,
        labels={word: labels.text(word) for word in labels},
    )  # fmt: skip


def parameter(name: str, entry: Entry) -> Parameter:
    entry.only("label", "unit", "by", "provision", "base", "index", "nearest", "values")
    return Parameter(
        name=name, label=entry.text("label"), unit=_unit(entry),
        by=_unit(entry, "by") if "by" in entry else None, provision=entry.provision,
        values=tuple(_value(row, _unit(entry)) for row in entry.rows("values")), place=entry.place,
        base=entry.number("base"), index=entry.text("index", ""), nearest=entry.number("nearest"),
    )  # fmt: skip


def _value(row: Entry, unit: Unit) -> Value:
    row.only("year", "from", "to", "known", "value", "sure", "source")
    until: date | None
    if "year" in row:
        year = int(row.text("year"))
        since, until = date(year, 1, 1), date(year, 12, 31)
    else:
        since, until = day_of(row.text("from"), row.place), row.day("to")
    amount: Decimal | Steps | None
    if row.get("value") == "unknown":
        amount = None
    elif isinstance(row.get("value"), Entry):
        amount = steps(row.under("value"))
    else:
        amount = amount_of(row.text("value"), unit, row.place)
    known = row.day("known") or since
    return Value(since, until, known, amount, _sure(row), row.text("source"), row.place)


def amount_of(text: str, unit: Unit, place: Place) -> Decimal:
    return Decimal(dates.number(day_of(text, place))) if unit == DATE else number_of(text, place)


def steps(entry: Entry) -> Steps:
    """The steps of a table: from this key (a number or a day), this value."""
    return tuple((_key(key, entry.place), number_of(entry.text(key), entry.place)) for key in entry)


def _key(text: str, place: Place) -> Decimal:
    return Decimal(dates.number(day_of(text, place))) if "-" in text[1:] else number_of(text, place)


def _sure(row: Entry) -> str:
    if (sure := row.text("sure")) not in SURENESS:
        raise Mistake(f"sikkerheden “{sure}” er ikke S, P eller U", row.place)
    return sure


def formula(name: str, entry: Entry) -> Formula:
    entry.only("label", "unit", "of", "provision", "versions", "say", *FORMS)
    rows = entry.rows("versions") if "versions" in entry else [entry]
    return Formula(
        name=name, label=entry.text("label"), unit=_unit(entry), is_person=_is_person(entry),
        texts=tuple(text(row) for row in rows), place=entry.place,
    )  # fmt: skip


def text(entry: Entry) -> Text:
    forms = [form for form in FORMS if form in entry]
    if len(forms) != 1:
        raise Mistake("der skal stå enten is, rules, least eller greatest", entry.place)
    (form,) = forms
    branches = (
        (_branch(entry, "is"),) if form == "is"
        else tuple(_branch(row, _value_key(row)) for row in entry.rows(form))
    )  # fmt: skip
    return Text(
        entry.day("from"), entry.day("to"), entry.day("known"), form, branches,
        entry.provision, entry.place,
    )  # fmt: skip


def _value_key(row: Entry) -> str:
    row.only("if", "then", "else", "value", "when", "say", "provision")
    return next((key for key in ("then", "else", "value") if key in row), "then")


def _branch(entry: Entry, key: str) -> Branch:
    when = entry.get("if", entry.get("when"))
    try:
        condition = None if when is None else parse(str(when))
        return Branch(condition, parse(entry.text(key)), entry.text("say"), entry.place)
    except Mistake as mistake:
        raise mistake.at(entry.place) from None


def _check(name: str, entry: Entry) -> Check:
    entry.only("provision", "if", "outcome", "say")
    if (outcome := entry.text("outcome")) not in OUTCOMES:
        raise Mistake(f"udfaldet “{outcome}” er ikke et af {', '.join(OUTCOMES)}", entry.place)
    try:
        when = parse(entry.text("if"))
    except Mistake as mistake:
        raise mistake.at(entry.place) from None
    return Check(name, when, outcome, entry.text("say"), entry.provision, entry.place)


def _unit(entry: Entry, key: str = "unit") -> Unit:
    try:
        return unit(entry.text(key))
    except Mistake as mistake:
        raise mistake.at(entry.place) from None


def _is_person(entry: Entry) -> bool:
    if (of := entry.text("of", "household")) not in ("household", "person"):
        raise Mistake(f"“of: {of}” skal være household eller person", entry.place)
    return of == "person"
