"""Tests that work in the small nation, and are rolled back there."""

import os
import shutil

import pytest

from sammenhaeng.config import database
from tests import databases


def forget() -> None:
    """Another database has other measurements under the same ids."""
    from sammenhaeng.compare.queries import figures  # noqa: PLC0415  no models earlier

    figures.crowd.cache_clear()


@pytest.fixture(scope="session")
def denmark(cluster, nation, django_db_blocker, tmp_path_factory):
    """The database and the lake that the nation of this process is in."""
    name, folder = f"denmark_{os.getpid()}", tmp_path_factory.mktemp("denmark") / "lake"
    databases.clone(cluster, nation[0], name)
    shutil.copytree(nation[1], folder)
    yield name, folder
    with django_db_blocker.unblock():
        databases.drop(cluster, name)


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
