"""The 98 kommuner on paper: projected once, Bornholm and the capital in boxes of their own."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from math import cos, radians
from pathlib import Path

SOURCE = Path(__file__).parents[1] / "data" / "kommuner.geojson"
WIDTH, HEIGHT = 1024, 1228  # units of the whole sheet: about 290 m each
MIDDLE, WEST, NORTH = 10.5, -153.0, 57.76  # degrees; km west of the middle; degrees
PER_KM, KM_A_DEGREE = 3.43, 111.2
SMALLEST = 8  # square units: islands below are left out
BORNHOLM = "0400"
CAPITAL = (
    "0101", "0147", "0151", "0153", "0155", "0157", "0159", "0161", "0163", "0165", "0167", "0173",
    "0175", "0183", "0185", "0187",
)  # fmt: skip
LARGER = 2.5  # times the capital is drawn in its box
Point = tuple[int, int]
Ring = list[tuple[float, float]]


@dataclass(frozen=True)
class Frame:
    """A box in the sheet where some kommuner stand apart from the map."""

    x: int
    y: int
    x2: int
    y2: int


BORNHOLM_FRAME, CAPITAL_FRAME = Frame(870, 4, 1020, 150), Frame(690, 210, 1020, 480)


@dataclass(frozen=True)
class Outline:
    """A kommune's border as an SVG path, and a point inside its largest part."""

    path: str
    middle: Point


@dataclass(frozen=True)
class Atlas:
    """Outlines by the kommune's code: on the map, and larger in the capital's box."""

    outlines: dict[str, Outline]
    capital: dict[str, Outline]


@cache
def atlas() -> Atlas:
    """Equal areas: sinusoidal round 10.5 degrees east."""
    features = json.loads(SOURCE.read_text("utf-8"))["features"]
    flat = {
        feature["properties"]["code"]: [_flat(ring) for ring in _rings(**feature["geometry"])]
        for feature in features
    }
    moved = _into(BORNHOLM_FRAME, {BORNHOLM: flat[BORNHOLM]}, 1)
    large = _into(CAPITAL_FRAME, {code: flat[code] for code in CAPITAL}, LARGER)
    return Atlas(
        {code: _outline(parts) for code, parts in {**flat, **moved}.items()},
        {code: _outline(parts) for code, parts in large.items()},
    )


def _rings(type: str, coordinates: list) -> list[list[list[float]]]:
    """The rings of a GeoJSON polygon, or of several."""
    parts = coordinates if type == "MultiPolygon" else [coordinates]
    return [ring for part in parts for ring in part]


def _flat(ring: list[list[float]]) -> Ring:
    return [
        (
            ((lon - MIDDLE) * cos(radians(lat)) * KM_A_DEGREE - WEST) * PER_KM,
            (NORTH - lat) * KM_A_DEGREE * PER_KM,
        )
        for lon, lat in ring
    ]


def _into(frame: Frame, areas: dict[str, list[Ring]], times: float) -> dict[str, list[Ring]]:
    """The areas so many times larger, in the middle of the frame."""
    points = [point for parts in areas.values() for ring in parts for point in ring]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    left = (frame.x + frame.x2 - times * (min(xs) + max(xs))) / 2
    top = (frame.y + frame.y2 - times * (min(ys) + max(ys))) / 2
    return {
        code: [[(left + times * x, top + times * y) for x, y in ring] for ring in parts]
        for code, parts in areas.items()
    }


def _outline(parts: list[Ring]) -> Outline:
    """Whole units: neighbours share their points, so their borders stay together."""
    whole = sorted((_whole(ring) for ring in parts), key=_area, reverse=True)
    kept = [whole[0], *(ring for ring in whole[1:] if _area(ring) >= SMALLEST)]
    largest = kept[0]
    middle = (
        round(sum(x for x, _ in largest) / len(largest)),
        round(sum(y for _, y in largest) / len(largest)),
    )
    return Outline("".join("".join(_written(ring)) for ring in kept), middle)


def _whole(ring: Ring) -> list[Point]:
    points: list[Point] = []
    for x, y in ring:
        point = (round(x), round(y))
        if not points or point != points[-1]:
            points.append(point)
    return points


def _area(ring: list[Point]) -> float:
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def _written(ring: list[Point]) -> Iterator[str]:
    """Steps from point to point, as short as SVG allows."""
    (x, y), *rest = ring
    yield f"M{x} {y}l"
    for i, (following_x, following_y) in enumerate(rest):
        dx, dy = following_x - x, following_y - y
        yield f"{' ' if i and dx >= 0 else ''}{dx}{' ' if dy >= 0 else ''}{dy}"
        x, y = following_x, following_y
    yield "z"
