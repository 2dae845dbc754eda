import pytest

from sammenhaeng.compare.queries.knowledge import library
from sammenhaeng.compare.rules import knowledge as rules
from sammenhaeng.compare.rules.knowledge import Because, Profile


def found(**told):
    return [(one.trait, one.share or one.count) for one in rules.traits(Profile(**told))]


@pytest.mark.parametrize(
    ("trait", "below", "at", "told"),
    [
        ("long", 0.499, 0.5, 50), ("short", 0.499, 0.5, 50), ("injury", 0.099, 0.1, 10),
        ("repeat", 0.199, 0.2, 20), ("concentrated", 0.426, 0.427, 43), ("span", 26, 27, 27),
    ],
)  # fmt: skip
def test_a_trait_is_told_from_its_bound(trait, below, at, told):
    assert found(**{trait: below}) == []
    assert found(**{trait: at}) == [(trait, told)]


def test_what_is_not_known_says_nothing():
    assert rules.suggestions(Profile()) == []


@pytest.mark.parametrize("trait", [*rules.TRAITS, "span"])
def test_every_trait_has_a_package_and_a_sentence(trait):
    assert any(trait in one.tags for one in rules.packages())
    assert trait in rules.REASONS


def test_every_tag_of_the_library_is_a_trait():
    tags = {tag for one in rules.packages() for tag in one.tags}
    assert tags <= rules.REASONS.keys()


def test_no_two_packages_have_a_code():
    codes = [one.code for one in rules.packages()]
    assert len(set(codes)) == len(codes) > 10


def test_the_package_with_most_reasons_comes_first():
    first, *rest = rules.suggestions(Profile(long=0.6, concentrated=0.5))
    assert first.package.code == "few-long"
    assert first.because == (Because("long", share=60), Because("concentrated", share=50))
    assert {one.package.code for one in rest} == {"early-talk", "partial-return"}


def test_the_reasons_are_told_in_words():
    first = library(Profile(injury=0.25))[0]
    assert first.reasons == ("25 % af fraværet er efter arbejdsskader.",)
    (span,) = [one for one in library(Profile(span=31)) if one.reasons]
    assert span.reasons == (
        "Lederen har 31 medarbejdere. Reformen tæller fra 27; det er ingen grænse.",
    )


def test_the_whole_library_is_always_there_once():
    for profile in (None, Profile(), Profile(short=0.9)):
        offered = [one.package for one in library(profile)]
        assert sorted(one.code for one in offered) == sorted(one.code for one in rules.packages())
