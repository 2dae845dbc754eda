"""Icons of DKFDS: a page carries only the symbols it uses."""

import re
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "static" / "design" / "img" / "svg-icons"
USED = re.compile(r'<use href="#([a-z0-9-]+)">')


@cache
def symbol(name: str) -> str:
    """One icon as an SVG symbol."""
    text = (FOLDER / f"{name}.svg").read_text()
    box = re.search(r'viewBox="([^"]+)"', text)
    inner = re.search(r"<svg[^>]*>(.*)</svg>", text, re.DOTALL)
    if box is None or inner is None:
        raise ValueError(f"{name}.svg is not an icon.")
    return f'<symbol id="{name}" viewBox="{box[1]}">{inner[1].strip()}</symbol>'


def sprite(html: str) -> str:
    """The symbols that a page's `<use>` elements name."""
    return "".join(symbol(name) for name in sorted(set(USED.findall(html))))
