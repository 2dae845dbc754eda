import pytest
from hypothesis import given
from hypothesis import strategies as st

from sammenhaeng.citizens import rules as citizens
from sammenhaeng.inbox import rules as inbox
from sammenhaeng.journeys.rules import appointments, lines, plans
from sammenhaeng.kernel import states
from sammenhaeng.kernel.refusal import Refused

TABLES = {
    "plan": plans.HOLISTIC, "statutory": plans.STATUTORY, "goal": lines.GOAL,
    "activity": lines.ACTIVITY, "appointment": appointments.APPOINTMENT,
    "consent": citizens.CONSENT, "task": inbox.TASK,
}  # fmt: skip
SMALL = {"a": {"go": "b", "stop": "c"}, "b": {"back": "a"}, "c": {}}


@given(st.sampled_from("abcx"), st.sampled_from(["go", "stop", "back", "fly"]))
def test_only_what_the_table_lists_may_follow(state, event):
    listed = {("a", "go"): "b", ("a", "stop"): "c", ("b", "back"): "a"}
    if (state, event) in listed:
        assert states.next_state(SMALL, state, event) == listed[state, event]
        return
    with pytest.raises(Refused, match="Genindlæs siden"):
        states.next_state(SMALL, state, event)


def test_the_diagram_shows_every_arrow_and_every_end():
    assert states.diagram(SMALL).splitlines()[1:] == [
        "    a --> b: go", "    a --> c: stop", "    b --> a: back", "    c --> [*]",
    ]  # fmt: skip


@pytest.mark.parametrize("name", TABLES)
def test_a_table_leads_only_to_its_own_states_and_can_end(name):
    table = TABLES[name]
    reached = {after for events in table.values() for after in events.values()}
    assert reached <= set(table)
    assert states.terminal(table)


@pytest.mark.parametrize("name", TABLES)
def test_an_end_can_be_reached_from_every_state(name):
    table = TABLES[name]
    ends = set(states.terminal(table))
    for _ in table:
        ends |= {state for state, events in table.items() if ends & set(events.values())}
    assert ends == set(table)
