"""Commands that bring authorities and units in; config/cli.py lends them a seat in `ctx.obj`."""

from pathlib import Path
from typing import Annotated

import typer
from django.utils.timezone import now

from . import queries
from .models import Import
from .operations import imports
from .operations import reference as reference_data
from .rules import units as rules

Files = Annotated[
    list[Path], typer.Argument(exists=True, dir_okay=False, help="CSV files of units.")
]


def units(ctx: typer.Context, files: Files) -> None:
    """Import units from CSV files, all or nothing; exit code 2 and a report when one is refused."""
    with typer.progressbar(files, label="Units") as bar:
        sheets = (rules.read(file.name, file.read_bytes()) for file in bar)
        done = imports.import_files(sheets, by=ctx.obj(), at=now())
    for one in done:
        _tell(one)
    if any(one.rows_refused for one in done):
        raise typer.Exit(2)


def reference(ctx: typer.Context) -> None:
    """Bring ministries, regions and kommuner up to date with the dated reference data."""
    _tell(reference_data.load(by=ctx.obj(), at=now()))


def _tell(one: Import) -> None:
    if not one.rows_refused:
        counts = f"{one.rows_new} new, {one.rows_changed} changed, {one.rows_same} unchanged"
        typer.echo(f"{one.file_name}: {counts}")
        return
    rows = "row" if one.rows_refused == 1 else "rows"
    typer.echo(f"{one.file_name}: nothing imported, {one.rows_refused} {rows} refused", err=True)
    for fault in queries.faults(one):
        where = f"{fault.row}, {fault.column}" if fault.column else str(fault.row)
        typer.echo(f"  {where}: {fault.what} {fault.remedy}", err=True)
