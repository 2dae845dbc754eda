"""What a decision says can be checked: it adds up, each branch has its words, and it replays."""

import ast
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from sammenhaeng.benefits.models import Decision
from sammenhaeng.benefits.operations import decisions
from sammenhaeng.benefits.rules import dates, laws, outcome, telling
from sammenhaeng.benefits.rules.deciding import decide
from sammenhaeng.benefits.rules.evidence import Told
from sammenhaeng.benefits.rules.facts import household
from sammenhaeng.benefits.rules.leading import leading

EXAMPLE = json.loads((Path(__file__).parents[2] / "examples" / "household.json").read_text())
ON = date(2026, 6, 1)
TENANT = EXAMPLE | {"scheme": "sikring", "income_month": 21500, "children": 2, "rent_month": 9100}
HOUSEHOLDS = [
    ("boligstoette", EXAMPLE),
    ("boligstoette", EXAMPLE | {"income_month": 21000, "wealth": 1_500_000, "rent_month": 8200}),
    ("boligstoette", TENANT),
    ("boligstoette", TENANT | {"children": 0, "income_month": 29000}),
    ("boligstoette", TENANT | {"electricity_in_rent": True, "maintenance": "delvis"}),
    ("folkepension", {"single": True, "born": "1949-01-21", "other_income": 142000}),
    ("folkepension", {"single": False, "persons": [
        {"born": "1950-02-01", "other_income": 90000}, {"born": "1962-05-05"}]}),
    ("boerne_og_ungeydelse", {"persons": [
        {"born": "1990-03-03", "top_tax_base": 1_200_000}, {"born": "2017-06-05"},
        {"born": "2011-09-09"}]}),
]  # fmt: skip


def decided(name: str, cells):
    law = laws.law(name)
    return decide(law, household(law, cells), ON)


class Reckoned(ast.NodeVisitor):
    """An expression worked out anew from the values that a decision shows; nothing of the engine's.

    A value that is shown is a step's amount, a fact, or a parameter with its source.
    """

    def __init__(self, decision, person: int | None):
        self.decision, self.person = decision, person

    def visit_Constant(self, node):
        return node.value if isinstance(node.value, str) else Decimal(node.value)

    def visit_Name(self, node):
        name, run = node.id, self.decision.run.values
        if name in ("person", "year", "month", "kr", "m2"):
            return Decimal(1)
        if name == "on":
            return dates.number(ON)
        if name in self.decision.law.parameters:
            return self.decision.version.values[name].amount
        value = self.decision.household.facts.get(name, run.get(name))
        value = value[self.person] if isinstance(value, list) else value
        unit = self.decision.law.meanings[name].unit
        return unit.words[int(value)] if unit.words else value

    def visit_BinOp(self, node):
        left, right = self.visit(node.left), self.visit(node.right)
        if isinstance(node.op, ast.Add):
            return left + right
        if isinstance(node.op, ast.Sub):
            return left - right
        return left * right if isinstance(node.op, ast.Mult) else left / right

    def visit_UnaryOp(self, node):
        value = self.visit(node.operand)
        return not value if isinstance(node.op, ast.Not) else -value

    def visit_BoolOp(self, node):
        found = [bool(self.visit(value)) for value in node.values]
        return all(found) if isinstance(node.op, ast.And) else any(found)

    def visit_Compare(self, node):
        left, right = self.visit(node.left), self.visit(node.comparators[0])
        if isinstance(node.ops[0], ast.Eq | ast.NotEq):
            return (left == right) == isinstance(node.ops[0], ast.Eq)
        return {
            ast.Lt: left < right, ast.LtE: left <= right, ast.Gt: left > right,
            ast.GtE: left >= right,
        }[type(node.ops[0])]  # fmt: skip

    def visit_Call(self, node):
        name = node.func.id
        if name in ("sum", "count", "any", "most"):
            each = [Reckoned(self.decision, i).visit(node.args[0])
                    for i in range(self.decision.household.persons)]  # fmt: skip
            return {"sum": sum, "count": sum, "any": any, "most": max}[name](each)
        given = [self.visit(one) for one in node.args]
        return SIMPLE[name](*given) if name in SIMPLE else None  # None: dates, shown as they are


def stepwise(way: str):
    return lambda x, step: (x / step).quantize(Decimal(1), way) * step


SIMPLE = {
    "min": min, "max": max, "yearly": lambda x: x * 12, "monthly": lambda x: x / 12,
    "round": stepwise("ROUND_HALF_UP"), "floor": stepwise("ROUND_FLOOR"),
    "ceil": stepwise("ROUND_CEILING"),
    "lookup": lambda table, key: next(v for at, v in reversed(table) if at <= key),
}  # fmt: skip


@pytest.mark.parametrize(("name", "cells"), HOUSEHOLDS)
def test_every_step_is_what_its_shown_values_make_it(name, cells):
    """Invariant 33."""
    decision, tried = decided(name, cells), 0
    for step in decision.steps:
        mine = Reckoned(decision, step.person).visit(step.branch.value)
        if isinstance(mine, Decimal | bool) and not isinstance(step.amount, str):
            assert abs(Decimal(mine) - Decimal(step.amount)) < Decimal("1e-9"), step.name
            tried += 1
    assert tried > 12


