"""A leader's own group of places: proposed with a reason, never in place of the peers."""

import pytest

from sammenhaeng.access import queries as access
from sammenhaeng.audit.models import Entry
from sammenhaeng.compare.models import Measurement, OwnGroup, Standing
from sammenhaeng.compare.operations import figures
from sammenhaeng.compare.operations import group as verbs
from sammenhaeng.compare.operations.group import Proposal
from sammenhaeng.compare.queries import group as queries
from sammenhaeng.compare.queries import places
from sammenhaeng.compare.queries.places import Wanted
from sammenhaeng.compare.rules import group as rules
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.organisation.models import Unit

PAGE = "/leder/sammenligning/"
FORM = f"{PAGE}forslag/"
REASON = "Vi har alle en modtageklasse."


@pytest.fixture
def others(solby) -> list[int]:
    rows = Unit.objects.filter(kind="school").exclude(pk=solby.school.pk).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:21])


@pytest.fixture
def group(solby, others, at) -> OwnGroup:
    return verbs.propose(solby.school, Proposal(others[:6], REASON), by=solby.bo, at=at)


@pytest.fixture
def bo(solby, sitting):
    return sitting(solby.bo)


def main_of(answer, status=200) -> str:
    assert answer.status_code == status
    text = answer.content.decode()
    return text[text.index("<main") : text.index("</main")]


def test_a_leader_proposes_and_it_is_written_down(group, solby, others):
    assert (queries.standing(solby.school), group.places) == (group, others[:6])
    assert Entry.objects.latest("pk").act == "own_group.proposed"


@pytest.mark.parametrize("who", ["mette", "eva", "per", "anne", "karen"])
def test_a_stranger_neither_proposes_nor_withdraws(group, solby, others, at, who):
    by = solby.seats[who]
    for verb in (
        lambda: verbs.propose(solby.school, Proposal(others[:5], REASON), by=by, at=at),
        lambda: verbs.withdraw(group, by=by, at=at),
    ):
        with pytest.raises(Refused) as no:
            verb()
        assert no.value.code == "forbidden"


@pytest.mark.parametrize("count", [5, 17])
def test_a_group_has_five_to_twenty_places(solby, others, at, count):
    wanted = Proposal(others[:count], REASON)
    assert len(verbs.propose(solby.school, wanted, by=solby.bo, at=at).places) == count


def test_four_or_more_than_the_most_are_refused(solby, others, at, monkeypatch):
    monkeypatch.setattr(rules, "MOST", 6)
    for count in (4, 7):
        with pytest.raises(Refused, match="Vælg 5 til 6"):
            verbs.propose(solby.school, Proposal(others[:count], REASON), by=solby.bo, at=at)


def test_neither_itself_nor_another_kind_may_be_in_it(solby, others, at):
    daycare = Unit.objects.filter(kind="daycare").first().pk
    for stray in (solby.school.pk, daycare, 999_999_999):
        with pytest.raises(Refused, match="samme slags"):
            verbs.propose(solby.school, Proposal([*others[:5], stray], REASON), by=solby.bo, at=at)


@pytest.mark.parametrize("reason", ["", "  ", "x" * 1001, "Anne 010203-1234 er syg"])
def test_a_reason_is_written_and_names_nobody(solby, others, at, reason):
    with pytest.raises(Refused, match="hvorfor"):
        verbs.propose(solby.school, Proposal(others[:5], reason), by=solby.bo, at=at)
    assert not OwnGroup.objects.exists()


def test_a_new_proposal_takes_the_place_and_the_old_is_kept(group, solby, others, at):
    new = verbs.propose(solby.school, Proposal(others[1:6], "Nyt"), by=solby.bo, at=at)
    group.refresh_from_db()
    assert (queries.standing(solby.school), group.withdrawn_by_id) == (new, solby.bo.pk)


def test_a_proposal_is_withdrawn_once(group, solby, at):
    verbs.withdraw(group, by=solby.bo, at=at)
    assert queries.standing(solby.school) is None
    with pytest.raises(Refused) as no:
        verbs.withdraw(group, by=solby.bo, at=at)
    assert no.value.code == "state"


def test_what_is_reckoned_and_published_knows_nothing_of_it(group, solby, at):
    before = Measurement.objects.get(indicator="absence", first_on__year=2025, superseded_at=None)
    made, *_ = figures.reckon("absence", 2025, by=access.machine(), at=at)
    told = [
        Standing.objects.get(measurement=one, unit=solby.school).peers for one in (before, made)
    ]
    assert told[0] == told[1]


def test_the_page_shows_it_beside_the_peers_and_not_in_their_place(group, bo):
    page = main_of(bo.get(PAGE))
    for words in ("De steder, der ligner jer mest", "De steder, vi sammenligner med",
                  "Jeres egen gruppe", REASON):  # fmt: skip
        assert words in page


def test_a_group_with_fewer_than_five_that_are_shown_has_no_middle_half(solby, others):
    at = places.place(solby.school, Wanted())
    for count, hidden in ((4, 3), (5, 0)):
        rows = queries.beside(at, OwnGroup(places=others[:count])).told()
        assert rows[2].count("–") == hidden


def test_the_form_begins_with_our_peers_finds_others_and_saves(solby, bo, others):
    page = main_of(bo.get(FORM))
    assert page.count("checked") >= 5
    name = Unit.objects.get(pk=others[0]).name
    sent = {"sted": others[1:6], "reason": REASON, "navn": name, "find": "1"}
    found = main_of(bo.post(FORM, sent))
    assert name in found
    assert REASON in found
    assert not OwnGroup.objects.exists()
    kept = {"sted": others[:5], "reason": REASON}
    assert bo.post(FORM, kept).url == f"{PAGE}?enhed={solby.school.pk}"
    assert queries.standing(solby.school).places == others[:5]


@pytest.mark.parametrize(("sent", "says"), [
    ({"reason": REASON}, "Vælg mindst fem steder"), ({"count": 4, "reason": REASON}, "Vælg 5 til"),
    ({"count": 5}, "Skriv, hvorfor"), ({"count": 5, "reason": "010203-1234"}, "CPR-nummer"),
])  # fmt: skip
def test_what_is_missing_is_said_and_what_was_chosen_is_kept(bo, others, sent, says):
    chosen = others[: sent.pop("count", 0)]
    page = main_of(bo.post(FORM, sent | {"sted": chosen}), 422)
    assert says in page
    assert page.count("checked") == len(chosen)


def test_it_is_taken_back_on_the_page(group, solby, bo):
    assert bo.post(f"{FORM}fjern/").status_code == 302
    assert queries.standing(solby.school) is None
    assert bo.post(f"{FORM}fjern/").status_code == 404


@pytest.mark.parametrize("who", ["mette", "eva", "per", "anne", "nina"])
def test_the_form_is_for_leaders(solby, sitting, who):
    assert sitting(solby.seats[who]).get(FORM).status_code == 403


def test_a_leader_proposes_for_nobody_elses_place(bo, others):
    assert bo.get(f"{FORM}?enhed={others[0]}").status_code == 404
