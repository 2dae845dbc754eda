"""What may be done in this room, and by which roles."""

from sammenhaeng.kernel.acts import Act, Reach

SEAT = Act(
    "access.seat", "oprette og afslutte brugeres pladser",
    frozenset({"administrator", "system"}), Reach.AUTHORITY,
)  # fmt: skip
OPEN_WITH_REASON = Act(
    "access.open_with_reason", "slå op med begrundelse",
    frozenset({"caseworker", "intake"}), Reach.UNIT,
)  # fmt: skip
REVIEW_REASON = Act(
    "access.review_reason", "gennemgå opslag med begrundelse",
    frozenset({"leader", "auditor"}), Reach.UNIT,
)  # fmt: skip
SEE_FIGURES = Act(
    "access.see_figures", "se tal på tværs af borgere",
    frozenset({"leader", "auditor", "system"}), Reach.ANYWHERE,
)  # fmt: skip
READ_TRAIL = Act(
    "access.read_trail", "læse revisionsloggen",
    frozenset({"auditor", "administrator"}), Reach.AUTHORITY,
)  # fmt: skip
READ_REFUSALS = Act(
    "access.read_refusals", "læse, hvem der har fået nej",
    frozenset({"auditor"}), Reach.AUTHORITY,
)  # fmt: skip
DELAY_LINE = Act(
    "access.delay_line", "vente med at vise et opslag for borgeren",
    frozenset({"auditor"}), Reach.AUTHORITY,
)  # fmt: skip
RELATE = Act(
    "access.relate", "knytte en enhed til en borger",
    frozenset({"caseworker", "intake", "hr", "administrator", "citizen", "system"}), Reach.ANYWHERE,
)  # fmt: skip
SEAL = Act("access.seal", "forsegle loggen over opslag", frozenset({"system"}), Reach.ANYWHERE)
