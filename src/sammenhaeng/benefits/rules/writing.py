"""Writing expressions and formulas as the statements that run one household."""

import ast
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from .expressions import AGGREGATES, ON, measure, names_in
from .law import Branch, Formula
from .units import BASES, YES_NO, Unit
from .version import Version

DECIDING = ("min", "max", "lookup", "count", "any", "most", "years_between", "months_between")
A_YEAR = {"yearly": "*", "monthly": "/"}
STARTS = {"sum": "{0}", "count": "{0}", "any": "False", "most": "-{inf}"}
OPS: Mapping[type[ast.AST], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.And: "and", ast.Or: "or",
    ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.Eq: "==", ast.NotEq: "!=",
    ast.Not: "not", ast.USub: "-",
}  # fmt: skip
Spelled = tuple[int, str, str]  # a branch's number, its condition and its value


@dataclass
class Writer:
    """Statements for one household, `i` being a person of it; numbers are spelled by `spells`."""

    version: Version
    spells: "Spelling"
    tracks_branches: bool
    lines: list[str] = field(default_factory=list)
    depth: int = 1
    sums: int = 0

    def put(self, line: str) -> None:
        self.lines.append("    " * self.depth + line)

    # expressions ------------------------------------------------------------------------------

    def write(self, node: ast.expr, words: tuple[str, ...] = ()) -> str:
        """The expression as it is run; sums over persons are put before it."""
        return _Spelling(self, words).of(node)

    def name(self, name: str) -> str:
        if name in BASES:
            return self.spells.number(1)
        if name == ON:
            return ON
        law = self.version.law
        if name in law.parameters:
            return self.spells.parameter(name)
        found = law.inputs.get(name) or law.formulas[name]
        if name in law.inputs:
            spelled = self.spells.person_input(name) if found.is_person else f"x_{name}"
        else:
            spelled = f"v_{name}[i]" if found.is_person else f"v_{name}"
        return self.spells.condition(spelled) if found.unit == YES_NO else spelled

    def over_persons(self, function: str, argument: ast.expr) -> str:
        name = f"t{self.sums}"
        self.sums += 1
        one = self.write(argument)
        zero, inf = self.spells.number(0), self.spells.infinity
        self.put(f"{name} = " + STARTS[function].format(zero, inf=inf))
        self.put("for i in range(n):")
        each = {
            "sum": f"{name} += {one}",
            "count": f"{name} += {self.spells.number(1)} if {one} else {zero}",
            "any": f"{name} = {name} or {one}",
            "most": f"{name} = max({name}, {one})",
        }
        self.put("    " + each[function])
        return name

    # formulas ---------------------------------------------------------------------------------

    def formula(self, formula: Formula) -> None:
        text = self.version.texts[formula.name]
        target = f"{formula.name}[i]" if formula.is_person else formula.name
        steps = list(self._steps(formula, text.branches, text.form))
        if formula.is_person:
            for line in self.spells.room_for_persons(formula.name, self.tracks_branches):
                self.put(line)
            self.put("for i in range(n):")
            self.depth += 1
        if text.form in ("least", "greatest"):
            self._best(target, steps, "<" if text.form == "least" else ">")
        elif not self._pick(target, text.branches, steps):
            self._first(target, steps)
        if formula.is_person:
            self.depth -= 1

    def _steps(self, formula: Formula, branches: Iterable[Branch], form: str) -> Iterator[Spelled]:
        """Branch number, condition and value; -1 stands before what an unknown value decides."""
        for at, branch in enumerate(branches):
            if unknown := self._unknown(branch.when, formula):
                yield -1, unknown, self.spells.nan
            when = self.write(branch.when) if branch.when is not None else ""
            must_be_known = form in ("least", "greatest") or _decides(branch.value)
            if must_be_known and (unknown := self._unknown(branch.value, formula)):
                yield -1, f"{when} and ({unknown})" if when else unknown, self.spells.nan
            yield at, when, self._value(branch.value, formula.unit)

    def _value(self, node: ast.expr, unit: Unit) -> str:
        written = self.write(node, unit.words)
        return self.spells.answer(written) if unit == YES_NO else written

    def _unknown(self, node: ast.expr | None, formula: Formula) -> str:
        """A condition that holds when the expression rests on a value nobody knows."""
        version = self.version
        risky = [n for n in names_in(node) if n in version.tainted or n in version.unknown]
        if any(name in version.unknown for name in risky):
            return "True"
        return " or ".join(self._is_unknown(name, formula) for name in dict.fromkeys(risky))

    def _is_unknown(self, name: str, formula: Formula) -> str:
        if not self.version.law.formulas[name].is_person:
            return f"v_{name} != v_{name}"
        if formula.is_person:
            return f"v_{name}[i] != v_{name}[i]"
        unknown = f"t{self.sums}"
        self.sums += 1
        self.put(f"{unknown} = False")
        self.put("for i in range(n):")
        self.put(f"    {unknown} = {unknown} or v_{name}[i] != v_{name}[i]")
        return unknown

    def _pick(self, target: str, branches: Sequence[Branch], steps: list[Spelled]) -> bool:
        """Write the ways as one expression, where that is how it is run; says whether it is."""
        if len(steps) == 1 or len(steps) != len(branches):
            return False
        choice = self.spells.choice(branches, steps)
        if choice is not None:
            self.put(f"v_{target} = {choice}")
        return choice is not None

    def _first(self, target: str, steps: list[Spelled]) -> None:
        word = "if"
        for at, when, value in steps:
            if when:
                self.put(f"{word} {when}:")
                word = "elif"
            elif word == "elif":
                self.put("else:")
            inner = bool(when) or word == "elif"
            self.depth += inner
            self._assign(target, at, value)
            self.depth -= inner

    def _best(self, target: str, steps: list[Spelled], better: str) -> None:
        guards = [when for at, when, _ in steps if at < 0]
        offers = [step for step in steps if step[0] >= 0]
        if guards:
            self.put(f"if {' or '.join(guards)}:")
            self.depth += 1
            self._assign(target, -1, self.spells.nan)
            self.depth -= 1
            self.put("else:")
            self.depth += 1
        self._assign(target, 0, offers[0][2])
        for at, when, value in offers[1:]:
            self.put(f"c = {value}")
            self.put(f"if {when + ' and ' if when else ''}c {better} v_{target}:")
            self.depth += 1
            self._assign(target, at, "c")
            self.depth -= 1
        self.depth -= bool(guards)

    def _assign(self, target: str, at: int, value: str) -> None:
        self.put(f"v_{target} = {value}")
        if self.tracks_branches:
            self.put(f"b_{target} = {at}")


