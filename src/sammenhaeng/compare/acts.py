"""What may be done in this room, and by which roles."""

from sammenhaeng.kernel.acts import Act, Reach

FOLLOW_UP = Act(
    "compare.follow_up", "skrive om enhedens resultater og aftale opfølgning",
    frozenset({"leader"}), Reach.AUTHORITY,
)  # fmt: skip
COMMENT = Act(
    "compare.comment", "skrive en offentlig kommentar til enhedens tal", frozenset({"leader"})
)
PROPOSE_PEERS = Act(
    "compare.propose_peers", "foreslå, hvem enheden skal sammenlignes med", frozenset({"leader"})
)
RECKON = Act(
    "compare.reckon", "regne indikatorer ud",
    frozenset({"analyst", "system"}), Reach.ANYWHERE,
)  # fmt: skip
MEASURE = Act("compare.measure", "måle effekten af rejseholdets besøg", frozenset({"hr"}))
PUBLISH = Act(
    "compare.publish", "offentliggøre indikatorer",
    frozenset({"analyst", "system"}), Reach.ANYWHERE,
)  # fmt: skip
