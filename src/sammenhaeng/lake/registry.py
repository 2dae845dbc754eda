"""The schemas that rooms above hand in at start-up, by the kind of delivery."""

from collections.abc import Iterable

from sammenhaeng.kernel.deliveries import Schema

_SCHEMAS: dict[str, Schema] = {}


def open_for(schemas: Iterable[Schema]) -> None:
    """Deliveries of these kinds may be taken in, and of no others."""
    _SCHEMAS.clear()
    _SCHEMAS.update({one.kind: one for one in schemas})


def schemas() -> dict[str, Schema]:
    return dict(_SCHEMAS)
