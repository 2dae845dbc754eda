"""The databases of a run: what takes long to tell is kept, and each process works in a clone."""

import functools
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.db import connections

from sammenhaeng.config import database

ROOT = Path(__file__).parents[1]
LAKES = ROOT / "var" / "test-lakes"


@functools.cache
def fingerprint() -> str:
    """Changes whenever the tables, the grants, the verbs or the cast change."""
    source = ROOT / "src" / "sammenhaeng"
    digest = hashlib.sha256()
    street = {"pages", "api", "schemas"}
    for path in sorted([*source.rglob("*.py"), *source.rglob("*.toml")]):
        if not street & {*path.parts, path.stem} and path.stem != "cli":
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _superuser(cluster) -> psycopg.Connection:
    return psycopg.connect(cluster.superuser_dsn(), autocommit=True)


def kept(cluster, kind: str, version: str, make: Callable[[str], None]) -> str:
    """A database that the first process that needs it makes; others of its kind go."""
    name, draft = f"{kind}_{version}", f"draft_{kind}"
    with _superuser(cluster) as connection:
        connection.execute("select pg_advisory_lock(4711)")
        names = [row[0] for row in connection.execute("select datname from pg_database")]
        if name not in names:
            for stale in names:
                if stale == draft or stale.startswith(f"{kind}_"):
                    connection.execute(f'drop database "{stale}" with (force)')
            make(draft)
            connections.close_all()
            connection.execute(f'alter database "{draft}" rename to "{name}"')
    return name


def clone(cluster, template: str, name: str) -> None:
    with _superuser(cluster) as connection:
        connection.execute(f'drop database if exists "{name}" with (force)')
        connection.execute(f'create database "{name}" template "{template}"')


def drop(cluster, name: str) -> None:
    connections.close_all()
    with _superuser(cluster) as connection:
        connection.execute(f'drop database if exists "{name}" with (force)')


@contextmanager
def working_in(cluster, name: str, blocker) -> Iterator[None]:
    """Work in another database than the run's."""
    database.point_at(cluster, name)
    with blocker.unblock():
        yield
        connections.close_all()
    database.point_at(cluster, f"run_{os.getpid()}")


@contextmanager
def own_clone(cluster, template: str, blocker) -> Iterator[str]:
    """A clone for what commits; gives its name."""
    name = f"own_{os.getpid()}"
    clone(cluster, template, name)
    with working_in(cluster, name, blocker):
        yield name
        drop(cluster, name)


def empty_lake(kind: str) -> Path:
    """An empty place for what is delivered to a database that is kept."""
    shutil.rmtree(LAKES / kind, ignore_errors=True)
    (LAKES / kind).mkdir(parents=True)
    return LAKES / kind
