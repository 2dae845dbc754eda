"""Two tables that would tell a hidden cell together: the later one knows of the earlier."""

from dataclasses import replace

import pytest
from django.utils.timezone import now

from sammenhaeng.releases import operations as releases
from sammenhaeng.releases.models import Release
from sammenhaeng.releases.operations import Draft
from tests.releases.conftest import of_two

from .conftest import race

ROUNDS = 6


@pytest.mark.parametrize("number", range(ROUNDS))
def test_of_two_tables_at_once_the_later_knows_of_the_earlier(town, number):
    """Each passes alone. Of three in the north first, two would tell a cell; not the other way."""
    subject = f"absence.persons.{number}"

    def writer(north: int):
        table = replace(of_two(north), subject=subject)
        draft = Draft(str(north), "Sygefravær", "1")
        return lambda: releases.publish(draft, table, by=town.seats["system"], at=now())

    race(writer(3), writer(2))
    told = list(Release.objects.order_by("pk").values_list("code", "outcome"))
    assert told in (
        [("3", "published"), ("2", "refused")], [("2", "published"), ("3", "published")]
    )  # fmt: skip


def test_tables_of_different_subjects_do_not_wait_for_each_other(town):
    def writer(north: int):
        table = replace(of_two(north), subject=f"absence.{north}")
        draft = Draft(f"absence-{north}", "Sygefravær", "1")
        return lambda: releases.publish(draft, table, by=town.seats["system"], at=now())

    assert [one.outcome for one in race(writer(3), writer(2))] == ["published", "published"]
