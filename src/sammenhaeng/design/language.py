"""The language of the page that is being written."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils.translation import get_language

_WRITTEN_IN = ContextVar("_WRITTEN_IN", default="")


@contextmanager
def one_language() -> Iterator[None]:
    """Ask Django for the language once a page: it takes as long over it as over a sentence."""
    before = _WRITTEN_IN.set(get_language() or "da")
    try:
        yield
    finally:
        _WRITTEN_IN.reset(before)


def language() -> str:
    return _WRITTEN_IN.get() or get_language() or "da"
