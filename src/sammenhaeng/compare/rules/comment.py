"""A leader's public comment: what it may not hold. Pure."""

import re

LONGEST = 1500  # characters: it stands beside the figures, not instead of them
CPR = re.compile(r"(?<![0-9])[0-9]{6}[-– ]?[0-9]{4}(?![0-9])")


def holds_cpr(words: str) -> bool:
    """Whether something in the text looks like a CPR number."""
    return CPR.search(words) is not None