def _decides(node: ast.expr) -> bool:
    """Whether an expression chooses among its parts, so that it would hide an unknown one."""
    calls = [part.func for part in ast.walk(node) if isinstance(part, ast.Call)]
    return any(isinstance(call, ast.Name) and call.id in DECIDING for call in calls)


class _Spelling(ast.NodeVisitor):
    """One expression on its way to be a statement's text."""

    def __init__(self, writer: Writer, words: tuple[str, ...]) -> None:
        self.writer, self.words = writer, words

    def of(self, node: ast.expr) -> str:
        return str(self.visit(node))

    def visit_Constant(self, node: ast.Constant) -> str:
        number = self.words.index(node.value) if isinstance(node.value, str) else node.value
        return self.writer.spells.number(int(str(number)))

    def visit_Name(self, node: ast.Name) -> str:
        return self.writer.name(node.id)

    def visit_BinOp(self, node: ast.BinOp) -> str:
        return f"({self.of(node.left)} {OPS[type(node.op)]} {self.of(node.right)})"

    def visit_UnaryOp(self, node: ast.UnaryOp) -> str:
        return f"({OPS[type(node.op)]} {self.of(node.operand)})"

    def visit_BoolOp(self, node: ast.BoolOp) -> str:
        return f"({f' {OPS[type(node.op)]} '.join(map(self.of, node.values))})"

    def visit_Compare(self, node: ast.Compare) -> str:
        words = measure(node.left, self.writer.version.law.meanings).unit.words
        inner = _Spelling(self.writer, words)
        parts = [inner.of(node.left)]
        for op, side in zip(node.ops, node.comparators, strict=True):
            parts += [OPS[type(op)], inner.of(side)]
        return f"({' '.join(parts)})"

    def visit_Call(self, node: ast.Call) -> str:
        assert isinstance(node.func, ast.Name)
        function, spells = node.func.id, self.writer.spells
        if function in AGGREGATES:
            return self.writer.over_persons(function, node.args[0])
        if function == "lookup":
            assert isinstance(node.args[0], ast.Name)
            return spells.lookup(node.args[0].id, self.of(node.args[1]))
        given = list(map(self.of, node.args))
        if function in A_YEAR:
            return f"({given[0]} {A_YEAR[function]} {spells.number(12)})"
        return f"{'' if function in ('min', 'max') else '_'}{function}({', '.join(given)})"


class Spelling:
    """How numbers, parameters and persons' values are spelled where the statements run."""

    nan = "_nan"
    infinity = "_inf"

    def number(self, value: int) -> str:
        raise NotImplementedError

    def parameter(self, name: str) -> str:
        raise NotImplementedError

    def person_input(self, name: str) -> str:
        raise NotImplementedError

    def lookup(self, table: str, key: str) -> str:
        raise NotImplementedError

    def condition(self, spelled: str) -> str:
        return spelled

    def answer(self, written: str) -> str:
        return written

    def choice(self, branches: Sequence[Branch], steps: Sequence[Spelled]) -> str | None:
        return None

    def room_for_persons(self, name: str, tracks_branches: bool) -> Iterator[str]:
        raise NotImplementedError
