"""Keeping what is entrusted to the product: backup, restore, and proof that the logs are whole."""

import os
import subprocess
from pathlib import Path
from typing import Annotated

import typer
from django.conf import settings
from django.db import connections
from django.utils.timezone import now

from sammenhaeng.access import operations as access
from sammenhaeng.access import queries as access_queries
from sammenhaeng.audit import queries as audit
from sammenhaeng.kernel.refusal import Refused

from . import postgres, security


def backup(
    file: Annotated[Path, typer.Argument(help="Where to write the copy; it must not exist yet.")],
) -> None:
    """Write everything in the database to one file, the log's tail sealed first."""
    if file.exists():
        raise Refused("invalid", "{file} findes allerede. Vælg et andet navn.", file=file)
    access.seal(by=access_queries.machine(), at=now())
    draft = file.with_name(f"{file.name}.draft")
    _run_with_progress(
        "Backup",
        "dumping contents of table",
        "pg_dump", "--format=custom", "--enable-row-security", "--verbose", f"--file={draft}",
    )  # fmt: skip
    draft.rename(file)
    typer.echo(f"{file}: {file.stat().st_size / 1e6:.1f} MB")


def restore(
    file: Annotated[
        Path, typer.Argument(exists=True, dir_okay=False, help="A copy made by backup.")
    ],
) -> None:
    """Bring a copy back into an empty database, all or nothing; sessions must log in again."""
    owner = connections["owner"]
    with owner.cursor() as cursor:
        cursor.execute("select exists (select from pg_tables where schemaname = 'public')")
        if cursor.fetchone() == (True,):
            raise Refused(
                "state",
                "Databasen er ikke tom. Giv en tom: DATABASE_URL og DATABASE_OWNER_URL, eller "
                "SAMMENHAENG_DATABASE med et nyt navn.",
            )
    _run_with_progress(
        "Restore",
        "processing data for table",
        "pg_restore", "--single-transaction", "--exit-on-error", "--verbose",
        f"--dbname={owner.settings_dict['NAME']}", str(file),
    )  # fmt: skip
    with owner.cursor() as cursor:
        cursor.execute("delete from django_session")
        cursor.execute("select access_new_incarnation(%s)", [now()])
    security.apply(owner)
    check_log()


def _run_with_progress(label: str, sign: str, program: str, *arguments: str) -> None:
    """Run a PostgreSQL tool as the owner, one tick per table; Refused with its words if it fails.

    The password goes by the environment, so that no list of processes shows it.
    """
    told = connections["owner"].settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    env = {variable: str(told[name]) for variable, name in names.items()}
    command = [str(postgres.tool(settings.VAR / "postgres", program)), *arguments]
    env = {**os.environ, **env, "PGDATABASE": str(told["NAME"])}
    tables, last = len(security.our_models()), ""
    with (
        subprocess.Popen(command, env=env, stderr=subprocess.PIPE, text=True) as tool,
        typer.progressbar(length=tables, label=label) as bar,
    ):
        for line in tool.stderr or ():
            last = line.strip()
            bar.update(sign in line)
    if tool.returncode:
        raise Refused("invalid", "{program} sagde nej: {last}", program=program, last=last)


def check_log() -> None:
    """Check that no line of the acts' chains and of the use log was edited, removed or moved."""
    faults = [f"{one.chain} {one.number}: {one.what}" for one in audit.faults()]
    seals = access_queries.seals()
    faults += [f"use log, block {number}: {what}" for number, what in seals.broken]
    for fault in faults:
        typer.echo(fault, err=True)
    typer.echo(f"{audit.count()} acts in their chains, {seals.blocks} sealed blocks of uses,")
    typer.echo(f"{seals.unsealed} uses not sealed yet, {len(faults)} faults.")
    if faults:
        raise typer.Exit(1)
