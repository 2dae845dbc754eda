"""What registers say of the citizens of a Use."""

from dataclasses import dataclass

from django.utils.translation import gettext

from sammenhaeng.access.operations import Use
from sammenhaeng.citizens import rules
from sammenhaeng.citizens.models import Fact
from sammenhaeng.kernel.refusal import Refused


@dataclass(frozen=True)
class FactRow:
    """A fact in words, and whether the register should be asked again."""

    fact: Fact
    label: str
    is_stale: bool


def told(use: Use, citizen_id: int) -> list[FactRow]:
    """The facts about one citizen of the Use, in words."""
    found = facts(use).filter(citizen_id=citizen_id)
    return [
        FactRow(
            one,
            gettext(rules.PATHS.get(one.path, one.path)),
            one.fresh_until is not None and one.fresh_until < use.at,
        )
        for one in found
    ]


def facts(use: Use):
    """The facts as they stand, by path; what was superseded is left out."""
    use.covers("facts")
    found = Fact.objects.filter(citizen_id__in=use.citizen_ids, superseded_at__isnull=True)
    return found.order_by("citizen_id", "path", "register")


def fact(use: Use, fact_id: int) -> Fact:
    if (one := facts(use).filter(pk=fact_id).first()) is None:
        raise Refused("missing", "Oplysningen findes ikke.")
    return one
