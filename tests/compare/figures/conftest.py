"""A small nation with two years of absence delivered, reckoned and published, made once a run."""

import os

import pytest
from django.db import connections
from django.test import override_settings

from sammenhaeng.config import database
from tests.conftest import AT, _clone, _drop

SHARE, YEARS = 0.005, range(2024, 2026)


def forget() -> None:
    """Another database has other measurements under the same ids."""
    from sammenhaeng.compare.queries import figures  # noqa: PLC0415

    figures.crowd.cache_clear()


@pytest.fixture(scope="session")
def denmark(cluster, template, django_db_setup, django_db_blocker, tmp_path_factory):
    """The database and the lake that the nation of this run is in."""
    name, folder = f"nation_{os.getpid()}", tmp_path_factory.mktemp("lake")
    _clone(cluster, template, name)
    database.point_at(cluster, name)
    with django_db_blocker.unblock(), override_settings(LAKE=str(folder)):
        tell(folder)
        connections.close_all()
    database.point_at(cluster, f"run_{os.getpid()}")
    yield name, folder
    with django_db_blocker.unblock():
        _drop(cluster, name)


def tell(folder) -> None:
    """Two published years; then Solby's absence of 2025 comes, and that year is reckoned again."""
    from sammenhaeng.absence.rules.deliveries import SPELLS  # noqa: PLC0415  no models earlier
    from sammenhaeng.access import queries as access  # noqa: PLC0415
    from sammenhaeng.compare.operations import figures  # noqa: PLC0415
    from sammenhaeng.lake import operations as lake  # noqa: PLC0415
    from sammenhaeng.world import results, solby  # noqa: PLC0415
    from sammenhaeng.world.nation import examples  # noqa: PLC0415

    cast = solby.cast()
    results.tell(cast, results.Part(SHARE, YEARS), at=AT)
    _, spells = examples.write(folder)
    told = {"source": "Vagtplan", "period": YEARS[-1], "at": AT}
    assert not lake.deliver(spells, SPELLS, by=cast.eva, **told).is_refused
    figures.reckon("absence", YEARS[-1], by=access.machine(), at=AT.replace(minute=10))


@pytest.fixture
def at_nation(cluster, denmark, settings):
    name, folder = denmark
    settings.LAKE = str(folder)
    database.point_at(cluster, name)
    forget()
    yield
    forget()
    database.point_at(cluster, f"run_{os.getpid()}")


@pytest.fixture
def db(at_nation, db):
    """Every test here works in the nation, and is rolled back there."""
