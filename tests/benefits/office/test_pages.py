"""The pages of the rules office: who may open them, what they say, and without JavaScript."""

import csv
import io

import pytest

from sammenhaeng.benefits.models import Bill, Scenario
from sammenhaeng.benefits.queries import bills as queries

PAGE = "/regelkontor/ydelser/boligstoette/"
ENGLISH = "/rules-office/benefits/boligstoette/"
DAY = "dag_0=1&dag_1=6&dag_2=2026"
CHANGE = f"{DAY}&s_sikring_indkomstgraense=190.000"
BILLS = "/regelkontor/lovforslag/"


def read(browser, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("who", ["karen", "per", "eva", "mette", "anne"])
@pytest.mark.parametrize("address", [PAGE, f"{PAGE}csv/", "/regelkontor/ydelser/", BILLS])
def test_only_the_rules_office_comes_in(solby, as_, who, address):
    assert as_(who).get(address).status_code == 403


def test_whoever_is_not_logged_in_is_sent_to_log_in(client, solby):
    assert client.get(PAGE).url == "/log-paa/"


def test_the_front_of_the_office_leads_to_every_benefit(browser):
    said = read(browser, "/regelkontor/ydelser/")
    for name in ("folkepension", "boligstoette", "boerne_og_ungeydelse"):
        assert f'href="/regelkontor/ydelser/{name}/"' in said


def test_an_empty_proposal_shows_the_law_in_force(browser):
    said = read(browser, PAGE)
    assert "Forslaget er tomt" in said
    assert "Loven i dag giver" in said
    assert "Beregneren er ikke en afgørelse." in said
    assert "Husstandene ved kanten" not in said


def test_a_chosen_value_gets_a_field_with_what_the_law_says(browser):
    said = read(browser, f"{PAGE}?{DAY}&sats=sikring_indkomstgraense")
    assert 'name="s_sikring_indkomstgraense" value="170.300"' in said
    assert "Loven i dag giver" in said


def test_a_chosen_rule_gets_a_field_with_its_text(browser):
    said = read(browser, f"{PAGE}?{DAY}&regel=boligsikring")
    assert 'name="r_boligsikring"' in said
    assert "least:" in said


def test_a_change_is_shown_with_cost_groups_edges_and_rules_beside(browser):
    said = read(browser, f"{PAGE}?{CHANGE}")
    for part in (
        "Forslaget koster", "Vindere og tabere efter familietype", "Husstandene ved kanten",
        "Reglerne side om side", "Kun det, forslaget rører, er regnet igen", "Hvidovre",
        "<mark>190.000 kr. om året</mark>", "<mark>170.300 kr. om året</mark>",
    ):  # fmt: skip
        assert part in said


def test_a_number_on_the_page_is_told_as_the_gate_lets_it(browser):
    assert "tallet er skjult" in read(browser, f"{PAGE}?{CHANGE}")


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("s_sikring_aftrapning=200", "BSL § 22, stk. 1: skriv et tal fra 0 % til 100 %."),
        ("r_boligsikring=is: husleje%0Asay: x", "BSL § 22, linje 1"),
        ("dag_0=31&dag_1=2&dag_2=2026", "rigtig dato"),
        ("dag_0=1&dag_1=1&dag_2=1990", "før den første lov"),
    ],
)
def test_a_mistake_stands_at_its_field(browser, query, told):
    said = read(browser, f"{PAGE}?{query}")
    assert "Der er 1 problem" in said
    assert said.count(told) == 2
    assert "Forudsætninger" not in said


def test_every_mistake_stands_at_its_field(browser):
    query = "s_sikring_aftrapning=200&s_sikring_indkomstgraense=x&dag_0=31&dag_1=2&dag_2=2026"
    said = read(browser, f"{PAGE}?{query}")
    assert "Der er 3 problemer" in said
    for field in ("s_sikring_aftrapning", "s_sikring_indkomstgraense", "dag"):
        assert f'id="id_{field}-error"' in said
    assert said.count("rigtig dato") == said.count("skriv et tal fra 0 % til 100 %.") == 2


@pytest.mark.parametrize("query", ["s_ukendt=1", "sats=ukendt", "regel=ukendt", "resultat=ukendt"])
def test_a_name_that_the_law_does_not_have_is_left_out(browser, query):
    assert "Forslaget er tomt" in read(browser, f"{PAGE}?{query}")


def test_a_benefit_that_is_not_here_is_missing(browser):
    assert browser.get("/regelkontor/ydelser/ukendt/").status_code == 404


def test_the_link_to_share_opens_the_same_proposal(browser):
    said = read(browser, f"{PAGE}?{CHANGE}")
    link = said.split('id="link" value="')[1].split('"')[0].replace("&amp;", "&")
    assert "Forslaget koster" in read(browser, link.removeprefix("http://testserver"))


def test_the_file_holds_families_and_kommuner(browser):
    answer = browser.get(f"{PAGE}csv/?{CHANGE}")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.reader(io.StringIO(answer.content.decode()), delimiter=";"))
    assert rows[0][:2] == ["Inddeling", "Gruppe"]
    assert ["Kommune", "Vejle"] in [row[:2] for row in rows]


def test_there_is_no_file_of_what_cannot_be_tried(browser):
    assert browser.get(f"{PAGE}csv/?s_sikring_aftrapning=200").status_code == 422


def test_a_proposal_is_kept_and_stands_in_the_list(browser):
    told = {"forslag": CHANGE, "titel": "Højere grænse"}
    answer = browser.post(f"{PAGE}gem/", told)
    assert answer.status_code == 302
    assert Scenario.objects.get().title == "Højere grænse"
    assert ">Højere grænse</a>" in read(browser, answer.url.partition("#")[0])


