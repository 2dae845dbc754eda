"""What may be done with deliveries, by which roles."""

from sammenhaeng.kernel.acts import Act, Reach

DELIVER = Act(
    "lake.deliver", "indlæse leverancer",
    frozenset({"administrator", "system"}), Reach.AUTHORITY,
)  # fmt: skip
WITHDRAW = Act(
    "lake.withdraw", "trække leverancer tilbage",
    frozenset({"administrator", "system"}), Reach.AUTHORITY,
)  # fmt: skip
SWEEP = Act(
    "lake.sweep", "rydde op efter afbrudte indlæsninger",
    frozenset({"system"}), Reach.ANYWHERE,
)  # fmt: skip
