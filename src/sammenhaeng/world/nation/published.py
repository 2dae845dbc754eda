"""The published figures that the nation is calibrated to, by name."""

from sammenhaeng.compare.queries.published import figures, measures

__all__ = ["figures", "measures", "targets"]


def targets() -> dict[str, float]:
    return {one.target: one.value for one in figures() if one.target and one.value is not None}
