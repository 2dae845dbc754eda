"""Persons, units and texts: each distinct one is looked at once, when all of them are known."""

from collections.abc import Callable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sammenhaeng.kernel.deliveries import MISSING, Column
from sammenhaeng.kernel.numbers import CPR_PATTERN, Cpr
from sammenhaeng.kernel.refusal import Refused

from . import pseudonyms
from .content import Deliverer, Tried, Units
from .gathering import places_of

LONGEST_TEXT, LONGEST_NUMBER = 1000, 64
SUSPECT = r"(^|[^0-9])[0-9]{6}[- ]?[0-9]{4}([^0-9]|$)"


def understand(done: Tried, column: Column, parts: list[pa.Array], of: Deliverer) -> None:
    """Make one column of the parts' distinct cells, and count what is wrong with them."""
    words = pa.array([], pa.string())
    places = np.empty(0, np.int32)
    if parts:
        one = pa.chunked_array(parts)
        one = one.dictionary_encode() if column.kind == "person" else one.unify_dictionaries()
        words = pc.utf8_trim_whitespace(one.chunk(0).dictionary)
        places = np.concatenate([places_of(part) for part in one.chunks])
    done.content.values[column.name] = _without_empty(words, places)
    if column.required:
        rows = done.content.rows
        done.add(column.name, "required", rows[done.content.values[column.name][rows] < 0])
    if column.kind == "person":
        _persons(done, column, words, of.authority_id)
    elif column.kind == "unit":
        _units(done, column, words, of.units)
    else:
        _texts(done, column, words)


def _without_empty(words: pa.Array, places: np.ndarray) -> np.ndarray:
    """The places, -1 where nothing but spaces stands."""
    is_empty = np.append(np.asarray(pc.equal(pc.utf8_length(words), 0)), False)
    return np.where(is_empty[places], np.int32(-1), places) if is_empty.any() else places


def _bad(
    done: Tried,
    column: Column,
    reason: str,
    is_bad: np.ndarray,
    found: Callable[[int], str] = lambda _: "",
) -> None:
    """Count the rows whose distinct cell is bad; `found` tells a distinct cell."""
    if is_bad.any():
        places = done.content.values[column.name]
        rows = np.flatnonzero(np.append(is_bad, False)[places])
        done.add(column.name, reason, rows, lambda n: found(int(places[rows[n]])))


def _persons(done: Tried, column: Column, words: pa.Array, authority_id: int) -> None:
    is_long = pc.greater(pc.utf8_length(words), LONGEST_NUMBER)
    _bad(done, column, "long", np.asarray(is_long))
    plain = pseudonyms.keyed(words, authority_id)
    numbers = plain.unique()
    keyed = pseudonyms.pseudonyms(numbers.to_pylist())
    if pseudonyms.collide(keyed):
        done.faults.whole(column.name, "same_pseudonym")
    done.content.distinct[column.name] = keyed[np.asarray(pc.index_in(plain, value_set=numbers))]


def _units(done: Tried, column: Column, words: pa.Array, units: Units) -> None:
    keys = words.to_pylist()
    answers = units([key for key in keys if key])
    told = [answers.get(key, (MISSING, "")) for key in keys]
    done.content.distinct[column.name] = np.array([pk for pk, _ in told], np.int32)
    for reason in ("unit_unknown", "unit_other"):
        is_bad = np.array([why == reason for _, why in told], bool)
        _bad(done, column, reason, is_bad, keys.__getitem__)


def _texts(done: Tried, column: Column, words: pa.Array) -> None:
    suspects = np.array(pc.match_substring_regex(words, SUSPECT))
    for n in np.flatnonzero(suspects):
        suspects[n] = any(map(is_cpr, CPR_PATTERN.findall(words[int(n)].as_py())))
    _bad(done, column, "cpr", suspects, lambda n: words[n].as_py())
    _bad(done, column, "long", np.asarray(pc.greater(pc.utf8_length(words), LONGEST_TEXT)))
    _bad(done, column, "control", np.asarray(pc.match_substring_regex(words, "[\x00-\x1f\x7f]")))
    done.content.texts[column.name] = words


def is_cpr(text: str) -> bool:
    """Whether ten digits can be a CPR number: they begin with a date."""
    try:
        Cpr.parse(text)
    except Refused:
        return False
    return True
