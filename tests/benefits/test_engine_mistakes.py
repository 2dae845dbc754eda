"""Every kind of mistake in a law's text is told with its file, its line and its provision."""

import pytest

from sammenhaeng.benefits.rules.mistakes import Mistake

from . import small

SUM = "is: sum(indkomst)"
RENT = "is: yearly(leje)"
FIRST = "then: andel * (samlet - graense)"
CASES = {
    "units added": (RENT, "is: leje + samlet", "kr/month og kr/year kan ikke lægges sammen"),
    "units compared": (
        "samlet > graense",
        "leje > graense",
        "kr/month og kr/year kan ikke sammenlignes",
    ),
    "another unit": (RENT, "is: leje", "formlen giver kr/month, men skal give kr/year"),
    "a condition that is none": ("if: samlet > graense", "if: samlet", "men skal give yes/no"),
    "a bare number": (FIRST, "then: 5 * samlet", "5 skal være en parameter med kilde"),
    "an unknown name": (RENT, "is: yearly(husleje)", "navnet “husleje” kendes ikke"),
    "an unknown word": ("'ejet'", "'delt'", "“delt” er ikke one of lejet, ejet"),
    "a strange function": (RENT, "is: sqrt(leje)", "“sqrt(leje)” kan ikke bruges"),
    "code": (RENT, "is: leje.real", "hører ikke til i en formel"),
    "power": (RENT, "is: yearly(leje) ** 1", "der regnes kun med + - * /"),
    "unreadable": (RENT, "is: yearly(leje", "kan ikke læses"),
    "a person's value in a household": (
        SUM,
        "is: indkomst",
        "skal samles med sum, count, any eller most",
    ),
    "a sum of the household": (
        SUM,
        "is: sum(yearly(leje))",
        "sum skal have noget, som hver person har",
    ),
    "a table without lookup": (RENT, "is: loft", "tabellen “loft” slås op med lookup(loft, ...)"),
    "no table": ('"lookup(loft', '"lookup(graense', "“graense” er ikke en tabel"),
    "one bid": ("max(0, aarsleje - nedsat)", "max(aarsleje)", "min og max skal have mindst to bud"),
    "a sentence about nothing": (
        "Under {graense}",
        "Under {graensen}",
        "sætningen nævner “graensen”",
    ),
    "a way nobody takes": (
        "if: bolig == 'ejet' and not alene",
        "if: samlet > graense",
        "der er ingen vej til denne gren",
    ),
    "no else": ("- else: 0", "- if: alene\n        then: 0", "den sidste gren skal være else"),
    "a first bid with a when": (
        'nedsat)", say',
        'nedsat)", when: alene, say',
        "det første bud må ikke have when",
    ),
    "an overlap of values": ("to: 2022-12-31", "to: 2023-01-31", "værdien begynder, før linje"),
    "a gap between values": (
        "to: 2022-12-31",
        "to: 2022-11-30",
        "der mangler en værdi fra 2022-11-30",
    ),
    "two values at once": (
        "from: 2023-01-01",
        "from: 2020-01-01",
        "værdien gælder samtidig med linje",
    ),
    "an unknown source": (
        "sure: P, source: KILDE",
        "sure: P, source: ANDEN",
        "kilden “ANDEN” står ikke i law.yaml",
    ),
    "an unknown sureness": ("sure: P", "sure: X", "sikkerheden “X” er ikke S, P eller U"),
    "no number": ("value: 0.5", "value: halv", "“halv” er ikke et tal"),
    "steps without a table": ("value: 0.5", "value: {1: 0.5}", "kun en tabel har trin"),
    "steps out of order": ("{1: 20000, 2: 30000}", "{2: 30000, 1: 20000}", "i stigende orden"),
    "no day": ("from: 2023-01-01", "from: 2023-13-01", "er ikke en dato"),
    "no unit": ("unit: share", "unit: procent", "enheden “procent” kendes ikke"),
    "a name used twice": ("  samlet:\n", "  graense:\n", "navnet “graense” er brugt"),
    "two forms": (SUM, SUM + "\n    rules: []", "enten is, rules, least eller greatest"),
    "a stranger": ("    say: Lejen er {aarsleje}.", "    sig: Lejen.", "“sig” hører ikke til her"),
    "an unknown outcome": (
        "outcome: caseworker",
        "outcome: afslag",
        "udfaldet “afslag” er ikke et af",
    ),
    "an unknown of": (
        "of: person",
        "of: familie",
        "“of: familie” skal være household eller person",
    ),
    "a circle": (RENT, "is: yearly(leje) + stoette - stoette", "formlerne venter på hinanden"),
    "a key twice": (
        "    label: Loft\n",
        "    label: Loft\n    label: Loft\n",
        "“label” står to gange",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_is_told_with_its_file_line_and_provision(case):
    old, new, sentence = CASES[case]

    with pytest.raises(Mistake) as told:
        small.law({old: new})
    assert sentence in str(told.value)
    assert told.value.place is not None
    assert told.value.place.file == "proeve/alt.yaml"
    assert told.value.place.provision in ("PY § 1", "PY § 2", "PY § 3")
    assert 1 < told.value.place.line <= small.RULES.count("\n") + 2


@pytest.mark.parametrize("case", ["another unit", "a bare number", "a gap between values"])
def test_the_line_is_where_the_mistake_stands(case):
    old, new, _ = CASES[case]

    with pytest.raises(Mistake) as told:
        small.law({old: new})
    there = "from: 2023-01-01" if case == "a gap between values" else new
    assert abs(told.value.place.line - small.line_of(there, {old: new})) <= 3


def test_a_result_that_no_formula_gives_is_told():
    with pytest.raises(Mistake, match="resultatet “amount_year” er formlen “stoetten”"):
        small.law(about=small.ABOUT.replace("amount_year: stoette", "amount_year: stoetten"))


TEXTS = """versions:
      - {{to: 2022-12-31, is: sum(indkomst), say: Før.}}
      - {{from: {since}, is: sum(indkomst), say: Efter.}}"""
TIMES = {"2022-12-31": "to tekster gælder samtidig", "2023-01-02": "der mangler en tekst"}


@pytest.mark.parametrize("since", TIMES)
def test_texts_that_overlap_or_leave_a_gap_are_told(since):
    whole = SUM + "\n    say: Indkomsten er {samlet}."

    with pytest.raises(Mistake, match=TIMES[since]):
        small.law({whole: TEXTS.format(since=since)})
    small.law({whole: TEXTS.format(since="2023-01-01")})
