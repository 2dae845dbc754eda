"""A table of households: each row answered, and a sentence for each that cannot be."""

import io
from datetime import date

import pytest

from sammenhaeng.benefits.rules import laws, tables
from sammenhaeng.benefits.rules.mistakes import Unanswerable

HEAD = "scheme,adults,income_month,wealth,area_m2,rent_month,heat"
GOOD = "ydelse,1,15000,0,55,5000,T"
AMOUNT = "3415"
ON = date(2026, 6, 1)


def answered(text: str, law: str = "boligstoette", on: date = ON):
    tally = tables.Tally()
    rows = list(tables.answered(laws.law(law), io.StringIO(text, newline=""), on, None, tally))
    return [row.get("amount_month") for row in rows], tally


BAD = {
    "ydelse,1,15000,0,55,-1,T": "Række 3, kolonne “rent_month”: -1 er mindre end 0",
    "ydelse,1,15000,mange,55,5000,T": "Række 3, kolonne “wealth”: “mange” kan ikke bruges",
    "ydelse,1,,0,55,5000,T": "Række 3, kolonne “income_month”",
    "slot,1,15000,0,55,5000,T": "Række 3, kolonne “scheme”: “slot” kan ikke bruges",
    "ydelse,1,15000,0,55,5000,måske": "Række 3, kolonne “heat”",
    "ydelse,0,15000,0,55,5000,T": "Række 3, kolonne “adults”: 0 er mindre end 1",
    "ydelse,1,1e9,0,55,5000,T": "Række 3, kolonne “income_month”: “1e9” kan ikke bruges",
    "ydelse,1,15000,0,55,5000,T,": "Række 3: der er flere felter end kolonner",
    "ydelse": "Række 3, kolonne “adults”",
}


@pytest.mark.parametrize("row", BAD)
def test_a_bad_row_is_told_and_stops_no_other(row):
    amounts, tally = answered(f"{HEAD}\n{GOOD}\n{row}\n{GOOD}\n")

    assert amounts == [AMOUNT, "", AMOUNT]
    assert (tally.rows, len(tally.faults)) == (3, 1)
    assert tally.faults[0].startswith(BAD[row])


HEADS = {
    f"{HEAD},indtaegt": "Række 1: kolonnen “indtaegt” kendes ikke",
    f"{HEAD},heat": "Række 1: kolonnen “heat” står to gange",
    HEAD.replace(",wealth", ""): "Række 1: kolonnen “wealth” mangler",
    "": "Række 1: kolonnen “scheme” mangler",
}


@pytest.mark.parametrize("head", HEADS)
def test_columns_that_cannot_be_used_are_told(head):
    with pytest.raises(Unanswerable, match=HEADS[head]):
        answered(f"{head}\n{GOOD}\n")


def test_a_day_before_the_first_law_is_told():
    with pytest.raises(Unanswerable, match=r"Den 31.12.2017 er før den første lov"):
        answered(f"{HEAD}\n{GOOD}\n", on=date(2017, 12, 31))


def test_an_unknown_rate_is_told_by_row_and_not_guessed():
    rows = f"{HEAD}\n{GOOD}\n{GOOD.replace('ydelse', 'sikring')}\n"

    amounts, tally = answered(rows, on=date(2019, 6, 1))
    assert amounts[0]
    assert amounts[1] == ""
    assert tally.faults[0].startswith("Række 3: Satsen for ")


def test_semicolons_and_decimal_commas_are_read():
    amounts, tally = answered(
        f"{HEAD};x\n".replace(",", ";").replace(";x", "")
        + GOOD.replace(",", ";").replace("15000", "15000,00")
        + "\n"
    )

    assert amounts == [AMOUNT]
    assert tally.faults == []


def test_rows_keep_their_order_over_many_chunks(monkeypatch):
    monkeypatch.setattr(tables, "CHUNK", 3)
    rents = [str(1000 * n) for n in range(10)]
    rows = [GOOD.replace("5000,T", f"{rent},T") for rent in rents]

    amounts, _ = answered("\n".join([HEAD, *rows]) + "\n")
    alone = [answered(f"{HEAD}\n{row}\n")[0][0] for row in rows]
    assert amounts == alone
    assert len(set(amounts)) > 3


@pytest.mark.parametrize(("expected", "met"), [(AMOUNT, 1), ("3416", 0), ("", 0)])
def test_recorded_answers_are_held_against_the_results(expected, met):
    _, tally = answered(f"{HEAD},expected_month\n{GOOD},{expected}\n")

    assert (tally.met, tally.expected) == (met, bool(expected))
