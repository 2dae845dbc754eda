"""Every act and every table has its words in the trail."""

import ast
from pathlib import Path

import pytest
from django.apps import apps

from sammenhaeng.audit import rules

SOURCE = Path(__file__).parents[2] / "src" / "sammenhaeng"


def recorded() -> set[str]:
    """The acts that verbs write: the first argument of each audit.record."""
    found = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "audit.record":
                first = node.args[0]
                found |= {first.value} if isinstance(first, ast.Constant) else set()
    return found


def codes_told() -> set[str]:
    """What verbs tell besides who and when: the other names of each audit.record."""
    return {
        word.arg
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "audit.record"
        for word in node.keywords
        if word.arg not in (None, "by", "at")
    }


def test_every_code_that_a_verb_tells_has_words():
    counted = {"new", "changed", "faults"}  # by an import of a file
    told = codes_told() | counted
    assert told == set(rules.codes()), "add the new names to audit/data/codes.toml"


def test_every_act_that_a_verb_writes_has_words():
    assert len(recorded()) >= 60
    assert recorded() <= set(rules.acts()), "add the new acts to audit/data/acts.toml"


def test_every_table_has_a_name_people_understand():
    ours = [model for model in apps.get_models() if model.__module__.startswith("sammenhaeng.")]
    labels = {model._meta.label_lower for model in ours}
    assert labels <= set(rules.things()), "add the new tables to audit/data/things.toml"


@pytest.mark.parametrize("words", [rules.acts(), rules.things(), rules.codes()])
def test_words_begin_with_a_capital_and_are_used_once(words):
    assert all(text[0].isupper() for text in words.values())
    assert len(set(words.values())) == len(words)
