"""The amounts of boligstøtte against what was printed, and against the index chain."""

from decimal import ROUND_HALF_UP, Decimal

import pytest

from .housing import CASES, LAW, law_of, rows

PRINTED = [
    (scheme, row["year"], name, row[name], Decimal(row["factor"]))
    for scheme in ("ydelse", "sikring")
    for row in rows(CASES / f"{scheme}_amounts.csv")
    for name in list(row)[2:]
]
# Base amounts of § 72, and what each is rounded to.
BASES = {
    "tillaeg": (4700, 100), "indkomstgraense": (111600, 100), "boernetillaeg": (29400, 100),
    "hoejeste_stoette": (33036, 12), "hoejeste_boligudgift": (62600, 100),
    "formuegraense_lav": (587500, 100), "formuegraense_hoej": (1175100, 100),
    "mindste_udbetaling": (2424, 12), "fradrag_varme": ("60.00", "0.25"),
    "fradrag_varmt_vand": ("19.00", "0.25"), "fradrag_el": ("45.25", "0.25"),
    "vandafgift": ("10.00", "0.25"), "vandafledning": ("14.50", "0.25"),
    "vedligeholdelse_fuld": ("45.25", "0.25"), "vedligeholdelse_delvis": ("22.50", "0.25"),
    "varmetillaeg": ("23.00", "0.25"), "drift": (9000, 100),
    "bofaellesskab_boligudgift": (20800, 100), "bofaellesskab_stoette": (11016, 12),
    "ydelse_mindste_egenbetaling": (11800, 100), "sikring_mindste_egenbetaling": (18800, 100),
}  # fmt: skip
# What the law says in percent, square metres and persons, and what is not regulated.
FIXED = {
    "formuesats_lav": "0.10", "formuesats_hoej": "0.20", "udbytte_frit": "5000",
    "areal_foerste_person": "65", "areal_hver_person": "20", "areal_bevaegelseshaemmet": "10",
    "boligudgift_forhoejelse": "0.50", "boligudgift_del_af_indkomst": "0.50",
    "ejer_laaneandel": "0.80", "ejer_belaaningsgraense": "0.80", "ydelse_andel": "0.75",
    "ydelse_aftrapning": "0.225", "ydelse_egenandel": "0.11", "sikring_andel": "0.60",
    "sikring_aftrapning": "0.18", "sikring_loft_uden_boern": "0.15", "boern_med_forhoejelse": "3",
    "par": "2", "mange_boern": "4", "stoette_mange_boern": "0.25",
    "stoette_bevaegelseshaemmet": "0.50",
}  # fmt: skip


def in_force(name, year):
    return law_of(f"{year}-06-01").values[name]


def base_of(scheme, name):
    base, step = BASES.get(name) or BASES[f"{scheme}_{name}"]
    return Decimal(base), Decimal(step)


def regulated(base, factor, step):
    return (base * factor / step).quantize(Decimal(1), ROUND_HALF_UP) * step


@pytest.mark.parametrize(("scheme", "year", "name", "printed", "factor"), PRINTED)
def test_an_amount_is_the_printed_one_and_follows_the_index(scheme, year, name, printed, factor):
    found = in_force(f"{scheme}_{name}", year)
    base, step = base_of(scheme, name)
    assert found.amount == Decimal(printed.rstrip("*")) == regulated(base, factor, step)


@pytest.mark.parametrize(("scheme", "year", "name", "printed", "_"), PRINTED)
def test_an_amount_that_was_not_seen_in_print_is_only_probable(scheme, year, name, printed, _):
    found = in_force(f"{scheme}_{name}", year)
    is_computed = printed.endswith("*")
    assert (found.sure, found.source == "BSL72") == ("P" if is_computed else "S", is_computed)


@pytest.mark.parametrize(("scheme", "name"), sorted({(row[0], row[2]) for row in PRINTED}))
def test_an_amount_names_its_base_index_and_step(scheme, name):
    found = LAW.parameters[f"{scheme}_{name}"]
    base, step = base_of(scheme, name)
    assert (found.base, found.index, found.nearest) == (base, scheme, step)


@pytest.mark.parametrize("scheme", ["ydelse", "sikring"])
def test_the_factors_of_the_index_are_the_known_ones(scheme):
    known = {
        int(row["year"]): Decimal(row["factor"]) for row in rows(CASES / f"{scheme}_amounts.csv")
    }
    assert {row.year: row.factor for row in LAW.indexes[scheme]} == known


def test_the_index_of_boligydelse_rises_with_the_pension_rates():
    """1,50180 in 2020, then 2,3 1,2 3,0 3,5 3,9 and 4,8 percent, never rounded between years."""
    factor, found = Decimal("1.50180"), {row.year: row.factor for row in LAW.indexes["ydelse"]}
    for year, rise in zip(
        range(2021, 2027), ("2.3", "1.2", "3.0", "3.5", "3.9", "4.8"), strict=True
    ):
        factor *= 1 + Decimal(rise) / 100
        assert found[year] == factor.quantize(Decimal("0.00001"), ROUND_HALF_UP)


@pytest.mark.parametrize("name", ["indkomstgraense", "boernetillaeg", "mindste_egenbetaling",
                                  "hoejeste_stoette", "hoejeste_boligudgift"])  # fmt: skip
def test_the_first_guidance_of_2026_used_the_factor_of_boligydelse_2021(name):
    early = law_of("2026-06-01", "2026-03-23").values[f"sikring_{name}"]
    assert early.amount == regulated(
        *base_of("sikring", name)[:1], Decimal("1.53634"), base_of("sikring", name)[1]
    )
    assert early.source == "VEJ10077"


@pytest.mark.parametrize(("name", "expected"), FIXED.items())
@pytest.mark.parametrize("on", ["2018-01-01", "2026-12-31"])
def test_what_the_law_itself_says_is_not_regulated(on, name, expected):
    assert law_of(on).values[name].amount == Decimal(expected)


def test_every_number_of_the_law_has_a_known_value_here():
    named = {f"{row[0]}_{row[2]}" for row in PRINTED} | FIXED.keys()
    others = {"boligudgift_faktor", "boerns_indkomst_medregnes", "bofaellesskab_andel"}
    assert named | others == LAW.parameters.keys()