@pytest.mark.parametrize("name", laws.names())
def test_every_branch_of_every_law_has_its_words_and_its_provision(name):
    """Invariant 34, for all branches there are, taken or not."""
    law = laws.law(name)
    texts = [text for formula in law.formulas.values() for text in formula.texts]
    bare = [text.place for text in texts if not text.provision]
    bare += [one.place for text in texts for one in text.branches if len(one.say) < 10]
    assert bare == []


@pytest.mark.parametrize(("name", "cells"), HOUSEHOLDS)
def test_the_steps_to_read_first_are_few_and_end_in_the_result(name, cells):
    decision = decided(name, cells)
    first = leading(decision)
    assert 1 <= len(first) <= 12 < len(decision.steps)
    main = next(iter(decision.law.outputs.values()))
    assert main in {place[0] for place in first}
    shown = [one for one in decision.steps if (one.name, one.person) in first]
    has_nothing = any(one.name == main and not one.amount for one in shown)
    nothing = [one.name for one in shown if not one.amount and one.name != main]
    assert bool(nothing) == has_nothing


def test_a_limit_that_does_not_bite_is_folded_away():
    names = {name for name, _ in leading(decided("boligstoette", EXAMPLE))}
    assert "lejers_boligudgift" in names
    assert not {"hoejeste_boligudgift", "arealgraense"} & names


OWNED = {
    "scheme": "sikring", "tenure": "ejer", "loan_debt": 0, "loan_payments_year": 0,
    "property_value": 0, "property_tax_year": 0,
}  # fmt: skip
NOTHING = [
    ("folkepension", {"single": True, "born": "1984-05-04"}, "folkepensionist"),
    ("boligstoette", EXAMPLE | OWNED, "har_ret"),
    ("boligstoette", EXAMPLE | {"income_month": 90000}, "boligydelse"),
]


@pytest.mark.parametrize(("name", "cells", "why"), NOTHING)
def test_who_gets_nothing_reads_why_first(name, cells, why):
    decision = decided(name, cells)
    first = leading(decision)
    shown = [one.name for one in decision.steps if (one.name, one.person) in first]
    assert why in shown
    assert shown[-1] == next(iter(decision.law.outputs.values()))
    assert len(shown) <= 8


def bents(benefits) -> Decision:
    return Decision.objects.get(application=benefits.bent, state="made")


def test_the_same_facts_and_rules_give_the_same_answer_years_later(solby, benefits, at):
    """Invariant 30."""
    made = bents(benefits)
    later = at.replace(year=2034)
    found = decisions.replay(made, by=solby.seats["bent"], at=later)
    assert (found.has_same_rules, found.has_same_answer) == (True, True)
    assert found.amounts == made.amounts == {"amount_month": 4487}


def test_a_rate_that_became_known_afterwards_changes_no_old_decision():
    """Boligsikring 2026 as first printed and as corrected on 24 March 2026 (law.md 1b)."""
    law = laws.law("boligstoette")
    cells = TENANT | {"children": 0, "adults": 2, "income_month": 16000}
    day, before, after = date(2026, 2, 1), date(2026, 2, 1), date(2026, 4, 1)
    first, now = (decide(law, household(law, cells), day, known) for known in (before, after))
    assert first.digest != now.digest
    assert first.amounts != now.amounts
    again = decide(law, household(law, cells), day, before)
    assert (again.digest, again.amounts) == (first.digest, first.amounts)


def replayed(made: Decision, **changed):
    law, told = laws.law("boligstoette"), [Told.of(one) for one in made.facts]
    return outcome.replayed(law, made.document | changed, told, 1)


def test_a_replay_says_plainly_that_the_law_has_changed(benefits):
    made = bents(benefits)
    same = replayed(made, rules="another")
    assert (same.has_same_rules, same.has_same_answer) == (False, True)
    assert same.sentence.startswith("Lovens tekst her er ændret siden afgørelsen.")
    other = replayed(made, rules="another", amounts={"amount_month": 1.0})
    assert "ville svaret være et andet" in other.sentence
    assert "vores fejl" in replayed(made, amounts={"amount_month": 1.0}).sentence


def test_a_fact_that_the_law_no_longer_asks_for_is_told(benefits):
    made = bents(benefits)
    made.facts = [one for one in made.facts if one["name"] != "husleje"]
    found = replayed(made)
    assert (found.has_same_answer, "kan ikke regnes igen" in found.sentence) == (False, True)


def test_a_stored_document_is_what_the_command_line_prints(benefits):
    law, made = laws.law("boligstoette"), bents(benefits)
    told = [Told.of(one) for one in made.facts]
    cells = {law.inputs[one.name].column: one.value for one in told}
    printed = telling.document(decide(law, household(law, cells), made.on, made.known))
    assert json.loads(json.dumps(printed)) == made.document
