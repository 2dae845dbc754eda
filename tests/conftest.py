"""The test database: a real PostgreSQL, rows guarded as in production, Solby's cast inside.

The cluster and the prepared template database are kept between runs; each run works in a clone.
"""

import hashlib
import os
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.utils import translation
from hypothesis import settings as hypothesis

from house import translations
from sammenhaeng.config import database, postgres, security

from . import scenes

ROOT = Path(__file__).parents[1]
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


def fingerprint() -> str:
    """Changes whenever the tables, the grants, the verbs or the cast change."""
    source = ROOT / "src" / "sammenhaeng"
    digest = hashlib.sha256()
    street = {"pages", "api", "schemas"}
    for path in sorted([*source.rglob("*.py"), *source.rglob("*.toml")]):
        if not street & {*path.parts, path.stem} and path.stem != "cli":
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


@pytest.fixture(scope="session")
def cluster():
    return postgres.start(CLUSTER)


def superuser(cluster):
    return psycopg.connect(cluster.superuser_dsn(), autocommit=True)


@pytest.fixture(scope="session")
def template(cluster, django_db_blocker) -> str:
    """A migrated database with Solby's cast, made once per state of the code."""
    name = f"solby_{fingerprint()}"
    with superuser(cluster) as connection:
        connection.execute("select pg_advisory_lock(4711)")
        made = connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone()
        if not made:
            _prepare(cluster, connection, name, django_db_blocker)
    return name


def _prepare(cluster, connection, name: str, blocker) -> None:
    old = connection.execute("select datname from pg_database where datname like 'solby%'")
    for (stale,) in old.fetchall():
        connection.execute(f'drop database "{stale}" with (force)')
    draft = f"{name}_draft"
    postgres.ensure_database(cluster, draft)
    database.point_at(cluster, draft)
    with blocker.unblock():
        call_command("migrate", database="owner", verbosity=0)
        security.apply(connections["owner"])
        from sammenhaeng.world import solby  # noqa: PLC0415  models are not loaded earlier

        solby.build(at=AT)
    connections.close_all()
    connection.execute(f'alter database "{draft}" rename to "{name}"')


def _clone(cluster, template: str, name: str) -> None:
    with superuser(cluster) as connection:
        connection.execute(f'drop database if exists "{name}" with (force)')
        connection.execute(f'create database "{name}" template "{template}"')


def _drop(cluster, name: str) -> None:
    connections.close_all()
    with superuser(cluster) as connection:
        connection.execute(f'drop database if exists "{name}" with (force)')


@pytest.fixture(scope="session")
def django_db_setup(cluster, template, django_db_blocker):
    """The clone this run works in; every test's writes are rolled back."""
    name = f"run_{os.getpid()}"
    _clone(cluster, template, name)
    database.point_at(cluster, name)
    yield
    with django_db_blocker.unblock():
        _drop(cluster, name)


@contextmanager
def own_clone(cluster, template: str, blocker):
    """A clone for what commits; gives its name."""
    name = f"own_{os.getpid()}"
    _clone(cluster, template, name)
    database.point_at(cluster, name)
    with blocker.unblock():
        yield name
        _drop(cluster, name)
    database.point_at(cluster, f"run_{os.getpid()}")


@pytest.fixture
def committed(cluster, template, django_db_setup, django_db_blocker):
    """A clone of its own for a test that commits, races or serves; gives its name."""
    with own_clone(cluster, template, django_db_blocker) as name:
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
