"""A change of the law as somebody writes it: new values and new texts, read field by field."""

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TypeVar

import yaml

from . import dates, reform, source
from .law import Branch, Formula, Law, Parameter, Steps, Text
from .mistakes import Mistake, Place, Unanswerable
from .reform import Reform
from .units import DATE, SHARE, Unit
from .version import Version, value_of, version
from .words import number

LARGEST = 10  # times the law's value: more is a slip of the pen
LARGEST_OF_NOTHING = Decimal(10_000_000)  # kroner, where the law has 0
LONGEST = 4_000  # characters of a rewritten rule
DEEPEST = 40  # parts inside parts of an expression
LARGEST_STEP = 10**9
TOO_DEEP = "Udtrykket har for mange dele inden i hinanden. Del reglen op."
PER_CENT = Decimal(100)
Entries = Mapping[str, source.Entry]
Before = TypeVar("Before")
After = TypeVar("After")
VALUE_OF = {"rules": "then", "least": "value", "greatest": "value"}


class Misread(Exception):
    """A field that cannot be used: its name, and a sentence that names the provision."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__(sentence)
        self.name, self.sentence = name, sentence


class Unusable(Exception):
    """A proposal with fields that cannot be used: every one of them."""

    def __init__(self, fields: Sequence[Misread]) -> None:
        super().__init__(" ".join(one.sentence for one in fields))
        self.fields = tuple(fields)


@dataclass(frozen=True)
class Proposal:
    """What somebody wants to try: the day, and names of the law with what they would be."""

    law: Law
    on: date
    values: Mapping[str, str] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)
    title: str = "Forslag"

    def reform(self) -> Reform:
        """The law as it would be.

        Raises:
            Unusable: values or texts cannot be used.
            Unanswerable: the law has nothing for the day, or no such name.
        """
        base = version(self.law, self.on)
        amounts, unread = _each(self.values, lambda *one: read_value(base, *one))
        entries, untold = _each(self.texts, lambda *one: _entry(self.law, *one))
        wrong = [*unread, *untold]
        try:
            found = self._laid(amounts, entries)
        except Misread as together:
            alone = _each(entries, lambda name, entry: self._laid({}, {name: entry}))[1]
            raise Unusable([*wrong, *(alone or [together])]) from None
        if wrong:
            raise Unusable(wrong)
        return found

    def _laid(self, amounts: Mapping[str, Decimal | Steps], entries: Entries) -> Reform:
        place = Place("forslag", 1)
        try:
            found = reform.proposed(self.law, self.title, self.on, amounts, entries, place)
        except Mistake as mistake:
            raise self._misread(mistake, entries) from None
        except RecursionError:
            raise Misread(next(iter(entries), ""), TOO_DEEP) from None
        for name in entries:
            _refuse_deep(name, found.law.formulas[name].texts[0])
        return found

    def _misread(self, mistake: Mistake, entries: Entries) -> Misread:
        """A mistake in what was written belongs to its field."""
        place = mistake.place
        name = place.file if place and place.file in entries else next(iter(entries), "")
        formula = self.law.formulas.get(name)
        provision = formula.texts[-1].provision if formula else ""
        line = _line(mistake) if place and place.file == name else ""
        return Misread(name, f"{provision}{line}: {mistake.sentence}")


def _each(
    written: Mapping[str, Before], read: Callable[[str, Before], After]
) -> tuple[dict[str, After], list[Misread]]:
    """What was read of each field, and those that cannot be."""
    found, wrong = {}, []
    for name, one in written.items():
        try:
            found[name] = read(name, one)
        except Misread as misread:
            wrong.append(misread)
    return found, wrong


def read_value(base: Version, name: str, text: str) -> Decimal | Steps:
    """A value as it is written: `190.000`, `20 %`, `1,05`, or the steps of a table, a line each."""
    if name not in base.law.parameters:
        raise Unanswerable(f"{base.law.title} har ingen sats, der hedder “{name}”.")
    parameter = base.law.parameters[name]
    try:
        if parameter.by:
            return _steps(text)
        amount = _amount(text, parameter.unit)
    except (Mistake, InvalidOperation) as wrong:
        told = wrong.sentence if isinstance(wrong, Mistake) else "skriv et tal"
        raise Misread(name, f"{parameter.provision}: {told}, fx {written(base, name)}.") from None
    _bounded(base, parameter, amount)
    return amount


def _amount(text: str, unit: Unit) -> Decimal:
    if unit == DATE:
        return source.amount_of(text.strip(), unit, Place("forslag", 1))
    plain = text.replace("%", "").replace("kr.", "").replace(" ", "").replace(".", "")
    amount = Decimal(plain.replace(",", "."))
    if not amount.is_finite():
        raise InvalidOperation
    return amount / PER_CENT if unit == SHARE else amount


def _steps(text: str) -> Steps:
    steps = source.steps(_page("forslag", text.replace(",", ".")))
    if not steps or any(not abs(part) <= LARGEST_STEP for step in steps for part in step):
        raise InvalidOperation
    return steps


def _page(name: str, text: str) -> source.Entry:
    """What was written, as law: not too long, and with nothing that stands for something else."""
    if len(text) > LONGEST:
        raise Mistake("teksten er for lang")
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text)):
            raise Mistake("skriv teksten helt ud i stedet for at henvise med *")
        return source.page(name, text)
    except yaml.YAMLError as wrong:
        mark = getattr(wrong, "problem_mark", None)
        place = Place(name, mark.line + 1) if mark else None
        raise Mistake("teksten kan ikke læses; se på indrykning og kolon", place) from None
    except RecursionError:
        raise Mistake(TOO_DEEP) from None


def _refuse_deep(name: str, text: Text) -> None:
    nodes = [node for branch in text.branches for node in (branch.when, branch.value) if node]
    level: list[ast.AST] = [*nodes]
    for _ in range(DEEPEST):
        level = [child for node in level for child in ast.iter_child_nodes(node)]
    if level:
        raise Misread(name, f"{text.provision}: {TOO_DEEP}")


def _bounded(base: Version, parameter: Parameter, amount: Decimal) -> None:
    if parameter.unit == DATE:
        return
    law = value_of(base.values.get(parameter.name))
    now = law if isinstance(law, Decimal) else Decimal(0)
    most = LARGEST * abs(now) if now else LARGEST_OF_NOTHING
    if parameter.unit == SHARE:
        most = max(Decimal(1), most if abs(now) > 1 else Decimal(1))
    if not 0 <= amount <= most:
        low, high = _written(Decimal(0), parameter.unit), _written(most, parameter.unit)
        raise Misread(parameter.name, f"{parameter.provision}: skriv et tal fra {low} til {high}.")


def written(base: Version, name: str) -> str:
    """The value in force, as a field shows it and `read_value` reads it; empty when not known."""
    parameter, amount = base.law.parameters[name], value_of(base.values.get(name))
    if amount is None:
        return ""
    if isinstance(amount, Decimal):
        return _written(amount, parameter.unit)
    is_day = parameter.by == DATE
    return "\n".join(f"{_key(key, is_day)}: {_plain(value)}" for key, value in amount)


def _key(key: Decimal, is_day: bool) -> str:
    return dates.day(int(key)).isoformat() if is_day else _plain(key)


def _written(amount: Decimal, unit: Unit) -> str:
    if unit == DATE:
        return dates.day(int(amount)).isoformat()
    if unit == SHARE:
        return f"{_plain(amount * PER_CENT)} %"
    decimals = max(-int(amount.normalize().as_tuple().exponent), 0)
    return number(amount, decimals)


def _plain(amount: Decimal) -> str:
    text = f"{amount:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def _entry(law: Law, name: str, text: str) -> source.Entry:
    if name not in law.formulas:
        raise Unanswerable(f"{law.title} har ingen regel, der hedder “{name}”.")
    provision = law.formulas[name].texts[-1].provision
    try:
        return _page(name, text.replace("\r\n", "\n"))
    except Mistake as mistake:
        raise Misread(name, f"{provision}{_line(mistake)}: {mistake.sentence}") from None


def _line(mistake: Mistake) -> str:
    return f", linje {mistake.place.line}" if mistake.place else ""


class _Plain(yaml.SafeDumper):
    """Every value stays text, as the law's own files have it."""

    yaml_implicit_resolvers: dict[str, list[object]] = {}


def text_of(text: Text) -> str:
    """The text of a rule as its file has it, ready to be rewritten."""
    if text.form == "is":
        (branch,) = text.branches
        told: dict[str, object] = {"is": ast.unparse(branch.value), "say": branch.say}
    else:
        told = {text.form: [_row(text.form, branch) for branch in text.branches]}
    return yaml.dump(told, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=100)


def _row(form: str, branch: Branch) -> dict[str, str]:
    value = ast.unparse(branch.value)
    if branch.when is None:
        return {"else" if form == "rules" else "value": value, "say": branch.say}
    condition = {"if" if form == "rules" else "when": ast.unparse(branch.when)}
    return {**condition, VALUE_OF[form]: value, "say": branch.say}


def rewritable(base: Version) -> list[Formula]:
    """The rules in force on the day, in the order they are told."""
    return list(base.order)


def changeable(base: Version) -> list[Parameter]:
    """The values that the rules in force on the day read, in the order of the law's files."""
    asked = {name for text in base.texts.values() for name in text.asks}
    return [one for name, one in base.law.parameters.items() if name in asked]
