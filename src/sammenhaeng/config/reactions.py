"""Which news from below makes which room above act: every back arrow, on one screen."""

from collections.abc import Callable, Mapping, Sequence

REACTIONS: Mapping[type, Sequence[Callable[..., object]]] = {}
