"""What may follow what for a release, and which releases can tell of each other. Pure."""

from collections.abc import Iterable

PUBLISHED, REFUSED, WITHDRAWN = "published", "refused", "withdrawn"
TRANSITIONS: dict[str, dict[str, str]] = {
    PUBLISHED: {"withdraw": WITHDRAWN},
    REFUSED: {},
    WITHDRAWN: {},
}
VERDICTS = {  # rule of the gate -> what people read
    "exact": "{n} skjulte tal kan regnes ud af de viste.",
    "narrow": "{n} skjulte tal kan regnes for snævert ud af de viste.",
    "singleton": "{n} skjulte tal kan regnes ud af en, der selv er alene i et af tallene.",
    "before": "{n} tal, der skal skjules, er vist før.",
    "earlier": "{n} skjulte tal kan regnes ud sammen med det, der er vist før.",
    "difference": "{n} tal ligger så tæt på det, der er vist før, at forskellen er få personer.",
    "contradiction": "Tallene kan ikke være sande samtidig med det, der er vist før.",
}


def within_reach(periods: Iterable[str], others: Iterable[tuple[int, Iterable[str]]]) -> list[int]:
    """Which of the others share a period with these, or with one that does, and so on."""
    reached, left, found = set(periods), {key: set(own) for key, own in others}, []
    while near := [key for key, own in left.items() if own & reached]:
        for key in near:
            reached |= left.pop(key)
        found += near
    return sorted(found)
