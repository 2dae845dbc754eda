"""What may be done in this room, and by which roles."""

from sammenhaeng.kernel.acts import Act, Reach

EVERYBODY = frozenset(
    {"citizen", "caseworker", "intake", "leader", "hr", "administrator", "system"}
)

ASK = Act("inbox.ask", "bede nogen om noget", EVERYBODY, Reach.ANYWHERE)
SETTLE = Act("inbox.settle", "afslutte en opgave", EVERYBODY, Reach.ANYWHERE)
SNOOZE = Act("inbox.snooze", "udsætte en opgave", EVERYBODY)
ASSIGN = Act(
    "inbox.assign",
    "give en opgave til en kollega",
    frozenset({"caseworker", "intake", "leader", "hr"}),
)