def test_a_proposal_that_changes_nothing_is_not_kept(browser):
    assert browser.post(f"{PAGE}gem/", {"forslag": DAY, "titel": "x"}).status_code == 422


def test_a_bill_is_opened_on_its_page(browser):
    answer = browser.post(f"{BILLS}nyt/", {"title": "Lov om x", "ministry": "Y"})
    assert answer.url == f"{BILLS}{Bill.objects.get().pk}/"
    assert "0 af 11 punkter" in read(browser, answer.url)
    assert "Lov om x" in read(browser, BILLS)


def test_a_bill_without_a_title_is_asked_for_it(browser):
    assert "Der er 1 problem" in browser.post(f"{BILLS}nyt/", {"ministry": "Y"}).content.decode()


def test_the_page_of_a_bill_shows_its_way_and_what_it_departs_from(browser, bill):
    said = read(browser, f"{BILLS}{bill.pk}/")
    assert 'aria-current="step"' in said
    assert "Lovforslaget fraviger 2 principper" in said
    assert "Send til sekretariatet" in said
    assert "Udefineret begreb" in said


def test_the_report_prints_every_point(browser, bill):
    said = read(browser, f"{BILLS}{bill.pk}/rapport/")
    assert said.count('<section class="sh-report">') == 11
    assert "Skønnet i § 3 kan ikke afgøres af en maskine." in said


def test_the_text_marks_every_word_that_is_noticed(browser, bill):
    said = read(browser, f"{BILLS}{bill.pk}/tekst/")
    for word in ("i særlige tilfælde", "medmindre", "MitID", "skriftligt", "formuen"):
        assert f"<mark>{word}</mark>" in said


def test_a_text_is_pasted(browser, bill):
    browser.post(f"{BILLS}{bill.pk}/tekst/", {"text": "§ 1. Loven kan ophæves.", "seen": 1})
    assert queries.text_of(bill).version == 2


def test_an_answer_that_lacks_a_provision_is_asked_for_it(browser, bill):
    told = {"answer": "yes", "evidence": "x", "seen": 1}
    said = browser.post(f"{BILLS}{bill.pk}/punkt/simple/", told).content.decode()
    assert said.count("Skriv mindst én bestemmelse, når svaret er ja.") == 2
    assert queries.answers_of(bill)["simple"].version == 1


def test_an_answer_is_written_as_a_new_version(browser, bill):
    told = {"answer": "yes", "provisions": "§ 1", "evidence": "x", "seen": 1}
    assert browser.post(f"{BILLS}{bill.pk}/punkt/simple/", told).status_code == 302
    said = read(browser, f"{BILLS}{bill.pk}/punkt/simple/")
    assert "Udgave 2" in said
    assert "Udgave 1" in said


def send(browser, bill, **more):
    day = {"hearing_on_0": "1", "hearing_on_1": "3", "hearing_on_2": "2100"}
    return browser.post(f"{BILLS}{bill.pk}/send/", day | more)


def test_a_bill_goes_through_its_pages(browser, bill):
    address = f"{BILLS}{bill.pk}/"
    assert send(browser, bill).url == address
    assert "Notér anbefaling" in read(browser, address)
    browser.post(f"{address}anbefaling/simple/", {"recommendation": "Ret § 3"})
    browser.post(f"{address}receive/")
    assert "Ret § 3" in read(browser, address)
    assert "Ret § 3" in read(browser, f"{address}fulgt/simple/")
    browser.post(f"{address}fulgt/simple/", {"is_followed": "yes"})
    assert browser.post(f"{address}hear/").status_code == 409
    assert queries.advice_of(bill)["simple"].is_followed is True


def test_less_than_six_weeks_is_a_mistake_at_the_reason(browser, bill):
    from django.utils.timezone import localdate, timedelta  # noqa: PLC0415

    day = localdate() + timedelta(days=10)
    told = {f"hearing_on_{i}": str(part) for i, part in enumerate((day.day, day.month, day.year))}
    said = send(browser, bill, **told).content.decode()
    assert "mindre end seks uger" in said
    assert send(browser, bill, **told, late_because="Frist").status_code == 302


@pytest.mark.parametrize("told", [{}, {"is_followed": "no"}, {"is_followed": "no", "because": " "}])
def test_advice_not_followed_is_asked_why(browser, bill, told):
    send(browser, bill)
    browser.post(f"{BILLS}{bill.pk}/anbefaling/it/", {"recommendation": "x"})
    browser.post(f"{BILLS}{bill.pk}/receive/")
    said = browser.post(f"{BILLS}{bill.pk}/fulgt/it/", told).content.decode()
    assert "Der er 1 problem" in said


def test_the_assessment_is_a_file(browser, bill):
    told = browser.get(f"{BILLS}{bill.pk}/csv/").content.decode()
    rows = list(csv.reader(io.StringIO(told), delimiter=";"))
    assert len(rows) == 12
    assert rows[0][:3] == ["Nr.", "Punkt", "Svar"]
    assert rows[1][2:4] == ["Delvist", "§ 3\n§ 4"]


def test_the_years_are_a_file(browser, bill):
    assert browser.get(f"{BILLS}csv/").content.decode().startswith("År;Lovforslag i høring")


def test_a_bill_that_is_not_ours_is_missing(browser, ruth):
    assert browser.get(f"{BILLS}999/").status_code == 404


def test_in_english_rates_rules_and_families_are_english(browser):
    said = read(browser, f"/en{ENGLISH}?{CHANGE}")
    assert "Income limit (boligsikring) (BSL § 22, stk. 1)" in said
    assert "190,000 kr. a year" in said
    assert "Housing benefit a month" in said
    assert "Boligstøtte" not in said.replace("lov om individuel boligstøtte", "")
