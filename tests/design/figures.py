"""Numbers and figures for the tests of charts: with decimals, hidden ones, a whole nation."""

from math import sqrt
from random import Random
from xml.etree import ElementTree

import numpy as np

from sammenhaeng.design.charts.chart import Headline, Measure
from sammenhaeng.design.charts.crowd import CLAIMS, counted
from sammenhaeng.design.charts.ground import Ground, Limits, Place
from sammenhaeng.statistics.disclosure import Disclosed

SVG = "{http://www.w3.org/2000/svg}"
DAYS = Measure("Sygedage pr. fuldtidsansat", "dage", 1)
STAFF = Measure("Fuldtidsansatte", "fuldtidsansatte")
HEADLINE = Headline(
    "Jeres fravær er højere end forventet", "Hvert punkt er et sted.", "Kilde: 2026."
)


def shown(value: float | None) -> Disclosed:
    """A number as the gate would let it out; None is hidden."""
    one = object.__new__(Disclosed)
    one._value = value
    return one


def limits(top: int) -> Limits:
    sizes = tuple(range(3, top + 1))

    def line(z: float) -> tuple[float, ...]:
        return tuple(max(0.0, 14.1 + z * sqrt(24**2 / n + 1.5**2)) for n in sizes)

    return Limits(sizes, line(-1.96), line(1.96), line(-3.09), line(3.09))


def ground(count: int, *more: Place) -> Ground:
    """So many places as chance makes them, and some of the test's own."""
    draw, places = Random(3), []
    for i in range(count):
        size = draw.randint(5, 150)
        error = sqrt(24**2 / size + 1.5**2)
        z = draw.gauss(0, 1)
        claim = "as_expected" if abs(z) < 1.96 else "higher" if z > 0 else "lower"
        claim = f"clearly_{claim}" if abs(z) > 3.09 else claim
        value = max(0.1, 14.1 + z * error)
        places.append(Place(f"p{i}", f"Sted {i}", shown(size), shown(value), claim))
    return Ground((*places, *more), shown(14.1), limits(160), STAFF, DAYS)


def crowded(count: int, *named: Place) -> Ground:
    """The same places as a crowd, of whom those named have a row."""
    every = ground(count, *named).places
    sizes, values = (
        np.array([getattr(place, name).value for place in every]) for name in ("size", "value")
    )
    claims = np.array([CLAIMS.index(place.claim) for place in every])
    crowd = counted(sizes, values, claims, 14.1)
    return Ground(named, shown(14.1), limits(160), STAFF, DAYS, crowd)


def parsed(svg) -> ElementTree.Element:
    text = str(svg).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return ElementTree.fromstring(text)


def words(svg) -> list[str]:
    return ["".join(one.itertext()) for one in parsed(svg).iter() if one.tag.endswith("text")]


def description(chart) -> str:
    return parsed(chart.wide)[1].text


def painted(svg, **attributes: str) -> list[ElementTree.Element]:
    """Every element that has all the attributes; an underscore stands for a hyphen."""
    wanted = {name.replace("_", "-"): value for name, value in attributes.items()}
    return [
        one for one in parsed(svg).iter()
        if all(one.get(name) == value for name, value in wanted.items())
    ]  # fmt: skip
