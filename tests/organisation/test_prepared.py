"""A prepared question answers as its queryset does, and is compiled once for each size of list."""

from collections.abc import Collection
from datetime import date
from threading import Thread

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from sammenhaeng.kernel.prepared import prepared
from sammenhaeng.organisation.models import Unit

pytestmark = pytest.mark.django_db
NEVER, LONG_AGO = date(2200, 1, 1), date(1900, 1, 1)


def with_authority(unit_ids: Collection[int], day: date):
    return (
        Unit.objects.filter(pk__in=unit_ids, first_on__lte=day)
        .select_related("authority")
        .order_by("pk")
    )


def names(unit_id: int):
    return Unit.objects.filter(pk=unit_id).values_list("name", flat=True)


def deaf(unit_id: int, day: date):
    return Unit.objects.filter(pk=unit_id)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5])
def test_it_answers_as_the_queryset_does(solby, count):
    ids = list(Unit.objects.order_by("-pk").values_list("pk", flat=True)[:count])
    ask = prepared(with_authority)
    for wanted in (ids, ids[1:], [*ids, *ids]):
        assert ask(wanted, NEVER) == list(with_authority(wanted, NEVER))
        assert ask(wanted, LONG_AGO) == []


def test_joined_rows_come_along(solby):
    ids = list(Unit.objects.values_list("pk", flat=True)[:3])
    with CaptureQueriesContext(connection) as asked:
        found = prepared(with_authority)(ids, NEVER)
        told = [one.authority.name for one in found]
    assert len(asked) == 1
    assert told == [one.authority.name for one in with_authority(ids, NEVER)]


def test_values_come_as_values(solby):
    unit = Unit.objects.first()
    assert prepared(names)(unit.pk) == [unit.name]


def test_it_is_built_once_for_each_power_of_two(solby):
    built = []

    def question(unit_ids: Collection[int]):
        built.append(len(unit_ids))
        return Unit.objects.filter(pk__in=unit_ids)

    ask = prepared(question)
    for size in (1, 2, 3, 4, 4, 3, 2, 1, 0):
        ask(range(1, 1 + size))
    assert built == [1, 2, 4]


def test_an_argument_that_never_reaches_the_sql_is_told():
    with pytest.raises(ValueError, match="deaf: argument 1 never reaches the SQL"):
        prepared(deaf)(1, NEVER)


def test_each_thread_asks_through_its_own_connection():
    ask, answers = prepared(names), []

    def elsewhere():
        answers.append(ask(0))
        connections.close_all()

    ask(0)
    with CaptureQueriesContext(connection) as mine:
        other = Thread(target=elsewhere)
        other.start()
        other.join()
    assert answers == [[]]
    assert not mine.captured_queries
