from datetime import date

import pytest
from django.db import IntegrityError, connection

from sammenhaeng.audit.models import Entry
from sammenhaeng.kernel.periods import Days
from sammenhaeng.kernel.refusal import Refused
from sammenhaeng.organisation import queries
from sammenhaeng.organisation.models import Authority, Import, Unit
from sammenhaeng.organisation.operations import authorities, positions, reference, units
from sammenhaeng.organisation.operations.authorities import Profile
from sammenhaeng.organisation.operations.positions import Post
from sammenhaeng.organisation.rules.units import Description

OPEN = Days(date(2026, 1, 1))
TEAM = Description("team", "Team Unge", "unge")


@pytest.fixture
def kommune(solby):
    return Authority.objects.get(pk=solby.school.authority_id)


@pytest.fixture
def team(solby, kommune, at):
    return units.establish(kommune, TEAM, parent=solby.jobcentre, days=OPEN, by=solby.eva, at=at)


@pytest.fixture
def post(solby, at):
    def fill(name, days=OPEN):
        filling = Post(name, "leder", leads=True)
        return positions.appoint(solby.town_hall, filling, days=days, by=solby.eva, at=at)

    return fill


def last_act():
    return Entry.objects.latest("pk").act


def test_an_administrator_opens_a_unit_under_another(team, solby):
    assert team.ancestor_ids == [*solby.jobcentre.ancestor_ids, team.pk]
    assert last_act() == "unit.established"
    connection.check_constraints()


def test_a_moved_unit_takes_those_below_along(team, solby, kommune, at):
    below = Description("team", "Under", "under")
    below = units.establish(kommune, below, parent=team, days=OPEN, by=solby.eva, at=at)

    units.move(team, None, by=solby.eva, at=at)

    below.refresh_from_db()
    assert below.ancestor_ids == [team.pk, below.pk]
    assert last_act() == "unit.moved"
    connection.check_constraints()


def test_a_unit_may_not_move_under_itself_or_those_below(team, solby, at):
    for parent in (solby.jobcentre, team):
        with pytest.raises(Refused, match="under sig selv"):
            units.move(solby.jobcentre, parent, by=solby.eva, at=at)


def test_a_unit_stands_only_in_its_own_authority(team, solby, at):
    with pytest.raises(Refused, match="samme myndighed"):
        units.move(team, solby.psychiatry, by=solby.eva, at=at)


def test_a_unit_is_not_valid_longer_than_what_it_stands_under(team, solby, kommune, at):
    early = Days(date(2025, 12, 31))
    with pytest.raises(Refused, match="den overordnede"):
        units.establish(
            kommune, Description("team", "Før"), parent=team, days=early, by=solby.eva, at=at
        )


def test_a_code_is_used_once_in_an_authority(team, solby, kommune, at):
    with pytest.raises(Refused, match="allerede koden"):
        units.establish(kommune, TEAM, parent=None, days=OPEN, by=solby.eva, at=at)


@pytest.mark.parametrize(
    "text",
    [
        Description("team", " "), Description("castle", "Slot"),
        Description("team", "Ny", ownership="castle"), Description("team", "Ny", about="x" * 2001),
    ],
)  # fmt: skip
def test_a_unit_has_a_name_and_a_known_kind(team, solby, at, text):
    with pytest.raises(Refused):
        units.describe(team, text, by=solby.eva, at=at)


def test_a_unit_closes_once_and_after_those_below(team, solby, at):
    day = date(2026, 12, 31)
    with pytest.raises(Refused, match="ligger under"):
        units.close(solby.jobcentre, last_on=day, by=solby.eva, at=at)

    assert units.close(team, last_on=day, by=solby.eva, at=at).last_on == day
    assert last_act() == "unit.closed"
    with pytest.raises(Refused, match="allerede nedlagt"):
        units.close(team, last_on=day, by=solby.eva, at=at)
    with pytest.raises(Refused, match="før første dag"):
        units.close(solby.school, last_on=date(2006, 1, 1), by=solby.eva, at=at)


def test_a_unit_with_posts_does_not_close(team, solby, at):
    positions.appoint(team, Post("Ib Vang", "leder"), days=OPEN, by=solby.eva, at=at)
    with pytest.raises(Refused, match="stillingerne"):
        units.close(team, last_on=date(2026, 12, 31), by=solby.eva, at=at)


STRANGERS = ["mette", "karen", "lone", "per", "anne"]


@pytest.mark.parametrize("who", STRANGERS)
def test_a_stranger_may_not_touch_units(team, solby, kommune, at, who):
    by = solby.seats[who]
    for act in (
        lambda: units.establish(
            kommune, Description("team", "Ny"), parent=None, days=OPEN, by=by, at=at
        ),
        lambda: units.describe(team, TEAM, by=by, at=at),
        lambda: units.move(team, None, by=by, at=at),
        lambda: units.close(team, last_on=date(2026, 12, 31), by=by, at=at),
        lambda: positions.appoint(team, Post("A", "b"), days=OPEN, by=by, at=at),
        lambda: authorities.describe(kommune, Profile("Ny"), by=by, at=at),
    ):
        with pytest.raises(Refused, match="Du har ikke adgang"):
            act()


def test_an_administrator_may_not_touch_another_authority(solby, at):
    for act in (
        lambda: units.move(solby.psychiatry, None, by=solby.eva, at=at),
        lambda: authorities.describe(
            solby.psychiatry.authority, Profile("Ny"), by=solby.eva, at=at
        ),
    ):
        with pytest.raises(Refused, match="Du har ikke adgang"):
            act()


