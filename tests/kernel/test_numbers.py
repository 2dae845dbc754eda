from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sammenhaeng.kernel.numbers import Cpr, parse_cvr
from sammenhaeng.kernel.refusal import Refused

WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)  # CPR-kontoret: modulus 11


@pytest.mark.parametrize(
    ("text", "born"),
    [
        ("010130-0001", date(1930, 1, 1)), ("010130-3999", date(1930, 1, 1)),
        ("010136-4000", date(2036, 1, 1)), ("010137-4000", date(1937, 1, 1)),
        ("010157-5000", date(2057, 1, 1)), ("010158-5000", date(1858, 1, 1)),
        ("010136-9000", date(2036, 1, 1)), ("010137-9000", date(1937, 1, 1)),
        ("290200-4000", date(2000, 2, 29)),
    ],
)  # fmt: skip
def test_the_seventh_digit_tells_the_century(text, born):
    assert Cpr("".join(text.split("-"))).born == born


@pytest.mark.parametrize("text", ["211062-5629", "2110625629", "211062 5629", " 211062-5629 "])
def test_a_number_is_read_however_it_is_written(text):
    assert str(Cpr.parse(text)) == "211062-5629"


@pytest.mark.parametrize(
    "text",
    ["", "211062-562", "211062-56299", "320162-1234", "290201-1234", "abc", "６２１０６２１２３４"],
)
def test_what_is_no_number_is_refused_with_a_sentence(text):
    with pytest.raises(Refused, match="ti cifre"):
        Cpr.parse(text)


def test_a_failing_check_digit_warns_and_never_refuses():
    valid, failing = Cpr.parse("211062-5629"), Cpr.parse("211062-5620")
    assert (valid.passes_modulus, failing.passes_modulus) == (True, False)


@given(st.dates(date(1900, 1, 1), date(1999, 12, 31)), st.integers(0, 3999))
def test_modulus_is_the_weighted_sum(born, serial):
    number = Cpr.parse(f"{born:%d%m%y}{serial:04d}")
    weighted = sum(w * int(d) for w, d in zip(WEIGHTS, number.digits, strict=True))
    assert number.passes_modulus == (weighted % 11 == 0)
    assert number.born == born


@pytest.mark.parametrize(("text", "replacement"), [("311290-0001", False), ("610190-0001", True)])
def test_a_replacement_number_adds_sixty_to_the_day(text, replacement):
    number = Cpr.parse(text)
    assert number.is_replacement == replacement
    assert number.born.day == (1 if replacement else 31)


def test_a_masked_number_shows_no_digit():
    assert not any(letter.isdigit() for letter in Cpr.parse("211062-5629").masked)


@pytest.mark.parametrize(("text", "valid"), [("13585628", True), ("13585627", False), ("1", False)])
def test_a_cvr_number_has_eight_digits_and_a_check(text, valid):
    if valid:
        assert parse_cvr(text) == text
    else:
        with pytest.raises(Refused, match="otte cifre"):
            parse_cvr(text)
