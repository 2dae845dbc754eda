"""The disclosure audit at national size against a pair of linear programmes for each cell."""

from time import perf_counter

import numpy as np

from sammenhaeng.statistics.disclosure import Passed, release

from . import goals
from .answers import naive, nation

INSTITUTIONS = 20_000
EVERY = 10  # of the parts that hang together, by size: asked by programmes, then counted up
AT_LEAST = 200  # times faster
BEST_OF = 5
GATE_WITHIN = 3.0  # seconds


def measure() -> list[str]:
    """Times the graph audit, the programmes and the whole gate; what is too slow or wrong."""
    table = nation(INSTITUTIONS)
    attacked = naive(table)
    cells = int(attacked.hidden.sum())
    graph, exposed = min((_timed(attacked.exposed) for _ in range(BEST_OF)), key=lambda one: one[0])
    asked = _every(attacked)
    nothing = np.zeros(0, np.int64)
    pairs, found = _timed(lambda: attacked.intervals(asked, nothing))
    each = pairs / len(asked)
    times = each * cells / graph
    print(f"hidden cells of {INSTITUTIONS} institutions x 5: {cells}, {exposed.sum()} given away")
    print(f"graph audit {graph:.3f} s; a pair of programmes {1000 * each:.2f} ms a cell, "
          f"{each * cells:.0f} s for all "
          f"(timed on {len(asked)}); {times:.0f} x")  # fmt: skip
    gate, passed = _timed(lambda: release(table))
    print(f"the whole gate (hiding, audit, one alone in a cell) {gate:.2f} s")
    told = [one.width < 1e-6 for one in found]
    same = told == exposed.ravel()[asked].tolist()
    return [
        *([] if same else ["the graph and the programmes do not agree"]),
        *goals.at_least("the audit beside a pair of programmes", times, AT_LEAST, "x"),
        *([] if isinstance(passed, Passed) else ["the gate refused its own pattern"]),
        *goals.at_most("the gate", gate, GATE_WITHIN, "s"),
    ]


def _timed(call):
    start = perf_counter()
    answer = call()
    return perf_counter() - start, answer


def _every(attacked) -> list[int]:
    """All cells of every tenth part, one part after the other."""
    places, component = attacked.components()
    parts, sizes = np.unique(component[places], return_counts=True)
    chosen = parts[np.argsort(sizes, kind="stable")][EVERY // 2 :: EVERY]
    return [place for part in chosen for place in places[component[places] == part].tolist()]
