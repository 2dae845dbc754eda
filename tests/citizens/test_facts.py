"""What registers say: once, with its source, and never silently over the citizen's objection."""

from datetime import timedelta

import pytest

from sammenhaeng.access import operations as access
from sammenhaeng.citizens.operations import facts as verbs
from sammenhaeng.citizens.operations.facts import Statement
from sammenhaeng.citizens.queries import facts as queries
from sammenhaeng.inbox.models import Task
from sammenhaeng.kernel.refusal import Refused

STREET = Statement("address.street", "Skovvej 1", "CPR")


@pytest.fixture
def use(solby, at):
    """The machine's look at Bent's facts."""
    return access.look_up(
        solby.citizens["bent"], purpose="registration", seen=["facts"], by=solby.system, at=at
    )


def stated(use, told=STREET):
    return verbs.state_fact(use.citizen_id, told, by=use.by, at=use.at)


def test_a_new_value_supersedes_the_old_one_and_keeps_it(use):
    old = stated(use)
    new = stated(use, Statement("address.street", "Skovvej 2", "CPR"))
    old.refresh_from_db()
    assert old.superseded_at == use.at
    assert [one.pk for one in queries.facts(use)] == [new.pk]


def test_the_same_value_is_only_fetched_again(use):
    first = stated(use)
    assert stated(use).pk == first.pk


def test_a_contested_value_stays_contested_when_the_register_repeats_it(use, solby, at):
    fact = verbs.contest(stated(use), "Jeg er flyttet", by=solby.bent, at=at)
    assert stated(use).contested_at == fact.contested_at


def test_an_objection_needs_words_and_its_own_citizen(use, solby, at):
    with pytest.raises(Refused, match="forkert"):
        verbs.contest(stated(use), " ", by=solby.bent, at=at)
    with pytest.raises(Refused, match="adgang"):
        verbs.contest(stated(use), "Jeg er flyttet", by=solby.anne, at=at)


def test_units_with_a_case_hear_of_an_objection(story, solby):
    anne, now = solby.citizens["anne"], story.changed_at + timedelta(hours=1)
    use = access.look_up(anne, purpose="own", seen=["facts"], by=solby.anne, at=now)
    verbs.contest(queries.facts(use)[0], "Jeg er flyttet", by=solby.anne, at=now)
    asked = Task.objects.filter(kind="fact.contested").values_list("unit__name", flat=True)
    assert set(asked) == {"Jobcenter Solby", "Familieafdeling"}


def test_a_stranger_states_nothing(use, solby, at):
    with pytest.raises(Refused, match="adgang"):
        verbs.state_fact(use.citizen_id, STREET, by=solby.hans, at=at)
