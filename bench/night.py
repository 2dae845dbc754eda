"""One year of the whole country in a process of its own: python -m bench.night SHARE."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np

from . import goals, stage
from .reduced.answering import peak

YEAR, INDICATOR = 2025, "absence"
WITHIN, MOST_MEMORY = 10.0, 1.5e9  # seconds, bytes
T = TypeVar("T")
PROBE, LEAST = 2**24, 0.5  # numbers read to see how fast memory is; counted where nothing was


def measure(share: float) -> list[str]:
    """The night of the nation that the database holds; gives what was too slow or too large."""
    command = [sys.executable, "-m", "bench.night", str(share)]
    done = subprocess.run(command, cwd=stage.ROOT, check=False, capture_output=True, text=True)
    print(done.stdout, end="")
    return goals.child("the night", done)


class Night:
    """What each part took, and the bytes it cannot do without reading."""

    def __init__(self) -> None:
        self.wall = self.processor = self.least = 0.0
        self.speed = bandwidth()

    def part(self, name: str, work: Callable[[], T], needs: Callable[[T], int]) -> T:
        """Do one part and print its line; `needs` tells the bytes when it is done."""
        begun, worked = time.perf_counter(), sum(os.times()[:2])
        told = work()
        wall, worked = time.perf_counter() - begun, sum(os.times()[:2]) - worked
        least = needs(told) / self.speed
        self.wall, self.processor = self.wall + wall, self.processor + worked
        self.least += least
        print(f"{name:<32}{wall:7.2f} s{worked:8.2f} s{peak() / 1e9:8.2f} GB{least * 1000:9.1f} ms",
              flush=True)  # fmt: skip
        return told


def bandwidth() -> float:
    """Bytes a second that one core reads."""
    source = np.ones(PROBE)
    begun = time.perf_counter()
    source.max()
    return source.nbytes / (time.perf_counter() - begun)


def size(*arrays: np.ndarray) -> int:
    return sum(one.nbytes for one in arrays)


def run() -> Night:
    """Everybody's year, the parts of the reckoning, all of it, and the gate with its audit."""
    from sammenhaeng.compare.queries import people as sources  # noqa: PLC0415  settings come first
    from sammenhaeng.compare.rules import figures, indicators, likeness, tables  # noqa: PLC0415
    from sammenhaeng.statistics.disclosure import Passed, release  # noqa: PLC0415

    night, one, period = Night(), indicators.named(INDICATOR), sources.year(YEAR)
    print(f"{'':32}{'wall':>9}{'processor':>10}{'memory':>11}{'memory alone':>14}")
    folk = night.part("dagsværk of everybody", lambda: sources.of("absence", period),
                      lambda _: delivered(sources, period))  # fmt: skip
    tree = night.part("the tree of units", lambda: sources.tree(folk), lambda t: size(t.keys))
    needed = size(folk.unit, folk.full_time, folk.counts[one.counts], *folk.factors.values())
    steps(night, one, folk, tree.leaves_of(folk.unit))
    done = night.part("judged, every node and kind", lambda: figures.figures(one, folk, tree),
                      lambda _: needed)  # fmt: skip
    night.part(
        "peers", lambda: likeness.likeness(folk, tree, done, sources.populations()),
        lambda found: size(found.values),
    )  # fmt: skip
    table = tables.table(one, folk, tree, str(YEAR))
    gate = night.part("disclosure and its audit", lambda: release(table),
                      lambda _: size(table.cells, table.people))  # fmt: skip
    if not isinstance(gate, Passed):
        sys.exit(f"the gate refused: {gate}")
    return night


def steps(night: Night, one: Any, folk: Any, leaf: np.ndarray) -> None:
    """Each method alone, on the lowest units; what is judged afterwards does them all again."""
    from sammenhaeng.statistics import (  # noqa: PLC0415  settings come first
        adjustment,
        cells,
        clumping,
        funnel,
        multiplicity,
        shrinkage,
    )

    y, e = folk.counts[one.counts] / one.one, folk.full_time
    factors = {name: folk.factors[name] for name in one.adjusts}
    mix = night.part("covariate cells", lambda: cells.collapse(factors, y, e),
                     lambda _: size(y, e, *factors.values()))  # fmt: skip
    told = night.part("adjustment, step by step",
                      lambda: adjustment.steps(mix, cells.by_unit(mix, leaf, y, e)),
                      lambda _: size(y, e, leaf, mix.of))  # fmt: skip
    mean = e * adjustment.fit(mix).rates[mix.of]
    known = mean > 0
    clumped = night.part("clumping", lambda: clumping.estimated(y[known], mean[known]),
                         lambda _: size(y, mean))  # fmt: skip
    seen = told.expected[-1] > 0
    o, h = told.observed[seen], told.expected[-1][seen]
    v = np.bincount(leaf, clumped.variance(mean))[seen]
    drawn = night.part("funnel", lambda: funnel.funnel(o, h, variance=v), lambda _: size(o, h, v))
    night.part("limits of every unit", lambda: drawn.limits, lambda _: size(h, v))
    value = np.log(np.maximum(o, LEAST) / h)
    night.part("shrinkage", lambda: shrinkage.normal(value, v / h**2, tau2=drawn.tau2),
               lambda _: size(value, v))  # fmt: skip
    night.part("false discovery", lambda: multiplicity.q_values(multiplicity.two_sided(drawn.z)),
               lambda _: size(drawn.z))  # fmt: skip


def delivered(sources: Any, period: Any) -> int:
    """The bytes of the deliveries' columns, unpacked."""
    from sammenhaeng.absence.queries import delivered as asked  # noqa: PLC0415

    told = asked.reckoning(period)
    spells, held = told.spells.count(), told.employments.count()
    return int(spells.to_pyarrow().as_py() * 26 + held.to_pyarrow().as_py() * 36)


def missed(night: Night, share: float) -> list[str]:
    """What misses the goal, which is one of the whole country."""
    if share > 1:
        return []
    return [
        *goals.at_most("the night", night.wall, WITHIN, "s"),
        *goals.at_most("the night's memory", peak() / 1e9, MOST_MEMORY / 1e9, "GB"),
    ]


def main(share: float) -> None:
    night = run()
    print(
        f"{'the night':<32}{night.wall:7.2f} s{night.processor:8.2f} s{peak() / 1e9:8.2f} GB"
        f"{night.least * 1000:9.1f} ms  goal: {WITHIN:.0f} s, {MOST_MEMORY / 1e9:.1f} GB; "
        f"one core reads {night.speed / 1e9:.1f} GB/s; load {os.getloadavg()[0]:.1f}"
    )
    goals.leave(missed(night, share))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sammenhaeng.config.settings")
    import django

    django.setup()
    main(float(sys.argv[1]))
