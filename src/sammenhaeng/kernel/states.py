"""State tables: what may follow what, and a clear no to everything else."""

from collections.abc import Iterable, Mapping

from .refusal import Refused

Transitions = Mapping[str, Mapping[str, str]]


def next_state(transitions: Transitions, state: str, event: str) -> str:
    """The state after `event`, or Refused("state") when the table does not list it."""
    try:
        return transitions[state][event]
    except KeyError:
        raise Refused(
            "state",
            "Det kan ikke lade sig gøre nu ({event} i tilstanden {state}). "
            "Genindlæs siden, og se, hvad der er sket.",
            event=event,
            state=state,
        ) from None


def terminal(transitions: Transitions) -> frozenset[str]:
    return frozenset(state for state, events in transitions.items() if not events)


def diagram(transitions: Transitions) -> str:
    """The table as a Mermaid state diagram, for the docs."""
    return "\n".join(["stateDiagram-v2", *sorted(_arrows(transitions))])


def _arrows(transitions: Transitions) -> Iterable[str]:
    for state, events in transitions.items():
        if not events:
            yield f"    {state} --> [*]"
        for event, after in events.items():
            yield f"    {state} --> {after}: {event}"
