"""Places that are too many to be listed are counted, and nobody is in the count who is hidden."""

from collections import Counter

import pytest
from django.db import connections
from django.test import override_settings

from sammenhaeng.access import queries as access
from sammenhaeng.compare.models import Crowd, Kind
from sammenhaeng.compare.operations import figures as verbs
from sammenhaeng.compare.operations import standings
from sammenhaeng.compare.queries import figures as queries
from sammenhaeng.compare.queries import told
from sammenhaeng.compare.queries.people import year
from sammenhaeng.design.charts.crowd import CLAIMS
from tests.conftest import AT
from tests.databases import own_clone

OWN = "/leder/fravaer/"


@pytest.fixture(scope="module")
def denmark(cluster, denmark, django_db_blocker):
    """2025 reckoned anew with few places in each list, and shown to everybody."""
    nation, folder = denmark
    with own_clone(cluster, nation, django_db_blocker) as name, pytest.MonkeyPatch.context() as few:
        with override_settings(LAKE=str(folder)):
            few.setattr(standings, "LISTED", 8)
            made = verbs.reckon("absence", 2025, by=access.machine(), at=AT.replace(minute=30))
            verbs.publish(made, by=access.machine(), at=AT.replace(minute=30))
            connections.close_all()
        yield name, folder


@pytest.fixture
def crowded(solby):
    return queries.in_force("absence", year(2025)).get()


@pytest.fixture
def schools(crowded):
    rows = queries.of_kind(crowded, "school")
    return [one for one in told.figures(crowded, rows) if one.claim]


def test_a_crowd_counts_each_place_that_is_shown_once(crowded, schools):
    crowd = queries.crowd(crowded.pk, "school")
    assert sum(crowd.counts) == len(schools) > 8
    assert {claim: n for claim, n in crowd.by_claim.items() if n} == Counter(
        str(one.claim) for one in schools
    )
    assert set(crowd.by_claim) == set(CLAIMS)


def test_few_places_make_no_crowd(crowded):
    few = Kind.objects.filter(measurement=crowded, judged__lte=8).values_list("kind", flat=True)
    assert "library" in few
    assert not Crowd.objects.filter(measurement=crowded, kind__in=few).exists()


def test_a_places_limits_are_kept_as_the_funnel_draws_them(crowded, schools):
    """Without staff of its own kind a place has the limits of its size on the funnel's grid."""
    one = schools[0]
    low, high = one.usual
    assert 0 <= low.value < one.expected.value < high.value


def test_the_page_lists_the_place_and_its_peers_and_the_file_everybody(
    solby, sitting, crowded, schools
):
    bo = sitting(solby.bo)
    page = bo.get(OWN).content.decode()
    funnel = page[page.index('id="tragt"') : page.index("</figure>", page.index('id="tragt"'))]
    listed = [one for one in schools if f">{one.label}</" in funnel]
    assert 2 <= len(listed) <= 13 < len(schools)
    assert "Alle steder står i filen" in funnel

    names = [line.split(";")[0] for line in bo.get(f"{OWN}csv/").content.decode().splitlines()]
    assert sorted(names[1:-1]) == sorted(one.label for one in schools)


def test_a_place_is_picked_out_of_a_crowd_by_its_address(solby, sitting, schools):
    bo = sitting(solby.bo)
    page = bo.get(OWN).content.decode()
    far = next(one for one in schools if one.label not in page)
    assert f"<p data-announce>{far.label}: " in bo.get(f"{OWN}?fremhaev={far.key}").content.decode()


def test_the_areas_file_has_every_place_of_a_crowd(client, crowded, schools):
    page = client.get("/sammenlign/school/")
    assert page.status_code == 200
    text = client.get("/sammenlign/school/csv/").content.decode()
    assert all(one.label in text for one in schools)
