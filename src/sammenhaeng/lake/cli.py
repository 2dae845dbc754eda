"""A command for each room's deliveries; config/cli.py hands in a seat."""

import io
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import Annotated

import typer
from django.utils.timezone import now
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from sammenhaeng.access.models import Seat
from sammenhaeng.kernel.deliveries import Schema

from . import operations, queries, reports
from .forms import said_of, source_of
from .models import Delivery
from .preview import kind_of

Command = Callable[..., None]


def deliveries_of(room: str, schemas: Mapping[str, Schema], seat: Callable[[], Seat]) -> Command:
    """The command that delivers a room's files; the kind is seen by the file's columns."""
    kinds = {kind.removeprefix(f"{room}."): one for kind, one in schemas.items()
             if kind.startswith(f"{room}.")}  # fmt: skip

    def deliver(
        file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The file.")],
        period: Annotated[
            str, typer.Option(help="A year, or two days; else the fewest years of all rows.")
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
        if kind and kind not in kinds:
            raise typer.BadParameter(f"say one of: {', '.join(kinds)}", param_hint="--kind")
        by, mapping = seat(), dict(pair.partition("=")[::2] for pair in column or [])
        whence = queries.Source(by.own_unit.authority_id, source or source_of(file.name))
        _stop_if_unknown(mapping, [kinds[kind]] if kind else kinds.values())
        schema = kinds.get(kind) or kind_of(file, kinds, whence, mapping)
        said = said_of(file.name, whence.name, period, mapping)
        with _progress() as bar:
            reading = bar.add_task(file.name, total=None)
            said["told"] = lambda n: bar.advance(reading, n)
            done = operations.deliver(file, schema, by=by, at=now(), **said)
        _tell(done, faults)

    deliver.__doc__ = f"Deliver a file of {room}, all or nothing; exit code 2 when it is refused."
    return deliver


def _stop_if_unknown(columns: Collection[str], among: Iterable[Schema]) -> None:
    names = list(dict.fromkeys(one.name for schema in among for one in schema.columns))
    if unknown := sorted(set(columns) - set(names)):
        hint = f"{', '.join(unknown)} is none of: {', '.join(names)}"
        raise typer.BadParameter(hint, param_hint="--column")


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
        rows = "row" if done.rows == 1 else "rows"
        typer.echo(f"{done.file_name}: {done.rows} {rows}, {done.name}")
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
