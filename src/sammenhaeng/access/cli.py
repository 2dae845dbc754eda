"""The command that lets an authority's first administrator in."""

from typing import Annotated

import typer
from django.conf import settings
from django.db import transaction
from django.utils.timezone import localdate, now

from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.organisation import queries as organisation

from . import queries
from .operations import seats as verbs

SUBJECT = "The user id that the log-in service gives them (sub)."
UNIT = "Where they sit: the authority's code or CVR number, a slash, the unit's code."


def appoint(
    subject: Annotated[str, typer.Argument(help=SUBJECT)],
    name: Annotated[str, typer.Argument(help="Their name.")],
    unit: Annotated[str, typer.Option(help=UNIT)],
) -> None:
    """Give somebody a seat as an authority's administrator, who gives all its other seats."""
    if not settings.OIDC["issuer"]:
        raise Refused("state", "Sæt OIDC_ISSUER først: uden den kan ingen logge på.")
    by, at = queries.machine(), now()
    place = organisation.unit_at(unit, localdate(at))
    with transaction.atomic():
        account = verbs.register(settings.OIDC["issuer"], subject, name, by=by, at=at)
        verbs.seat(account, verbs.Post("administrator", place, localdate(at)), by=by, at=at)
    typer.echo(f"{account.name}: administrator, {place.name}, {place.authority.name}")
