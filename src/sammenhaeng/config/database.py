"""Which database the process speaks to: DATABASE_URL, or the embedded PostgreSQL, started here."""

import os

from django.conf import settings
from django.db import connection, connections

from . import postgres
from .settings import database as as_django

ROLES = {"default": postgres.APP, "owner": postgres.OWNER}
VARIABLES = {"default": "DATABASE_URL", "owner": "DATABASE_OWNER_URL"}


def name() -> str:
    """The database's name in the embedded server (SAMMENHAENG_DATABASE)."""
    return os.environ.get("SAMMENHAENG_DATABASE", "sammenhaeng")


def connect() -> None:
    """Let Django, and every process started from here, speak to the database."""
    if settings.DATABASE_URL:
        return
    cluster = postgres.start(settings.VAR / "postgres")
    postgres.ensure_database(cluster, name())
    for alias, url in point_at(cluster, name()).items():
        os.environ[VARIABLES[alias]] = url


def point_at(cluster: postgres.Cluster, database: str) -> dict[str, str]:
    """Let Django's connections speak to a database of a cluster; gives their addresses."""
    urls = {alias: cluster.url(role, database) for alias, role in ROLES.items()}
    for alias, url in urls.items():
        told = as_django(url) | {"ATOMIC_REQUESTS": alias == "default"}
        if alias not in connections.settings:
            connections.settings[alias] = connections.settings["default"] | told
        connections[alias].close()
        connections[alias].settings_dict.update(told)
    return urls


def too_mighty() -> list[str]:
    """Why the role that serves could walk past row-level security; nothing when it cannot."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select rolsuper, rolbypassrls, exists (select from pg_tables where "
            "schemaname = 'public' and tableowner = current_user) from pg_roles "
            "where rolname = current_user"
        )
        is_superuser, may_bypass, owns_tables = cursor.fetchone()
    told = {
        "The database role is a superuser.": is_superuser,
        "The database role may bypass row-level security.": may_bypass,
        "The database role owns tables, so row-level security does not bind it.": owns_tables,
    }
    return [sentence for sentence, is_so in told.items() if is_so]


def lacks() -> list[str]:
    """The migrations that the database has not had yet."""
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415  slow to import

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]
