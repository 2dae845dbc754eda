"""Many households at once in one compiled pass, kept on disk; needs numba."""

import hashlib
import importlib.util
import itertools
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .columns import Column, Households
from .expressions import names_in
from .floats import HEAD, Floats, parameters
from .law import Formula
from .merging import merged
from .units import YES_NO
from .version import Version, on_number
from .writing import Writer

IS_HERE = importlib.util.find_spec("numba") is not None
LEAST_FOR_A_THREAD = 50_000  # households


@dataclass(frozen=True)
class Kernel:
    """A compiled pass: which columns it takes and which it gives."""

    takes: tuple[str, ...]
    gives: tuple[str, ...]
    run: Callable[..., None]


def calculate(
    version: Version, households: Households, wanted: Iterable[str], kept: Iterable[str] = ()
) -> dict[str, Column]:
    """As `columns.calculate`, in one pass; formulas named in `kept` are taken as columns."""
    names = tuple(sorted(set(wanted)))
    kernel = _kernel(*_source(version, names, frozenset(kept)))
    given = [households.columns[name] for name in kernel.takes]
    offsets = households.offsets
    law = version.law
    sizes = [
        int(offsets[-1]) if _is_person(version, name) and offsets is not None else households.size
        for name in kernel.gives
    ]
    results = [np.empty(size) for size in sizes]
    where = np.zeros(1, np.int64) if offsets is None else offsets
    fixed = (float(on_number(version)), parameters(version), where, households.widest)
    _in_threads(
        households.size, lambda first, last: kernel.run(first, last, *fixed, *given, *results)
    )
    found = dict(zip(kernel.gives, results, strict=True))
    return {name: _as_meant(version, name, column) for name, column in found.items() if law}


def _as_meant(version: Version, name: str, column: NDArray[np.float64]) -> Column:
    is_yes_no = name in version.law.checks or version.law.formulas[name].unit == YES_NO
    return column != 0 if is_yes_no and name not in version.tainted else column


def _is_person(version: Version, name: str) -> bool:
    formula = version.law.formulas.get(name)
    return formula is not None and formula.is_person


def _in_threads(size: int, run: Callable[[int, int], None]) -> None:
    threads = max(1, min(os.cpu_count() or 1, size // LEAST_FOR_A_THREAD))
    edges = [size * part // threads for part in range(threads + 1)]
    if threads == 1:
        run(0, size)
        return
    with ThreadPoolExecutor(threads) as pool:
        for done in [pool.submit(run, *ends) for ends in itertools.pairwise(edges)]:
            done.result()


def _needed(version: Version, wanted: Iterable[str], kept: frozenset[str]) -> set[str]:
    law, found, left = version.law, set[str](), list(wanted)
    while left:
        name = left.pop()
        if name in found:
            continue
        found.add(name)
        if name in law.checks:
            left += names_in(law.checks[name].when)
        elif name in version.texts and name not in kept:
            left += version.texts[name].asks
    return found


@lru_cache(maxsize=512)
def _source(
    version: Version, wanted: tuple[str, ...], kept: frozenset[str]
) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    law = version.law
    needed = _needed(version, wanted, kept)
    takes = tuple(name for name in (*law.inputs, *sorted(kept)) if name in needed)
    formulas = [f for f in version.order if f.name in needed - kept]
    spelling = Floats(version)
    writer = Writer(version, spelling, tracks_branches=False, depth=2)
    for formula in formulas:
        writer.formula(formula)
    for name in wanted:
        if name in law.checks:
            writer.put(f"v_{name} = 1.0 if {writer.write(law.checks[name].when)} else 0.0")
    columns = [*(f"in_{name}" for name in takes), *(f"out_{name}" for name in wanted)]
    arguments = ", ".join(["first, last, on, p, offsets, widest", *columns])
    lines = ["@njit(**_KEPT)", f"def kernel({arguments}):"]
    lines += [f"    p_{name} = p[{slot}]" for name, slot in spelling.written.items()]
    lines += _before(version, formulas, takes)
    lines += merged(writer.lines, 2)
    lines += [line for name in wanted for line in _hand_over(version, name, kept)]
    return HEAD + "\n".join(lines) + "\n", takes, wanted


def _before(version: Version, formulas: list[Formula], takes: tuple[str, ...]) -> Iterator[str]:
    persons = [formula.name for formula in formulas if formula.is_person]
    yield f"    room = np.empty(({max(1, len(persons))}, widest))"
    for at, name in enumerate(persons):
        yield f"    v_{name} = room[{at}]"
    yield "    for h in range(first, last):"
    if any(version.law.meanings[name].is_person for name in takes) or persons:
        yield "        o = offsets[h]"
        yield "        n = offsets[h + 1] - o"
    for name in takes:
        if name in version.law.formulas:
            if not version.law.formulas[name].is_person:
                yield f"        v_{name} = in_{name}[h]"
            else:
                yield f"        v_{name} = in_{name}[o:o + n]"
        elif not version.law.inputs[name].is_person:
            yield f"        x_{name} = in_{name}[h]"


def _hand_over(version: Version, name: str, kept: frozenset[str]) -> Iterator[str]:
    if _is_person(version, name):
        yield "        for i in range(n):"
        yield f"            out_{name}[o + i] = v_{name}[i]"
    else:
        yield f"        out_{name}[h] = v_{name}"


@lru_cache(maxsize=64)
def _kernel(source: str, takes: tuple[str, ...], gives: tuple[str, ...]) -> Kernel:
    """The compiled pass, from disk when it has been made before."""
    name = f"kernel_{hashlib.sha256(source.encode()).hexdigest()[:24]}"
    path = _shelf() / f"{name}.py"
    if not path.exists():
        with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False) as file:
            file.write(source)
        Path(file.name).replace(path)
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module  # what lies on disk names its module
    spec.loader.exec_module(module)
    return Kernel(takes, gives, module.kernel)


def _shelf() -> Path:
    """Where compiled passes are kept: the user's cache, or for this run when that is shut."""
    shelf = Path.home() / ".cache" / "sammenhaeng" / "kernels"
    try:
        shelf.mkdir(parents=True, exist_ok=True)
        if os.access(shelf, os.W_OK):
            return shelf
    except OSError:
        pass
    return _passing_shelf()


@lru_cache(maxsize=1)
def _passing_shelf() -> Path:
    return Path(tempfile.mkdtemp(prefix="sammenhaeng-kernels-"))
