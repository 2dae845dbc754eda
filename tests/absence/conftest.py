"""Solby with its HR, a sick employee, a target, a travelling team and a pool."""

import pytest


@pytest.fixture
def personnel(solby, at):
    from sammenhaeng.world import personnel  # noqa: PLC0415  models are not loaded earlier

    return personnel.settle(solby, at=at)
