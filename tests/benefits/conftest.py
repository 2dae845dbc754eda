"""Solby with its benefits office: Bent's automatic decision, and Anne's case that waits."""

from datetime import date

import pytest

ON = date(2026, 11, 18)  # whose law is applied, whatever the clock says


@pytest.fixture
def benefits(solby, at):
    from sammenhaeng.world import benefits  # noqa: PLC0415  models are not loaded earlier

    return benefits.settle(solby, ON, at=at)
