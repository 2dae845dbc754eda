"""The test database: a real PostgreSQL, rows guarded as in production, Solby's cast inside.

The cluster and the prepared template database are kept between runs; each run works in a clone.
"""

import os
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.test import override_settings
from django.utils import translation
from hypothesis import settings as hypothesis

from house import translations
from sammenhaeng.config import database, postgres, security

from . import databases, scenes

ROOT = databases.ROOT
CLUSTER = ROOT / "var" / "test-postgres"
translations.compile_all()
(ROOT / "var" / "static").mkdir(parents=True, exist_ok=True)
hypothesis.register_profile("house", deadline=None)  # a timing is a benchmark, never a test
hypothesis.load_profile("house")
settings.WHITENOISE_USE_FINDERS = False  # every client would look for all files again
STAGE = scenes.Stage()
AT = datetime(2026, 11, 18, 8, 0, tzinfo=UTC)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """A scene is cleared away before anything of a test without it is set up."""
    ended = yield
    if scenes.named(getattr(nextitem, "fixturenames", ())) != STAGE.name:
        STAGE.clear()
    return ended


@pytest.fixture(scope="session")
def cluster():
    return postgres.start(CLUSTER)


@pytest.fixture(scope="session")
def template(cluster, django_db_blocker) -> str:
    """A migrated database with Solby's cast, made once per state of the code."""

    def make(draft: str) -> None:
        postgres.ensure_database(cluster, draft)
        database.point_at(cluster, draft)
        with django_db_blocker.unblock():
            call_command("migrate", database="owner", verbosity=0)
            security.apply(connections["owner"])
            from sammenhaeng.world import solby  # noqa: PLC0415  models are not loaded earlier

            solby.build(at=AT)

    return databases.kept(cluster, "solby", databases.fingerprint(), make)


@pytest.fixture(scope="session")
def nation(cluster, template, django_db_setup, django_db_blocker) -> tuple[str, Path]:
    """A small nation told in a database and a lake, once per state of the code."""

    def make(draft: str) -> None:
        databases.clone(cluster, template, draft)
        lake = databases.empty_lake("nation")
        with databases.working_in(cluster, draft, django_db_blocker), override_settings(LAKE=lake):
            scenes.tell_nation(lake, at=AT)

    name = databases.kept(cluster, "nation", databases.fingerprint(), make)
    return name, databases.LAKES / "nation"


@pytest.fixture(scope="session")
def django_db_setup(cluster, template, django_db_blocker):
    """The clone this run works in; every test's writes are rolled back."""
    name = f"run_{os.getpid()}"
    databases.clone(cluster, template, name)
    database.point_at(cluster, name)
    yield
    with django_db_blocker.unblock():
        databases.drop(cluster, name)


@pytest.fixture
def committed(cluster, template, django_db_setup, django_db_blocker):
    """A clone of its own for a test that commits, races or serves; gives its name."""
    with databases.own_clone(cluster, template, django_db_blocker) as name:
        yield name


@pytest.fixture
def owner_connection(cluster, committed):
    """A raw connection of the role that owns the tables, to the committed clone."""
    with psycopg.connect(cluster.url("sammenhaeng_owner", committed), autocommit=True) as raw:
        yield raw


@pytest.fixture
def app_connection(cluster, committed):
    """A raw connection of the role the product runs as, to the committed clone."""
    with psycopg.connect(cluster.url("sammenhaeng_app", committed), autocommit=True) as raw:
        yield raw


@pytest.fixture(autouse=True)
def danish():
    """Every test begins in Danish, whatever page the one before it opened."""
    translation.activate("da")


@pytest.fixture
def at() -> datetime:
    """The instant at which the tests act: some minutes after the cast was built."""
    return AT.replace(minute=30)


@pytest.fixture
def solby(db):
    """The cast by name, read from the database."""
    from sammenhaeng.world import solby  # noqa: PLC0415

    return solby.cast()


@pytest.fixture(autouse=True)
def scene(request):
    """What the scene that a test names has told, told before the test's own transaction begins."""
    if not (name := scenes.named(request.fixturenames)):
        return None
    request.getfixturevalue("django_db_setup")
    return STAGE.show(name, request.getfixturevalue("django_db_blocker"))


@pytest.fixture
def story(scene, solby):
    """Anne's plan in force, told up to this moment."""
    return type(scene).objects.get(pk=scene.pk)


@pytest.fixture
def as_(solby, client):
    """Log the test client in as someone of the cast."""

    def log_in(name: str):
        from django.test import Client  # noqa: PLC0415

        browser = Client()
        browser.post("/log-paa/som/", {"id": solby.seats[name].pk})
        return browser

    return log_in
