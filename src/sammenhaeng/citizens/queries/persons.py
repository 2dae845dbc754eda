"""Who a citizen is and who belongs with them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext

from sammenhaeng.access.operations import Use
from sammenhaeng.citizens import rules
from sammenhaeng.citizens.models import Kinship, Person
from sammenhaeng.kernel.prepared import prepared
from sammenhaeng.kernel.refusal import Refused


def id_of(code: str) -> int:
    """The citizen behind a case code; says nothing more, and opens nothing."""
    with connection.cursor() as cursor:
        cursor.execute("select citizens_id_of(%s)", [code])
        (found,) = cursor.fetchone()
    if found is None:
        raise Refused("missing", "Der er ingen sag med den kode.")
    return int(found)


def person(use: Use, citizen_id: int | None = None) -> Person:
    """One citizen of the Use."""
    use.covers("identity")
    return persons(use)[use.citizen_id if citizen_id is None else citizen_id]


def persons(use: Use) -> dict[int, Person]:
    """The citizens of the Use, by id."""
    use.covers("identity")
    return {one.pk: one for one in _persons(use.citizen_ids)}


@prepared
def _persons(citizen_ids: Collection[int]):
    return Person.objects.filter(pk__in=citizen_ids)


def family(use: Use, citizen_id: int, today: date):
    """Kinships of the citizen that hold today."""
    use.covers("family")
    return Kinship.objects.filter(
        Q(last_on__isnull=True) | Q(last_on__gte=today), citizen_id=citizen_id, first_on__lte=today
    ).order_by("kind", "pk")


@dataclass(frozen=True)
class Relative:
    """Somebody of the family, by name only when the Use opens them too."""

    name: str
    kind: str
    source: str
    since: date


def relatives(use: Use, citizen_id: int, today: date) -> list[Relative]:
    """Who the citizen belongs with today; whom the reader may not open is not named."""
    people = persons(use)
    return [
        Relative(
            people[one.relative_id].name if one.relative_id in people else "",
            gettext(rules.KINSHIPS[one.kind]),
            one.source,
            one.first_on,
        )
        for one in family(use, citizen_id, today)
    ]


def answered_for(citizen_id: int, today: date) -> list[Person]:
    """The children the citizen answers for, as far as they are open in this transaction."""
    custody = Kinship.objects.filter(
        Q(last_on__isnull=True) | Q(last_on__gte=today),
        relative_id=citizen_id,
        kind="custody",
        first_on__lte=today,
    )
    children = Person.objects.filter(pk__in=custody.values("citizen_id"), died_on__isnull=True)
    return [
        one
        for one in children.order_by("born_on", "pk")
        if rules.may_answer(one.born_on, today, has_custody=True)
    ]


def age(person: Person, today: date) -> int | None:
    return rules.age(person.born_on, today) if person.born_on else None


def speaks_for_self(person: Person, today: date) -> bool:
    """Whether the citizen is old enough to be party to a matter of their own."""
    return rules.may_answer(person.born_on, today, has_custody=False)


def codes(use: Use) -> dict[int, str]:
    """The case codes of the citizens of the Use: no category, for a code says nothing of them."""
    return dict(Person.objects.filter(pk__in=use.citizen_ids).values_list("pk", "code"))
