from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sammenhaeng.kernel.money import Money

amounts = st.integers(-(10**9), 10**9).map(Money)


@pytest.mark.parametrize(
    ("written", "oere"),
    [("1234,50", 123450), ("1.234,50", 123450), (7, 700), (Decimal("0.01"), 1), ("0", 0)],
)
def test_kroner_are_read_as_people_write_them(written, oere):
    assert Money.kroner(written).oere == oere


@pytest.mark.parametrize("written", ["0,001", Decimal("1.005")])
def test_there_is_no_fraction_of_an_oere(written):
    with pytest.raises(ValueError, match="fraction"):
        Money.kroner(written)


@pytest.mark.parametrize(
    ("oere", "text"),
    [(0, "0,00 kr."), (5, "0,05 kr."), (-5, "−0,05 kr."), (123456789, "1.234.567,89 kr.")],
)
def test_money_is_written_in_danish(oere, text):
    assert str(Money(oere)) == text


@given(amounts, amounts)
def test_adding_and_taking_away_agree(a, b):
    assert a + b - b == a
    assert a + (-a) == Money(0)
    assert (a < b) == (a.oere < b.oere)


@given(st.integers(0, 10**6), st.decimals(0, 10, places=4))
def test_a_product_is_rounded_half_up(oere, factor):
    exact = Fraction(oere) * Fraction(factor)
    assert Money(oere).times(factor).oere == floor(exact + Fraction(1, 2))


@given(amounts)
def test_what_is_written_can_be_read_back(a):
    text = str(a).removesuffix(" kr.").replace("−", "-")
    assert Money.kroner(text) == a
