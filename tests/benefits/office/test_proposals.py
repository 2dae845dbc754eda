"""A change as somebody writes it: read back as it is written, and every mistake at its field."""

from datetime import date
from decimal import Decimal

import pytest

from sammenhaeng.benefits.rules import laws, proposals, source
from sammenhaeng.benefits.rules.mistakes import Unanswerable
from sammenhaeng.benefits.rules.proposals import Misread, Proposal, Unusable
from sammenhaeng.benefits.rules.version import value_of, version

ON = date(2026, 6, 1)
LAWS = ["folkepension", "boligstoette", "boerne_og_ungeydelse"]
CUT = "sikring_aftrapning"
TABLE = next(one.name for one in laws.law("boligstoette").parameters.values() if one.by)


def proposal(values=None, texts=None) -> Proposal:
    return Proposal(laws.law("boligstoette"), ON, values or {}, texts or {})


def mistakes(values=None, texts=None) -> tuple[Misread, ...]:
    with pytest.raises(Unusable) as wrong:
        proposal(values, texts).reform()
    return wrong.value.fields


@pytest.mark.parametrize("name", LAWS)
def test_a_rule_written_out_and_read_again_is_the_same_rule(name):
    law = laws.law(name)
    base = version(law, ON)
    texts = {one.name: proposals.text_of(base.texts[one.name]) for one in base.order}
    again = Proposal(law, ON, {}, texts).reform().law
    assert version(again, ON).digest == base.digest
    assert [branch.say for branch in again.formulas[base.order[0].name].texts[0].branches] == [
        branch.say for branch in base.texts[base.order[0].name].branches
    ]


@pytest.mark.parametrize("name", LAWS)
def test_every_value_is_read_as_it_is_written(name):
    base = version(laws.law(name), ON)
    read = {
        one.name: proposals.read_value(base, one.name, proposals.written(base, one.name))
        for one in proposals.changeable(base) if proposals.written(base, one.name)
    }  # fmt: skip
    assert len(read) > 5
    assert read == {key: value_of(base.values[key]) for key in read}


@pytest.mark.parametrize(
    ("name", "text", "amount"),
    [
        (CUT, "0 %", "0"), (CUT, "100 %", "1"), (CUT, "19,5", "0.195"),
        ("sikring_indkomstgraense", "190.000", "190000"),
        ("sikring_indkomstgraense", "1.703.000 kr.", "1703000"),
    ],
)  # fmt: skip
def test_a_danish_number_is_read(name, text, amount):
    base = version(laws.law("boligstoette"), ON)
    assert proposals.read_value(base, name, text) == Decimal(amount)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (CUT, "100,1 %"), (CUT, "-1"), (CUT, "meget"), (CUT, ""), (CUT, "NaN"), (CUT, "1E400000"),
        ("sikring_indkomstgraense", "1.703.001"), ("sikring_indkomstgraense", "-1"),
        (TABLE, "x"), (TABLE, "0: *a"), (TABLE, "0: 1E99"),
    ],
)  # fmt: skip
def test_a_value_out_of_range_is_refused_at_its_field_with_its_provision(name, text):
    law = laws.law("boligstoette")
    (wrong,) = mistakes({name: text})
    assert wrong.name == name
    assert wrong.sentence.startswith(law.parameters[name].provision)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("is: husleje\nsay: x", "linje 1: formlen giver kr/month, men skal give kr/year"),
        ("is: ukendt\nsay: x", "linje 1: navnet “ukendt” kendes ikke"),
        ("is: 2 * boligudgift\nsay: x", "linje 1"),
        ("is: boligudgift", "“say” mangler"),
        ("is: boligudgift\n  say: x", "linje 2"),
        ("is: &a boligudgift\nsay: *a", "skriv teksten helt ud"),
        ("is: " + "-" * 60 + "boligudgift\nsay: x", "for mange dele"),
        ("is: " + "-" * 3000 + "boligudgift\nsay: x", "for mange dele"),
        ("[" * 3000, "kan ikke læses"),
        ("x" * 4001, "for lang"),
    ],
)
def test_a_mistake_in_a_text_is_told_at_its_field_and_line(text, told):
    (wrong,) = mistakes(texts={"boligsikring": text})
    assert wrong.name == "boligsikring"
    assert told in wrong.sentence


BAD, GOOD = "is: husleje\nsay: x", "is: boligudgift\nsay: x"
DEEP = "is: " + "-" * 60 + "boligudgift\nsay: x"


@pytest.mark.parametrize(
    ("values", "texts", "wrong"),
    [
        ({CUT: "200 %", "sikring_indkomstgraense": "x"}, {}, [CUT, "sikring_indkomstgraense"]),
        ({CUT: "200 %"}, {"boligsikring": BAD}, [CUT, "boligsikring"]),
        ({CUT: "20 %"}, {"boligsikring": BAD, "boligudgift": "["}, ["boligudgift", "boligsikring"]),
        ({}, {"boligudgift": BAD, "boligsikring": BAD}, ["boligudgift", "boligsikring"]),
        ({}, {"boligudgift": BAD, "boligsikring": GOOD}, ["boligudgift"]),
        ({}, {"boligsikring": GOOD, "boligydelse": DEEP}, ["boligydelse"]),
    ],
)
def test_every_field_that_cannot_be_used_is_told_of(values, texts, wrong):
    assert [one.name for one in mistakes(values, texts)] == wrong


def test_texts_that_only_clash_together_are_told_of_once():
    rounds = {"boligudgift": "is: boligsikring\nsay: x", "boligsikring": GOOD}
    (wrong,) = mistakes(texts=rounds)
    assert wrong.name in rounds


def test_a_mistake_names_the_provision_of_the_rule():
    with pytest.raises(Unusable, match="BSL § 22, linje 1"):
        proposal(texts={"boligsikring": "is: husleje\nsay: x"}).reform()


@pytest.mark.parametrize("change", [({"ukendt": "1"}, {}), ({}, {"ukendt": "is: 0"})])
def test_a_name_that_the_law_does_not_have_is_refused(change):
    with pytest.raises(Unanswerable, match="ukendt"):
        proposal(*change).reform()


def test_what_may_be_changed_is_what_the_rules_of_the_day_read():
    base = version(laws.law("boligstoette"), ON)
    names = {one.name for one in proposals.changeable(base)}
    assert CUT in names
    assert names <= {ask for text in base.texts.values() for ask in text.asks}


def test_the_text_of_a_rule_is_yaml_that_the_law_reads():
    text = proposals.text_of(version(laws.law("boligstoette"), ON).texts["boligsikring"])
    assert source.text(source.page("x", text)).form == "least"
