"""What may be done about benefits, by which roles and through which relation."""

from sammenhaeng.kernel.acts import Act, Reach

CITIZEN = frozenset({"citizen"})
CASEWORKER = frozenset({"caseworker"})
MACHINE = frozenset({"system"})
OWN = frozenset({"self", "guardian", "mandate"})
DECIDES = frozenset({"benefit"})
ANYWHERE = Reach.ANYWHERE

APPLY = Act("benefits.apply", "søge om en ydelse for borgeren", CITIZEN, ANYWHERE, OWN)
TAKE_IN = Act(
    "benefits.take_in", "tage imod en ansøgning for borgeren", CASEWORKER, Reach.UNIT,
    DECIDES | {"reason"},
)  # fmt: skip
GATHER = Act(
    "benefits.gather", "hente oplysninger til sagen", CASEWORKER | MACHINE, Reach.UNIT,
    DECIDES | {"task"},
)  # fmt: skip
DECIDE = Act("benefits.decide", "afgøre sager automatisk", MACHINE, Reach.UNIT, frozenset({"task"}))
REDRAFT = Act("benefits.redraft", "regne sagen igen", CASEWORKER, Reach.UNIT, DECIDES)
ESTABLISH = Act(
    "benefits.establish", "lægge en oplysning til grund i sagen", CASEWORKER, Reach.UNIT, DECIDES
)
SETTLE = Act("benefits.settle", "afgøre sagen", CASEWORKER, Reach.UNIT, DECIDES)
WITHDRAW = Act("benefits.withdraw", "trække ansøgningen tilbage", CITIZEN, ANYWHERE, OWN)
REPLAY = Act(
    "benefits.replay", "regne afgørelsen igen", CITIZEN | CASEWORKER | MACHINE, ANYWHERE,
    OWN | DECIDES | {"task"},
)  # fmt: skip
RULES_OFFICE = frozenset({"rules_officer"})
KEEP_SCENARIO = Act(
    "benefits.keep_scenario", "gemme et forslag til ændring af loven", RULES_OFFICE, ANYWHERE
)
WRITE_BILL = Act("benefits.write_bill", "vurdere og flytte lovforslag", RULES_OFFICE)
