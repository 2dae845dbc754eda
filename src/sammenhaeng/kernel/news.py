"""Upward news: a lower room announces, and the table in config/reactions.py listens."""

from collections.abc import Callable, Mapping, Sequence

Listener = Callable[..., object]
_listeners: dict[type, Sequence[Listener]] = {}


def listen(reactions: Mapping[type, Sequence[Listener]]) -> None:
    """Replace all listeners by this table."""
    _listeners.clear()
    _listeners.update(reactions)


def announce(news: object) -> None:
    """Tell every listener, in the same transaction as the verb that announces."""
    for listener in _listeners.get(type(news), ()):
        listener(news)
