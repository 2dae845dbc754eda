"""Solby with its benefits office: Bent's automatic decision, and Anne's case that waits."""

import pytest

from tests.scenes import ON


@pytest.fixture
def benefits(solby, at):
    from sammenhaeng.world import benefits  # noqa: PLC0415  models are not loaded earlier

    return benefits.settle(solby, ON, at=at)
