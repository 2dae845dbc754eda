"""The law of a benefit as a document: rules with their sentences, values by year, and tests."""

import ast
import csv
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from house.habits import SRC
from sammenhaeng.benefits.rules import dates, laws
from sammenhaeng.benefits.rules.law import SURENESS, Branch, Formula, Law, Parameter, Text, Value
from sammenhaeng.benefits.rules.units import DATE, Unit
from sammenhaeng.benefits.rules.words import filled, said, template

ROOT = SRC.parents[1]
TESTS = ROOT / "tests" / "benefits"
RECORDED = SRC / "benefits" / "data"
HOW = {
    "is": "", "rules": "Den første linje, der passer, gælder.", "least": "Det mindste gælder.",
    "greatest": "Det største gælder.",
}  # fmt: skip
DAY = "%d.%m.%Y"


def names() -> list[str]:
    return laws.names()


def page(name: str) -> str:
    """Everything that the law of a benefit says here, in the order of its calculation."""
    law = laws.law(name)
    lines = [f"# {law.title}", "", f"{law.cited}. Kan regnes fra {law.statute_from:{DAY}}.", ""]
    lines += _outputs(law)
    lines += ["## Regler", "", "I den rækkefølge, de står i loven her. Et navn i koden er en "
              "oplysning, en sats eller en anden regel.", ""]  # fmt: skip
    for formula in law.formulas.values():
        lines += _formula(law, formula)
    lines += _checks(law)
    lines += ["## Satser", ""]
    for parameter in law.parameters.values():
        lines += _parameter(law, parameter)
    for part in (_inputs(law), _not_modelled(law), _tests(name), _sources(law)):
        lines += part
    return "\n".join(lines)


def _outputs(law: Law) -> Iterator[str]:
    yield from ("## Resultater", "", "| kolonne | regel | enhed |", "|---|---|---|")
    for column, name in law.outputs.items():
        formula = law.formulas[name]
        yield f"| `{column}` | {formula.label} (`{name}`) | {formula.unit} |"
    yield ""


def _formula(law: Law, formula: Formula) -> Iterator[str]:
    of = "hver person" if formula.is_person else "husstanden"
    yield from (f"### {formula.label}", "", f"`{formula.name}`, {formula.unit}, for {of}.", "")
    for text in formula.texts:
        yield from (f"**{text.provision}**{_span(text)}. {HOW[text.form]}".rstrip(), "")
        yield from (_branch(law, branch) for branch in text.branches)
        yield ""


def _span(text: Text) -> str:
    since = f" fra {text.since:{DAY}}" if text.since else ""
    until = f" til {text.until:{DAY}}" if text.until else ""
    return f"{since}{until}"


def _branch(law: Law, branch: Branch) -> str:
    say = _told(law, branch.say)
    when = f" hvis `{ast.unparse(branch.when)}`" if branch.when else ""
    return f"- {say}  \n  `{ast.unparse(branch.value)}`{when}"


def _told(law: Law, say: str) -> str:
    """A sentence of the law, with each name as what it stands for."""
    known = {**law.inputs, **law.parameters, **law.formulas}
    return filled(template(say, {name: f"[{one.label}]" for name, one in known.items()}), {})


def _checks(law: Law) -> Iterator[str]:
    if not law.checks:
        return
    yield from ("## Kontrol", "", "Ændrer aldrig beløbet.", "")
    outcomes = {"caseworker": "en sagsbehandler skal vurdere", "unvalidated": "ikke efterprøvet"}
    for one in law.checks.values():
        yield f"- **{one.provision}**, {outcomes[one.outcome]}:"
        yield f"  {_told(law, one.say)}  "
        yield f"  `{ast.unparse(one.when)}`"
    yield ""


def _parameter(law: Law, one: Parameter) -> Iterator[str]:
    by = f", efter {one.by}" if one.by else ""
    yield from (f"### {one.label}", "", f"`{one.name}`, {one.provision}, {one.unit}{by}.", "")
    yield from (
        "| fra | til | kendt fra | værdi | sikkerhed | kilde |",
        "|---|---|---|---|---|---|",
    )
    for value in one.values:
        until = f"{value.until:{DAY}}" if value.until else ""
        known = f"{value.known:{DAY}}" if value.known != value.since else ""
        told = _amount(one, value)
        yield (
            f"| {value.since:{DAY}} | {until} | {known} | {told} | {SURENESS[value.sure]} "
            f"| {value.source} |"
        )
    yield ""


def _amount(one: Parameter, value: Value) -> str:
    if value.amount is None:
        return "ikke kendt"
    if isinstance(value.amount, Decimal):
        return said(value.amount, one.unit)
    return "; ".join(f"{_key(key, one.by)}: {said(step, one.unit)}" for key, step in value.amount)


def _key(key: Decimal, by: Unit | None) -> str:
    return f"{dates.day(int(key)):{DAY}}" if by == DATE else f"{key:f}"


def _inputs(law: Law) -> Iterator[str]:
    yield from ("## Oplysninger", "", "| kolonne | oplysning | enhed | hentes fra |")
    yield "|---|---|---|---|"
    for one in law.inputs.values():
        yield f"| `{one.column}` | {one.label} | {one.unit} | {one.register} |"
    yield ""


def _not_modelled(law: Law) -> Iterator[str]:
    yield from ("## Hvad der ikke er med", "")
    yield from (f"- {line}" for line in law.not_modelled)
    yield ""


def _tests(name: str) -> Iterator[str]:
    """The files of tests that name the law, and the answers recorded from others."""
    yield from ("## Hvad der prøver reglerne", "")
    told = {path: path.read_text("utf-8") for path in sorted(TESTS.glob("*.py"))}
    own = {path: source for path, source in told.items() if name in source or name in path.name}
    for path, source in own.items():
        about = (ast.get_docstring(ast.parse(source)) or "").partition("\n")[0]
        yield f"- `{path.relative_to(ROOT)}`: {about}".removesuffix(": ")
    for path in sorted([*RECORDED.glob("*.csv"), *TESTS.glob("cases/*.csv")]):
        if name in path.name or any(path.name in source for source in own.values()):
            yield f"- `{path.relative_to(ROOT)}`: {_rows(path)} rækker med svar fra andre"
    yield ""


def _rows(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as opened:
        return sum(1 for _ in csv.reader(opened)) - 1


def _sources(law: Law) -> Iterator[str]:
    yield from ("## Kilder", "")
    yield from (f"- `{key}`: {told}" for key, told in law.sources.items())
