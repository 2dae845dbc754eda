"""What may be done about citizens, by which roles and through which relation."""

from sammenhaeng.kernel.acts import Act, Reach

STAFF = frozenset({"caseworker", "intake"})
CITIZEN = frozenset({"citizen"})
OWN = frozenset({"self", "guardian", "mandate"})
WORKS_WITH = frozenset({"coordinator", "team", "case", "task"})
ANYWHERE = Reach.ANYWHERE

REGISTER = Act("citizens.register", "oprette en borger", STAFF | {"administrator", "system"})
CORRECT = Act(
    "citizens.correct", "rette borgerens oplysninger", STAFF | {"system"}, ANYWHERE, WORKS_WITH
)
FIND = Act("citizens.find", "søge efter borgere", STAFF | {"system"})
ASK_CONSENT = Act(
    "citizens.ask_consent", "bede om samtykke", STAFF | {"system"}, ANYWHERE, WORKS_WITH
)
ANSWER_CONSENT = Act("citizens.answer_consent", "svare på samtykket", CITIZEN, ANYWHERE, OWN)
WITNESS_CONSENT = Act(
    "citizens.witness_consent", "skrive et mundtligt samtykke ned", STAFF, ANYWHERE, WORKS_WITH
)
WITHDRAW_CONSENT = Act(
    "citizens.withdraw_consent", "trække samtykket tilbage", CITIZEN | STAFF, ANYWHERE,
    OWN | WORKS_WITH | {"consent"},
)  # fmt: skip
EXPIRE_CONSENT = Act("citizens.expire_consent", "lade samtykker udløbe", frozenset({"system"}))
CONTEST_FACT = Act("citizens.contest_fact", "melde en fejl i oplysningerne", CITIZEN, ANYWHERE, OWN)
