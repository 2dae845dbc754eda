"""A command for each room's deliveries; config/cli.py hands in a seat."""

import io
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer
from django.utils.timezone import now
from django.utils.translation import gettext
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from sammenhaeng.access.models import Seat
from sammenhaeng.kernel.deliveries import Schema

from . import operations, queries, reports
from .faults import REASONS, Unreadable
from .forms import period_of
from .matching import fits
from .models import Delivery
from .reading import opened

Command = Callable[..., None]


def deliveries_of(room: str, schemas: Mapping[str, Schema], seat: Callable[[], Seat]) -> Command:
    """The command that delivers a room's files; the kind is seen by the file's columns."""
    kinds = {kind.removeprefix(f"{room}."): one for kind, one in schemas.items()
             if kind.startswith(f"{room}.")}  # fmt: skip

    def deliver(
        file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The file.")],
        period: Annotated[
            str, typer.Option(help="A year, or two days; else the whole years of its dates.")
        ] = "",
        source: Annotated[
            str, typer.Option(help="Where the file comes from; else the file's name.")
        ] = "",
        kind: Annotated[
            str, typer.Option(help=f"One of: {', '.join(kinds)}; else seen by its columns.")
        ] = "",
        column: Annotated[
            list[str] | None, typer.Option(help="A column of the file: employee=Medarb.nr")
        ] = None,
        faults: Annotated[Path | None, typer.Option(help="Write the faults as CSV.")] = None,
    ) -> None:
        schema = kinds[kind] if kind in kinds else _fitting(kind, file, kinds, column or [])
        said = operations.Said(source=source or file.stem, mapping=_mapping(column or [], schema))
        if period:
            said["period"] = period_of(period)
        with _progress() as bar:
            reading = bar.add_task(file.name, total=None)
            said["told"] = lambda n: bar.advance(reading, n)
            done = operations.deliver(file, schema, by=seat(), at=now(), **said)
        _tell(done, faults)

    deliver.__doc__ = f"Deliver a file of {room}, all or nothing; exit code 2 when it is refused."
    return deliver


def _fitting(said: str, file: Path, kinds: Mapping[str, Schema], pairs: Sequence[str]) -> Schema:
    """The kind whose required columns are all in the file, when nothing is said and it is one."""
    names = ", ".join(kinds)
    if said:
        raise typer.BadParameter(f"say one of: {names}", param_hint="--kind")
    try:
        headers = opened(file).headers
    except Unreadable as unreadable:
        raise typer.BadParameter(" ".join(map(gettext, REASONS[unreadable.reason]))) from None
    told = dict(pair.partition("=")[::2] for pair in pairs)
    found = [one for one in kinds.values() if fits(one, headers, told)]
    if len(found) == 1:
        return found[0]
    which = "more than one" if found else "none"
    raise typer.BadParameter(
        f"the columns of {file.name} fit {which} of: {names}; say which it is", param_hint="--kind"
    )


def _mapping(pairs: Sequence[str], schema: Schema) -> dict[str, str]:
    told = dict(pair.partition("=")[::2] for pair in pairs)
    names = [one.name for one in schema.columns]
    if unknown := sorted(set(told) - set(names)):
        hint = f"{', '.join(unknown)} is none of: {', '.join(names)}"
        raise typer.BadParameter(hint, param_hint="--column")
    return told


def _progress() -> Progress:
    columns = (
        SpinnerColumn(), TextColumn("{task.description}"),
        TextColumn("{task.completed:,.0f} rows"), TimeElapsedColumn(),
    )  # fmt: skip
    return Progress(*columns, console=Console(stderr=True), transient=True)


def _tell(done: Delivery, faults: Path | None) -> None:
    if faults is not None:
        text = io.StringIO()
        reports.write(text, done)
        faults.write_text(text.getvalue(), "utf-8-sig")
    if done.is_refused:
        typer.echo(f"{done.file_name}: {queries.refusal(done)}", err=True)
    else:
        typer.echo(f"{done.file_name}: {done.rows} rows, {done.name}")
    if counts := queries.counts(done):
        table = Table("Column", "What", "Rows")
        for one in counts:
            table.add_row(one.column or "–", f"{one.what} {one.remedy}", f"{one.count:,}")
        Console(stderr=done.is_refused, width=110).print(table)
    if done.is_refused:
        for fault in list(queries.faults(done))[: 0 if faults else 20]:
            where = f"{fault.row}, {fault.column}" if fault.column else str(fault.row)
            typer.echo(f"  {where}: {fault.what}", err=True)
        raise typer.Exit(2)