def test_only_the_machine_founds_authorities(solby, at):
    made = authorities.establish(
        "private", Profile("Firma", cvr="13585628"), first_on=date(2020, 1, 1),
        by=solby.seats["system"], at=at,
    )  # fmt: skip
    assert last_act() == "authority.established"
    with pytest.raises(Refused, match="Du har ikke adgang"):
        authorities.close(made, last_on=at.date(), by=solby.eva, at=at)
    with pytest.raises(Refused, match="CVR"):
        authorities.establish(
            "private", Profile("Kopi", cvr="13585628"), first_on=date(2020, 1, 1),
            by=solby.seats["system"], at=at,
        )  # fmt: skip


def test_an_authority_closes_after_its_units(solby, kommune, at):
    with pytest.raises(Refused, match="enheder"):
        authorities.close(kommune, last_on=at.date(), by=solby.seats["system"], at=at)


def test_an_administrator_corrects_their_own_authority(solby, kommune, at):
    profile = Profile("Solby Kommune", "0999", phone="99 99 10 01")
    assert authorities.describe(kommune, profile, by=solby.eva, at=at).phone == "99 99 10 01"
    assert last_act() == "authority.described"


def test_nothing_is_founded_where_something_is(solby, at):
    with pytest.raises(Refused, match="allerede myndigheder"):
        authorities.found("En til", at=at)


@pytest.mark.parametrize("chain", [[], [1], [1, 2]])
def test_the_database_refuses_a_unit_with_a_wrong_chain(team, chain):
    Unit.objects.filter(pk=team.pk).update(ancestor_ids=chain)
    with pytest.raises(IntegrityError, match="wrong ancestor_ids"):
        connection.check_constraints()


def test_the_database_refuses_a_move_that_leaves_those_below_behind(solby):
    Unit.objects.filter(pk=solby.town_hall.pk).update(ancestor_ids=[99, solby.town_hall.pk])
    with pytest.raises(IntegrityError, match="wrong ancestor_ids"):
        connection.check_constraints()


def test_a_post_reports_to_another_and_then_to_a_third(post, solby, at):
    ib, ea, bo = post("Ib"), post("Ea"), post("Bo")
    positions.report_to(ib, ea, days=OPEN, by=solby.eva, at=at)
    positions.report_to(ib, bo, days=Days(date(2026, 6, 1)), by=solby.eva, at=at)

    assert queries.leader_of(ib, date(2026, 5, 31)) == ea
    assert queries.leader_of(ib, date(2026, 6, 1)) == bo
    assert list(queries.staff_of(bo, date(2026, 6, 1))) == [ib]
    assert last_act() == "line.drawn"


def test_nobody_comes_to_report_to_themselves(post, solby, at):
    ib, ea, bo = post("Ib"), post("Ea"), post("Bo")
    positions.report_to(ib, ea, days=OPEN, by=solby.eva, at=at)
    positions.report_to(ea, bo, days=OPEN, by=solby.eva, at=at)

    for leader in (ib, ea, bo):
        with pytest.raises(Refused, match="referere til sig selv"):
            positions.report_to(bo, leader, days=OPEN, by=solby.eva, at=at)
    assert queries.leader_of(bo, date(2026, 1, 1)) is None


def test_a_ring_in_different_days_is_none(post, solby, at):
    ib, ea = post("Ib"), post("Ea")
    spring = Days(date(2026, 1, 1), date(2026, 6, 30))
    positions.report_to(ib, ea, days=spring, by=solby.eva, at=at)
    positions.report_to(ea, ib, days=Days(date(2026, 7, 1)), by=solby.eva, at=at)

    with pytest.raises(Refused, match="referere til sig selv"):
        positions.report_to(ib, ea, days=Days(date(2026, 7, 1)), by=solby.eva, at=at)


def test_a_post_ends_with_its_lines(post, solby, at):
    ib, ea = post("Ib"), post("Ea")
    positions.report_to(ib, ea, days=OPEN, by=solby.eva, at=at)
    positions.end(ea, last_on=date(2026, 3, 31), by=solby.eva, at=at)

    assert queries.leader_of(ib, date(2026, 4, 1)) is None
    assert last_act() == "position.ended"
    with pytest.raises(Refused, match="allerede afsluttet"):
        positions.end(ea, last_on=date(2026, 3, 31), by=solby.eva, at=at)


def test_the_reference_data_are_there_and_loading_again_changes_nothing(solby, at):
    coded = Authority.objects.exclude(code="")
    assert coded.filter(kind="kommune").count() == 98 + 1  # and Solby
    assert coded.filter(kind="region").count() == 5 + 1
    assert Authority.objects.get(kind="kommune", code="0101").name == "København"

    again = reference.load(by=solby.seats["system"], at=at)

    told = (again.rows_new, again.rows_changed, again.rows_same)
    assert told == (0, 0, 98 + 5 + 3)


def test_a_corrected_name_comes_back_with_the_reference_data(solby, at):
    Authority.objects.filter(code="0101").update(name="Hovedstaden")
    assert reference.load(by=solby.seats["system"], at=at).rows_changed == 1
    assert Authority.objects.get(code="0101").name == "København"
    with pytest.raises(Refused):
        reference.load(by=solby.eva, at=at)
    assert Import.objects.filter(kind="reference").count() == 2
