"""Who a place is compared with, and why: what they are alike in, and how firm the choice is."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from django.utils.translation import gettext

from sammenhaeng.absence import queries as absence
from sammenhaeng.compare.models import Measurement, Standing
from sammenhaeng.compare.rules import likeness, words
from sammenhaeng.compare.rules.likeness import PEERS
from sammenhaeng.design.charts.chart import Table
from sammenhaeng.design.words import number
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.organisation.models import Unit
from sammenhaeng.statistics.disclosure import HIDDEN, Disclosed

from . import places
from .places import Place, Wanted

KEPT = 16  # kinds of a measurement whose variables a process remembers
FIRM = 0.7  # of the peers stay: our own bound for saying that the choice is firm
LOGGED = ("size", "population")


@dataclass(frozen=True)
class Group:
    """The places one is compared with."""

    place: Place
    differences: Table
    mutual: int  # of the peers, who have the place among theirs
    count: int
    kept: float  # of the peers, how many stay when the variables are drawn anew


def page(unit: Unit, wanted: Wanted) -> dict[str, Any]:
    """What the template shows; without figures why there are none."""
    try:
        at = places.place(unit, wanted)
    except Refused as refused:
        return {"at": None, "why": gettext(refused.sentence)}
    if not at.now.is_shown or not at.peers:
        return {"at": None, "why": gettext("Der er for få at sammenligne med.")}
    found = group(at)
    return {
        "at": at, "count": found.count, "said": said(found), "members": table(at),
        "differences": differences(at), "kind": places.kind_name(at).lower(),
        "firm": found.kept >= FIRM,
    }  # fmt: skip


def group(at: Place) -> Group:
    rows = [one.row for one in at.peers]
    back = sum(at.now.key in row.peers[:PEERS] for row in rows)
    return Group(at, differences(at), back, len(rows), _kept(at))


def differences(at: Place) -> Table:
    """Each variable: the place's own, the middle half of its peers, and what that is in words."""
    own = np.array(at.now.row.likeness)
    peers = np.array([one.row.likeness for one in at.peers]).reshape(len(at.peers), own.size)
    rows = [
        (name_of(code), *_compared(at.now.rate, code, value, column))
        for code, value, column in sorted(
            zip(at.measurement.likeness, own, peers.T, strict=True), key=_order
        )
        if ":" not in code or value or column.any()
    ]
    columns = (gettext("Forhold"), gettext("Jeres sted"), gettext("De andre"),
               gettext("I ord"))  # fmt: skip
    return Table(gettext("Det vælger vi steder efter"), columns, tuple(rows), numeric=(1, 2))


def _order(one: tuple[str, float, np.ndarray]) -> tuple[int, float, int]:
    """Ages from the youngest, jobs from the most usual at the place, after what is not a share."""
    kind, _, place = one[0].partition(":")
    kinds = list(words.LIKENESS)
    if kind == "age_band":
        return kinds.index(kind), 0, int(place)
    return kinds.index(kind), -one[1] if place else 0, 0


def _compared(cell: Disclosed, code: str, own: float, peers: np.ndarray) -> tuple[str, str, str]:
    if cell.is_hidden or not peers.size:
        return HIDDEN, HIDDEN, HIDDEN
    low, high = np.percentile(peers, (25, 75))
    side = int(own > high) - int(own < low)
    ends = f"{_number(code, low)}–{_said(code, high)}"
    return _said(code, own), ends, gettext(words.BESIDE[side])


def name_of(code: str) -> str:
    kind, _, place = code.partition(":")
    name = gettext(words.LIKENESS[kind][0])
    if not place:
        return name
    return name.format(name=gettext(absence.names_of(kind)[int(place)]).lower())


def _number(code: str, value: float) -> str:
    if code in LOGGED:
        return number(round(float(np.exp(value))))
    return number(100 * value)


def _said(code: str, value: float) -> str:
    unit = gettext(words.LIKENESS[code.partition(":")[0]][1])
    return f"{_number(code, value)} {unit}".rstrip()


def _kept(at: Place) -> float:
    keys, values = _variables(at.measurement.pk, at.now.kind)
    weights = np.array(Measurement.objects.get(pk=at.measurement.pk).weights)
    place = int(np.flatnonzero(keys == at.now.key)[0])
    return likeness.kept(values, place, weights)


@lru_cache(maxsize=KEPT)
def _variables(measurement_id: int, kind: str) -> tuple[np.ndarray, np.ndarray]:
    """Keys and variables of every place of a kind."""
    rows = Standing.objects.filter(measurement=measurement_id, kind=kind, unit__isnull=False)
    known = list(rows.order_by("unit_id").values_list("unit_id", "likeness"))
    return np.array([key for key, _ in known]), np.array([values for _, values in known])


def said(one: Group) -> list[str]:
    """How mutual and how firm the choice is, in sentences."""
    mutual = gettext("{mutual} af de {count} steder har også jer blandt deres {peers}.")
    firm = gettext(
        "Når vi trækker forholdene på ny mange gange, er i gennemsnit {kept} af {count} steder de "
        "samme."
    )
    return [
        mutual.format(mutual=one.mutual, count=one.count, peers=PEERS),
        firm.format(kept=round(one.kept * one.count), count=one.count),
    ]


def table(at: Place) -> Table:
    """The members: never in the order of their figures."""
    rows = tuple((one.label, one.full_time) for one in at.peers)
    columns = (gettext("Sted"), gettext("Fuldtidsansatte"))
    return Table(gettext("Sammenlignelige steder"), columns, rows, (1,), decimals=(0, 0))
