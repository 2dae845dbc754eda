"""What a machine notices in the text of a bill."""

import pytest

from sammenhaeng.benefits.rules.hints import counts, hints, kinds, sections


def noticed(text: str) -> list[tuple[str, str]]:
    return [(one.kind, one.word) for one in hints(text)]


@pytest.mark.parametrize(
    ("text", "kind", "word"),
    [
        ("Kommunen kan yde støtte.", "discretion", "kan"),
        ("Det sker efter en konkret vurdering.", "discretion", "efter en konkret vurdering"),
        ("Der ydes hjælp i særlige tilfælde.", "discretion", "i særlige tilfælde"),
        ("Der er en væsentligt højere udgift.", "discretion", "væsentligt"),
        ("Dog ydes ikke støtte.", "exception", "Dog"),
        ("Støtten ydes, medmindre andet følger.", "exception", "medmindre"),
        ("Bortset fra § 4 gælder loven.", "exception", "Bortset fra"),
        ("Svar gives skriftligt.", "paper", "skriftligt"),
        ("Brevet har en underskrift.", "paper", "underskrift"),
        ("Log på med MitID.", "product", "MitID"),
        ("Svar sendes i e-Boks.", "product", "e-Boks"),
        ("Husstandens udgifter tæller med.", "undefined", "Husstandens"),
    ],
)
def test_a_word_is_noticed(text, kind, word):
    assert (kind, word) in noticed(text)


@pytest.mark.parametrize(
    "text",
    ["En kande vand.", "Vognen har skånsomme bremser.", "Der er et program.", "Udgifterne er ens."],
)
def test_a_word_that_only_looks_alike_is_left_alone(text):
    assert noticed(text) == []


def test_the_longest_wording_is_noticed_once():
    found = noticed("Der ydes hjælp i særlige tilfælde.")
    assert found == [("discretion", "i særlige tilfælde")]


def test_a_term_that_the_text_defines_is_not_undefined():
    text = "Ved indkomst forstås løn. Indkomsten er højst 10 kr. Formuen er højst 5 kr."
    assert [word for kind, word in noticed(text) if kind == "undefined"] == ["Formuen"]


def test_an_undefined_term_is_noticed_where_it_first_stands():
    text = "§ 1. Formuen tæller.\n§ 2. Formue tæller ikke."
    (one,) = [hint for hint in hints(text) if hint.kind == "undefined"]
    assert (one.provision, one.word) == ("§ 1", "Formuen")


def test_a_hint_names_section_paragraph_and_sentence():
    text = "§ 2 a. Loven gælder.\nStk. 3. Støtten gives, medmindre andet gælder.\n§ 3. Det kan ske."
    told = {one.word: one for one in hints(text)}
    assert told["medmindre"].provision == "§ 2 a, stk. 3"
    assert told["medmindre"].sentence == "Støtten gives, medmindre andet gælder."
    assert told["kan"].provision == "§ 3"


def test_hints_and_sections_are_counted():
    text = "§ 1. Det kan ske.\n§ 2. Det kan ske, dog ikke her."
    assert counts(hints(text)) == {"discretion": 2, "exception": 1}
    assert sections(text) == 2


def test_every_kind_says_why():
    assert [kind.code for kind in kinds().values()] == [
        "discretion", "exception", "undefined", "paper", "product",
    ]  # fmt: skip
    assert all(kind.because.endswith(("?", ".")) and kind.words for kind in kinds().values())


def test_a_long_text_is_read_in_one_pass():
    assert len(hints("§ 1. Kommunen kan yde støtte. " * 5000)) == 5000
