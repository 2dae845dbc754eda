"""A few places side by side: chosen by anybody, without script, at most four, and no ranking."""

import pytest

from sammenhaeng.compare.queries import figures as queries
from sammenhaeng.compare.queries import side, told
from sammenhaeng.compare.queries.places import Wanted
from sammenhaeng.design.words import number
from sammenhaeng.organisation.models import Unit

AREA = "/sammenlign/school/"
PAGE = f"{AREA}side-om-side/"


@pytest.fixture
def schools(solby):
    """Schools of the nation whose figures are published and shown."""
    measurement = queries.measured("absence", "", is_public=True)
    found = told.figures(measurement, queries.of_kind(measurement, "school"))
    return [one for one in found if one.is_shown and one.claim]


def chosen(schools, count: int) -> str:
    return "?" + "&".join(f"sted={one.key}" for one in schools[:count])


def text(answer) -> str:
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_area_has_a_box_for_each_place_and_sends_them_on(client, schools):
    page = text(client.get(AREA))
    assert f'action="{PAGE}"' in page
    assert f'name="sted" value="{schools[0].key}"' in page


def test_two_places_stand_in_a_column_each_with_interval_and_ladder(client, schools):
    page = text(client.get(PAGE + chosen(schools, 2)))
    for one in schools[:2]:
        assert f'scope="col" class="sh-num">{one.row.unit.name}<' in page
        assert f"{number(one.lower.value, 1)}–{number(one.upper.value, 1)}" in page
    assert "kan bruges til" in page
    assert "Vi giver ingen placeringer" in page


def test_the_file_has_the_same_columns(client, schools):
    rows = text(client.get(f"{PAGE}csv/" + chosen(schools, 3))).splitlines()
    assert rows[0].split(";")[1:] == [one.row.unit.name for one in schools[:3]]
    assert len(rows) > 7


def test_four_may_be_chosen_and_five_may_not(client, schools):
    assert client.get(PAGE + chosen(schools, 4)).status_code == 200
    answer = client.get(PAGE + chosen(schools, 5))
    assert answer.status_code == 422
    assert "højst 4" in answer.content.decode()


def test_a_place_chosen_twice_is_one_and_nonsense_is_nobody(client, schools):
    key = schools[0].key
    page = text(client.get(f"{PAGE}?sted={key}&sted={key}&sted=x&sted=99999999999"))
    assert page.count("Fjern ") == 1
    assert "Du har ikke valgt nogen steder" in text(client.get(PAGE))


def test_a_place_of_another_kind_is_left_out(client, schools):
    other = Unit.objects.filter(kind="daycare").first()
    assert other.name not in text(client.get(f"{PAGE}{chosen(schools, 1)}&sted={other.pk}"))


def test_a_place_is_taken_out_again_and_the_choice_goes_back_to_the_list(client, schools):
    page = text(client.get(PAGE + chosen(schools, 2)))
    assert f'href="?sted={schools[1].key}"' in page
    back = text(client.get(AREA + chosen(schools, 2)))
    assert f'value="{schools[0].key}" checked' in back
    assert "Du har valgt 2 steder" in back


def test_the_choice_goes_along_to_the_next_page_of_the_list(client, schools, monkeypatch):
    from sammenhaeng.compare.queries import public  # noqa: PLC0415

    monkeypatch.setattr(public, "PER_PAGE", 5)
    page = text(client.get(f"{AREA}?sted={schools[-1].key}&indikator=absence_long"))
    assert f"?sted={schools[-1].key}&amp;indikator=absence_long&amp;side=2" in page
    assert f'<input type="hidden" name="sted" value="{schools[-1].key}">' in page


def test_what_is_hidden_is_hidden_here_too(solby):
    measurement = queries.measured("absence", "", is_public=True)
    found = told.figures(measurement, queries.of_kind(measurement, "daycare"))
    small = next(one for one in found if not one.is_shown)
    seen = side.side("daycare", [small.key], Wanted())
    names = [row[0] for row in seen.table.told()]
    assert "Myndighed" in names
    assert not [name for name in names if name.startswith("Sygefravær, ")]
    assert seen.chart is None


def test_a_hidden_place_beside_one_that_is_shown_is_a_dash(solby):
    measurement = queries.measured("absence", "", is_public=True)
    found = told.figures(measurement, queries.of_kind(measurement, "daycare"))
    small = next(one for one in found if not one.is_shown)
    large = next(one for one in found if one.is_shown)
    rows = side.side("daycare", [large.key, small.key], Wanted()).table.told()
    own = [row[1:] for row in rows if row[0].startswith("Sygefravær, ")]
    assert len(own) == 5
    assert all(row[0] != "–" and row[1] == "–" for row in own)


@pytest.mark.parametrize(("ends", "finding"), [
    ([(1, 2), (3, 4)], "Stederne kan skelnes"), ([(1, 3), (2, 4)], "Ikke alle"),
    ([(1, 9), (2, 3), (4, 5)], "Ikke alle"),
])  # fmt: skip
def test_they_differ_only_where_no_interval_reaches_another(ends, finding):
    assert side.finding(ends).startswith(finding)
