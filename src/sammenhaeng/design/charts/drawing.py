"""Altair specifications drawn to SVG on the server, without style, script or stray roles."""

import json
import re
from functools import lru_cache
from typing import Any

import altair as alt
import vl_convert
from markupsafe import Markup

from .chart import FONT
from .scales import Scale

VEGA_LITE = "6.1"
KEPT_DRAWINGS = 512
UNWANTED = re.compile(r' (role|aria-[a-z]+|class|pointer-events|opacity)="[^"]*"')
EMPTY = re.compile(
    r'<path d=""[^>]*/>|<path d="[^"]*"( display="none"| stroke="(#ddd|transparent)")?/>'
)


def specification(layers: list[alt.Chart], width: int, height: int) -> str:
    """The layers as one Vega-Lite specification, its keys in order."""
    chart = alt.layer(*layers).properties(
        width=width, height=height, padding=0, background="transparent",
        autosize=alt.AutoSizeParams(type="none"),
    ).configure_view(stroke="transparent").configure(font=FONT, aria=False)  # fmt: skip
    return json.dumps(chart.to_dict(), sort_keys=True, ensure_ascii=False)


@lru_cache(maxsize=KEPT_DRAWINGS)
def body(spec: str) -> Markup:
    """What stands inside the SVG; the same specification is drawn once in a process's life."""
    svg = vl_convert.vegalite_to_svg(spec, vl_version=VEGA_LITE)
    inner = UNWANTED.sub("", svg[svg.index(">") + 1 : svg.rindex("</svg>")])
    return Markup(EMPTY.sub("", inner))


def along(channel: type, field: str, scale: Scale) -> Any:
    """A channel (alt.X, alt.Y) whose numbers stand at the scale's pixels, without its own axis."""
    shown = alt.Scale(domain=[scale.low, scale.high], range=[scale.start, scale.end], nice=False)
    return channel(f"{field}:Q", axis=None, scale=shown)
