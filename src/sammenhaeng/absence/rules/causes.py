"""Cause codes of absence, and which of them count as sickness absence. Pure.

Codes and labels: Danmarks Statistik, fraværsårsag (FRAVAARSAG). What counts as sickness absence:
own sickness (complaints of pregnancy included) and work injury, as Benchmarkingenheden counts it.
"""

OWN, CHILDREN, INJURY, PARENTAL = 1100, 1200, 1300, 1400
CAUSES = {
    OWN: "Egen sygdom",
    CHILDREN: "Børns sygdom",
    INJURY: "Arbejdsulykke",
    PARENTAL: "Barsel og adoption",
}
SICKNESS = frozenset({OWN, INJURY})


def counts(cause: int) -> bool:
    """Whether the cause is sickness absence; children's sickness and parental leave are not."""
    return cause in SICKNESS


def groups() -> tuple[frozenset[int], ...]:
    """Causes whose spells are merged with each other: sickness as one, the others by themselves."""
    return SICKNESS, frozenset({CHILDREN}), frozenset({PARENTAL})
