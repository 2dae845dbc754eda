"""Who has used my data: counted, paged, and without anybody else's secrets."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils.timezone import localdate, now

from sammenhaeng.access import operations as access
from sammenhaeng.access import queries
from sammenhaeng.citizens.queries import log
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.world import solby as solby_world
from tests.sealing import seal_all

MONTH = timedelta(days=30)


@pytest.fixture
def use(story, solby):
    """Anne's own look at her log, after the story was told."""
    return access.look_up(
        solby.citizens["anne"], purpose="own", seen=["use"], by=solby.seats["anne"], at=now()
    )


def later(line, reveal_on, by):
    access.delay(line.pk, reveal_on=reveal_on, because="child", by=by, at=now())


def looked(solby, by, times=1):
    for _ in range(times):
        access.look_up(solby.citizens["anne"], purpose="case", seen=["identity"], by=by, at=now())


def test_look_ups_are_counted_by_authority_and_ones_own_apart(use, solby):
    before = log.summary(use, now() - MONTH)
    looked(solby, solby.mette, 3)
    after = log.summary(use, now() - MONTH)
    assert after.count == before.count + 3
    assert dict(after.authorities)["Solby Kommune"] == dict(before.authorities)["Solby Kommune"] + 3
    assert after.own == before.own


def test_the_summary_counts_what_the_list_shows(use):
    since = now() - MONTH
    assert log.summary(use, since).count == log.lines(use, since).count()


def test_the_list_is_paged_newest_first(use, solby):
    looked(solby, solby.mette, log.LINES_PER_PAGE)
    rows = log.lines(use, now() - MONTH)
    first, last = log.page(rows, "1"), log.page(rows, "99")
    assert len(first.object_list) == log.LINES_PER_PAGE
    assert first.object_list[0].at >= last.object_list[-1].at


def test_one_authority_can_be_asked_for(use, solby):
    looked(solby, solby.mette)
    found = log.told(log.lines(use, now() - MONTH, "Solby Kommune"))
    assert {line.authority for line in found} == {"Solby Kommune"}


def test_a_line_never_names_the_member_of_staff(use, solby):
    looked(solby, solby.mette)
    (line, *_) = log.told(log.lines(use, now() - MONTH))
    assert "Mette" not in repr(line)
    assert line.unit == "Jobcenter Solby"


def test_a_lawfully_delayed_line_is_neither_counted_nor_shown(use, solby):
    looked(solby, solby.mette)
    since, today = now() - MONTH, localdate()
    before, line = log.summary(use, since).count, log.lines(use, since)[0]
    later(line, today + MONTH, solby.per)
    assert log.summary(use, since).count == before - 1
    assert line not in log.lines(use, since)


@pytest.mark.parametrize("days", [0, 731])
def test_a_line_is_delayed_by_a_day_at_least_and_two_years_at_most(use, solby, days):
    line = log.lines(use, now() - MONTH)[0]
    with pytest.raises(Refused, match="højst to år"):
        access.delay(
            line.pk,
            reveal_on=localdate() + timedelta(days),
            because="child",
            by=solby.per,
            at=now(),
        )


def test_only_the_data_protection_officer_delays_a_line(use, solby):
    line = log.lines(use, now() - MONTH)[0]
    with pytest.raises(Refused):
        later(line, localdate() + MONTH, solby.mette)
    assert line in log.lines(use, now() - MONTH)


def test_a_delayed_line_still_fits_its_seal(committed):
    cast = solby_world.cast()
    with transaction.atomic():
        anne = cast.citizens["anne"]
        access.open_with_reason(
            anne, code="duty", text="Dækker for Mette i dag", by=cast.ali, at=now()
        )
        use = access.look_up(anne, purpose="own", seen=["use"], by=cast.seats["anne"], at=now())
        line = log.lines(use, now() - MONTH)[0]
    seal_all()
    later(line, localdate() + MONTH, cast.per)
    assert queries.seals().broken == []
