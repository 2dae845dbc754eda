"""What may be done about absence, by which roles and through which relation."""

from sammenhaeng.kernel.acts import Act, Reach

LEADERS = frozenset({"leader", "hr"})
PERSONNEL = frozenset({"personnel"})

EMPLOY = Act(
    "absence.employ", "oprette en ansættelse", frozenset({"hr", "system"}), Reach.AUTHORITY
)
FOLLOW_UP = Act(
    "absence.follow_up", "følge op på en medarbejders sygefravær", LEADERS, Reach.ANYWHERE,
    PERSONNEL,
)  # fmt: skip
SET_TARGET = Act("absence.set_target", "sætte mål for sygefraværet", LEADERS)
CHECK_TARGET = Act(
    "absence.check_target", "gøre status på et mål for sygefraværet", LEADERS | {"system"}
)
NOTE_SYSTEM_CHANGE = Act(
    "absence.note_system_change", "notere, at fraværet tælles i et nyt system",
    frozenset({"hr", "administrator", "system"}), Reach.AUTHORITY,
)  # fmt: skip
SHARE_OUT = Act(
    "absence.share_out", "fordele midler til mindre sygefravær",
    frozenset({"administrator", "hr"}),
)  # fmt: skip
APPLY = Act("absence.apply", "søge midler til mindre sygefravær", LEADERS)
REQUEST_VISIT = Act("absence.request_visit", "ønske besøg af rejseholdet", LEADERS)
TRAVEL = Act("absence.travel", "aftale og holde rejseholdets besøg", frozenset({"hr"}))
RECORD_EFFECT = Act(
    "absence.record_effect", "måle effekten af en indsats mod sygefravær", frozenset({"system"}),
    Reach.ANYWHERE,
)  # fmt: skip
