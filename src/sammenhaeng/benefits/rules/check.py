"""What is checked in a law before anything runs."""

import ast
import itertools
import string
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from graphlib import CycleError, TopologicalSorter

from . import reach
from .expressions import Meaning, measure
from .law import Formula, Law, Parameter, Text, Value
from .mistakes import Mistake, Place
from .units import YES_NO, Unit


def check(law: Law) -> Law:
    """The law, or the first Mistake in it, named by file, line and provision."""
    mistakes = list(mistakes_in(law))
    if mistakes:
        raise mistakes[0]
    return law


def mistakes_in(law: Law) -> Iterator[Mistake]:
    yield from _names(law)
    for parameter in law.parameters.values():
        yield from _values(parameter, law)
    for formula in law.formulas.values():
        wrong = list(_texts(formula, law))
        yield from wrong or _dead_ends(formula, law)
    for named in law.checks.values():
        yield from _unit_is(named.when, Meaning(YES_NO), law, named.place)
        yield from _sentence(named.say, law, named.place)
    yield from _cycles(law)


def _names(law: Law) -> Iterator[Mistake]:
    placed: list[tuple[str, Place]] = [
        (name, found.place)
        for section in (law.inputs, law.parameters, law.formulas, law.checks)
        for name, found in section.items()
    ]
    seen: set[str] = set()
    for name, place in placed:
        if name in seen:
            yield Mistake(f"navnet “{name}” er brugt to gange", place)
        seen.add(name)
    for column, name in law.outputs.items():
        if name not in law.formulas:
            yield Mistake(
                f"resultatet “{column}” er formlen “{name}”, som ikke findes",
                Place(f"{law.name}/law.yaml", 1),
            )


def _values(parameter: Parameter, law: Law) -> Iterator[Mistake]:
    if not parameter.values:
        yield Mistake(f"“{parameter.name}” har ingen værdier", parameter.place)
    for value in parameter.values:
        if value.source not in law.sources:
            yield Mistake(f"kilden “{value.source}” står ikke i law.yaml", value.place)
        if value.amount is not None and isinstance(value.amount, tuple) != bool(parameter.by):
            yield Mistake("en tabel har by, og kun en tabel har trin", value.place)
        if not parameter.provision:
            yield Mistake(f"“{parameter.name}” har ingen bestemmelse", parameter.place)
        if isinstance(value.amount, tuple) and list(value.amount) != sorted(set(value.amount)):
            yield Mistake("tabellens trin skal stå i stigende orden", value.place)
    yield from _in_force(parameter.values, "værdien")
    if parameter.index and parameter.index not in law.indexes:
        yield Mistake(f"reguleringen “{parameter.index}” findes ikke", parameter.place)


def _in_force(dated: Iterable[Value], what: str) -> Iterator[Mistake]:
    """Values may stand in for each other only by being known later, and leave no day out."""
    values = sorted(dated, key=lambda value: (value.since, value.known))
    reached = None
    for earlier, later in itertools.pairwise(values):
        if earlier.since == later.since:
            if earlier.known == later.known:
                yield Mistake(f"{what} gælder samtidig med linje {earlier.place.line}", later.place)
            continue
        reached = earlier.until
        if (reached is None or reached >= later.since) and earlier.known == earlier.since:
            yield Mistake(f"{what} begynder, før linje {earlier.place.line} holder op", later.place)
        elif reached is not None and reached + timedelta(days=1) < later.since:
            yield Mistake(f"der mangler en værdi fra {reached} til {later.since}", later.place)


def _texts(formula: Formula, law: Law) -> Iterator[Mistake]:
    meant = Meaning(formula.unit, formula.is_person)
    for text in formula.texts:
        yield from _form(text)
        if not text.provision:
            yield Mistake(f"“{formula.name}” har ingen bestemmelse", text.place)
        for branch in text.branches:
            yield from _unit_is(branch.value, meant, law, branch.place)
            if branch.when is not None:
                yield from _unit_is(
                    branch.when, Meaning(YES_NO, meant.is_person), law, branch.place
                )
            yield from _sentence(branch.say, law, branch.place)
    yield from _in_turn(formula.texts)


def _dead_ends(formula: Formula, law: Law) -> Iterator[Mistake]:
    for text in formula.texts:
        if text.form == "rules":
            for at in reach.unreachable([branch.when for branch in text.branches], law):
                yield Mistake("der er ingen vej til denne gren", text.branches[at].place)


def _form(text: Text) -> Iterator[Mistake]:
    if not text.branches:
        yield Mistake(f"{text.form} har ingen grene", text.place)
    elif text.form == "rules":
        *first, last = text.branches
        if last.when is not None:
            yield Mistake("den sidste gren skal være else", last.place)
        for branch in first:
            if branch.when is None:
                yield Mistake("kun den sidste gren må være else", branch.place)
    elif text.form in ("least", "greatest") and text.branches[0].when is not None:
        yield Mistake("det første bud må ikke have when", text.branches[0].place)


def _in_turn(texts: Sequence[Text]) -> Iterator[Mistake]:
    """The texts of a formula follow each other, unless one was only known later."""
    for earlier, later in itertools.pairwise(texts):
        if earlier.known != later.known:
            continue
        if earlier.until is None or later.since is None or earlier.until >= later.since:
            yield Mistake("to tekster gælder samtidig", later.place)
        elif earlier.until + timedelta(days=1) < later.since:
            yield Mistake("der mangler en tekst mellem de to", later.place)


def _unit_is(node: ast.expr, meant: Meaning, law: Law, place: Place) -> Iterator[Mistake]:
    try:
        found = measure(node, law.meanings)
        _fits(found.unit, meant.unit)
    except Mistake as mistake:
        yield mistake.at(place)
        return
    if found.is_person and not meant.is_person:
        yield Mistake("en persons værdi skal samles med sum, count, any eller most", place)


def _fits(found: Unit, meant: Unit) -> None:
    if found.kind == meant.kind == "word":
        if strangers := set(found.words) - set(meant.words):
            raise Mistake(f"“{strangers.pop()}” er ikke {meant}")
    elif not found.is_any and found != meant:
        raise Mistake(f"formlen giver {found}, men skal give {meant}")


def _sentence(say: str, law: Law, place: Place) -> Iterator[Mistake]:
    for _, name, _, _ in string.Formatter().parse(say):
        if name and (name not in law.meanings or law.meanings[name].by):
            yield Mistake(f"sætningen nævner “{name}”, som ikke findes", place)


def _cycles(law: Law) -> Iterator[Mistake]:
    asks = {
        name: [ask for text in formula.texts for ask in text.asks if ask in law.formulas]
        for name, formula in law.formulas.items()
    }
    try:
        TopologicalSorter(asks).prepare()
    except CycleError as cycle:
        names = cycle.args[1]
        sentence = f"formlerne venter på hinanden: {' → '.join(names)}"
        yield Mistake(sentence, law.formulas[names[0]].place)
