"""The same invented households for both engines, as an Arrow file that either may map."""

from pathlib import Path

import numpy as np
import pyarrow as pa

SEED = 2026


def write(file: Path, households: int) -> None:
    """About 2.3 persons each; every number is one that float32 holds exactly."""
    rng = np.random.default_rng(SEED)
    sizes = rng.choice([1, 2, 3, 4, 5], households, p=[0.33, 0.33, 0.12, 0.15, 0.07])
    offsets = np.concatenate([[0], np.cumsum(sizes)])
    people = int(offsets[-1])
    rank = np.arange(people) - np.repeat(offsets[:-1], sizes)
    age = np.where(rank < 2, rng.integers(20, 95, people), rng.integers(0, 18, people))
    income = np.where(rank < 2, rng.integers(0, 500, people) * 1000, 0)
    area = rng.integers(25, 180, households)
    lists = pa.array(offsets.astype(np.int32))
    words = {
        name: pa.DictionaryArray.from_arrays(pa.array(np.zeros(households, np.int8)), ["alle"])
        for name in ("kommune", "family")
    }
    table = pa.table({
        **words,
        "rent": area * rng.integers(600, 1500, households).astype(float),
        "area": area.astype(float),
        "age": pa.ListArray.from_arrays(lists, pa.array(age.astype(float))),
        "income": pa.ListArray.from_arrays(lists, pa.array(income.astype(float))),
    })  # fmt: skip
    with pa.OSFile(str(file), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table)
