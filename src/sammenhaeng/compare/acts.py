"""What may be done in this room, and by which roles."""

from sammenhaeng.kernel.acts import Act, Reach

FOLLOW_UP = Act(
    "compare.follow_up", "skrive om enhedens resultater og aftale opfølgning",
    frozenset({"leader"}), Reach.AUTHORITY,
)  # fmt: skip
COMMENT = Act(
    "compare.comment", "skrive en offentlig kommentar til enhedens tal", frozenset({"leader"})
)
