"""Commands for figures: reckon a year, and let the public see it."""

from typing import Annotated

import typer
from django.utils.timezone import now

from sammenhaeng.access import queries as access

from .operations import figures as verbs
from .queries import measurements as queries
from .rules.indicators import indicators


def _room(told: str) -> str:
    known = sorted({one.room for one in indicators().values()})
    if told not in known:
        raise typer.BadParameter(f"Choose one of: {', '.join(known)}.")
    return told


Room = Annotated[str, typer.Argument(help="Which figures: absence.", callback=_room)]
Year = Annotated[int, typer.Option("--period", help="The calendar year.")]


def reckon(room: Room, period: Year) -> None:
    """Reckon every indicator of a room for a year; leaders see it, the public not yet."""
    for one in verbs.reckon(room, period, by=access.machine(), at=now()):
        typer.echo(f"{one.indicator} {period}: {one.refused_because or 'reckoned'}")


def publish(room: Room, period: Year) -> None:
    """Reckon a year that was not reckoned yet, and let the public see what passed the gate."""
    waiting = queries.waiting(room, period)
    if not waiting:
        waiting = verbs.reckon(room, period, by=access.machine(), at=now())
    verbs.publish(waiting, by=access.machine(), at=now())
    for one in waiting:
        typer.echo(f"{one.indicator} {period}: published")
