"""Adjustment against statsmodels' GLM and glum on the same rows: python -m bench.rivals SHARE."""

import subprocess
import sys
from importlib.util import find_spec
from statistics import median
from time import perf_counter

import numpy as np

from . import goals, stage

TIMES = {"statsmodels": 500, "glum": 20}
APART, RUNS = 1e-8, 5


def measure(share: float) -> list[str]:
    """Each in a process of its own; gives what is too slow or not the same."""
    if missing := [name for name in TIMES if find_spec(name) is None]:
        return [f"{', '.join(missing)} is not there: install requirements/bench.txt (make bench)"]
    command = [sys.executable, "-m", "bench.rivals", str(share)]
    done = subprocess.run(command, cwd=stage.ROOT, check=False, capture_output=True, text=True)
    print(done.stdout, end="")
    return goals.child("adjustment", done)


def main(share: float) -> None:
    from sammenhaeng.compare.queries import people as sources  # noqa: PLC0415  settings come first
    from sammenhaeng.compare.rules import indicators  # noqa: PLC0415
    from sammenhaeng.statistics import adjustment, cells  # noqa: PLC0415

    folk, one = sources.of("absence", sources.year(2025)), indicators.named("absence")
    y, e = folk.counts[one.counts] / one.one, folk.full_time
    kept = told_apart({name: folk.factors[name] for name in one.adjusts}, y)
    factors = {name: folk.factors[name][kept] for name in one.adjusts}
    y, e = y[kept], e[kept]
    spent = []
    for _ in range(RUNS):  # only the last is kept: memory is used again, as from night to night
        seconds, model = timed(lambda: adjustment.fit(cells.collapse(factors, y, e)))
        spent.append(seconds)
    ours = median(spent)
    print(f"adjustment of {len(y):,} rows, {len(model.terms)} coefficients: {1000 * ours:.0f} ms")
    faults = []
    for name, fitted in {"statsmodels": by_statsmodels, "glum": by_glum}.items():
        seconds, theirs = timed(lambda fitted=fitted: fitted(factors, y, e))
        apart = float(np.abs(theirs - model.coefficients).max())
        print(f"  {name}: {seconds:.2f} s, {seconds / ours:.0f} x (goal {TIMES[name]}); "
              f"coefficients within {apart:.1e}", flush=True)  # fmt: skip
        if share >= 1:
            faults += goals.at_least(f"adjustment beside {name}", seconds / ours, TIMES[name], "x")
        faults += [f"{name}: coefficients {apart:.1e} apart"] * (apart > APART)
    goals.leave(faults)


def told_apart(factors: dict[str, np.ndarray], y: np.ndarray) -> np.ndarray:
    """Rows of levels where something was observed: the others have no coefficient elsewhere."""
    kept = np.ones(len(y), bool)
    for codes in factors.values():
        kept &= np.bincount(codes, y)[codes] > 0
    return kept


def timed(call):
    begun = perf_counter()
    answer = call()
    return perf_counter() - begun, answer


def by_statsmodels(factors: dict[str, np.ndarray], y: np.ndarray, e: np.ndarray) -> np.ndarray:
    from statsmodels.genmod.families import Poisson  # noqa: PLC0415  only in make bench
    from statsmodels.genmod.generalized_linear_model import GLM  # noqa: PLC0415

    wide = [np.ones(len(y))]
    for codes in factors.values():
        wide += [codes == level for level in np.unique(codes)[1:]]
    table = np.column_stack(wide).astype(float)
    return np.asarray(GLM(y, table, family=Poisson(), exposure=e).fit(tol=1e-12).params)


def by_glum(factors: dict[str, np.ndarray], y: np.ndarray, e: np.ndarray) -> np.ndarray:
    import pandas as pd  # noqa: PLC0415  only in make bench
    from glum import GeneralizedLinearRegressor  # noqa: PLC0415

    table = pd.DataFrame({name: pd.Categorical(codes) for name, codes in factors.items()})
    model = GeneralizedLinearRegressor(
        family="poisson", alpha=0, drop_first=True, gradient_tol=1e-11, max_iter=100
    )
    model.fit(table, y / e, sample_weight=e)
    return np.concatenate([[model.intercept_], model.coef_])


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sammenhaeng.config.settings")
    import django

    django.setup()
    main(float(sys.argv[1]))
