"""What the few with most absence have: by hand, through the gate, and on the country page."""

import numpy as np
import pytest

from sammenhaeng.compare.models import Measurement
from sammenhaeng.compare.queries import figures as queries
from sammenhaeng.compare.rules import held as rules
from sammenhaeng.compare.rules.indicators import named
from sammenhaeng.design.words import number
from sammenhaeng.releases import queries as released
from sammenhaeng.releases.models import Release, ReleasedCell

from .drawing import world

PAGE = "/sammenlign/landet/"


@pytest.fixture
def published(solby) -> Measurement:
    return queries.measured("absence", "", is_public=True)


def test_the_table_has_those_with_most_and_the_others_and_loses_nobody():
    people, tree = world(1, {"school": 5})  # 200 employments: the top is ten
    told = rules.held(named("absence"), people, tree, "2025")
    minutes = np.sort(people.counts["minutes"])[::-1]
    assert told.table.values.tolist() == [[minutes[:10].sum(), minutes[10:].sum()]]
    assert told.table.persons[0, 0] == 10
    assert told.shares[0] == pytest.approx(minutes[:10].sum() / minutes.sum())


@pytest.mark.parametrize(("each", "is_told"), [(19, False), (20, True)])
def test_a_top_of_fewer_than_five_is_not_told(each, is_told):
    people, tree = world(1, {"school": 5}, each=each)
    assert (rules.held(named("absence"), people, tree, "2025") is not None) is is_told


def test_the_share_is_stored_when_it_is_reckoned_and_has_passed_the_gate(published):
    release = Release.objects.get(pk=published.held_release_id)
    assert (release.subject, release.outcome) == ("absence.held", "published")
    assert release.checksums == published.deliveries
    shares = ReleasedCell.objects.filter(release=release, column="share", is_hidden=False)
    assert all(0.05 < one.value < 1 for one in shares)
    assert shares.count() >= 2


def test_only_all_absence_is_told_so(solby):
    other = Measurement.objects.exclude(indicator="absence")
    assert set(other.values_list("held_release_id", flat=True)) == {None}


def test_the_country_page_shows_it_with_its_source_and_as_a_file(client, published):
    page = client.get(PAGE).content.decode()
    share = ReleasedCell.objects.get(
        release=published.held_release_id, column="share", unit_id=rules.EMPLOYERS["kommune"]
    )
    assert "Er det få eller mange, der er syge?" in page
    assert f">{number(100 * share.value, 1)}<" in page
    assert "KRL fandt 42,7 procent" in page
    text = client.get(f"{PAGE}faa/csv/").content.decode()
    assert f"Kommuner;{number(100 * share.value, 1)}" in text


def test_what_the_gate_hides_is_a_dash(client, published, monkeypatch):
    kept = released.column(published.held_release_id, rules.SHARE)
    kept[rules.EMPLOYERS["kommune"]] = released.from_ledger(None)
    monkeypatch.setattr(released, "column", lambda *_: kept)
    assert "Kommuner;–" in client.get(f"{PAGE}faa/csv/").content.decode()


def test_what_did_not_pass_is_not_on_the_page(client, published):
    Measurement.objects.filter(pk=published.pk).update(held_release_id=None)
    assert "Er det få eller mange" not in client.get(PAGE).content.decode()
    assert client.get(f"{PAGE}faa/csv/").status_code == 404
