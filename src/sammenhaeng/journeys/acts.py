"""What may be done to plans, lines and appointments, by which roles and through which relation."""

from sammenhaeng.kernel.acts import Act, Reach

STAFF = frozenset({"caseworker", "intake"})
CITIZEN = frozenset({"citizen"})
ANYWHERE = Reach.ANYWHERE
OWN = frozenset({"self", "guardian", "mandate"})
COORDINATES = frozenset({"coordinator"})
WORKS_WITH = frozenset({"coordinator", "team", "case"})

START_STATUTORY = Act(
    "journeys.start_statutory", "lave en plan efter en enkelt lov", STAFF | {"system"},
    Reach.AUTHORITY,
)  # fmt: skip
CHANGE_STATUTORY = Act(
    "journeys.change_statutory", "ændre en anden myndigheds plan", STAFF | {"system"},
    Reach.AUTHORITY,
)  # fmt: skip

START = Act("journeys.start", "lave én samlet plan", STAFF, Reach.AUTHORITY, WORKS_WITH)
COORDINATE = Act("journeys.coordinate", "koordinere planen", STAFF, ANYWHERE, COORDINATES)
RETURN = Act(
    "journeys.return", "sende planen tilbage", STAFF | CITIZEN, ANYWHERE, COORDINATES | OWN
)
APPROVE = Act("journeys.approve", "godkende planen", CITIZEN, ANYWHERE, OWN)
WITHDRAW = Act("journeys.withdraw", "trække planen tilbage", STAFF | CITIZEN | {"system"},
               ANYWHERE, COORDINATES | OWN | {"task"})  # fmt: skip
REST_ON_CONSENT = Act(
    "journeys.rest_on_consent", "lade planen hvile på et nyt samtykke", STAFF | CITIZEN, ANYWHERE,
    OWN | WORKS_WITH,
)  # fmt: skip
ENTER_IN_ERROR = Act(
    "journeys.enter_in_error", "mærke planen som oprettet ved en fejl", STAFF, Reach.AUTHORITY,
    WORKS_WITH,
)  # fmt: skip

ADD_LINE = Act("journeys.add_line", "tilføje til planen", STAFF, ANYWHERE, WORKS_WITH)
ADD_GOAL = Act("journeys.add_goal", "tilføje et mål", STAFF | CITIZEN, ANYWHERE, OWN | WORKS_WITH)
CHANGE_LINE = Act(
    "journeys.change_line", "ændre en anden myndigheds indsats", STAFF, Reach.AUTHORITY
)
SAY_OWN_WORDS = Act("journeys.say_own_words", "rette borgerens egne ord", CITIZEN, ANYWHERE, OWN)
ANSWER_CHANGE = Act("journeys.answer_change", "svare på en ændring", CITIZEN, ANYWHERE, OWN)
TAKE_STEP = Act(
    "journeys.take_step", "ændre et skridt", STAFF | CITIZEN, ANYWHERE, OWN | WORKS_WITH
)
COMMENT = Act(
    "journeys.comment", "skrive en kommentar", STAFF | CITIZEN, ANYWHERE, OWN | WORKS_WITH
)

BOOK = Act(
    "journeys.book", "aftale møder med borgeren", STAFF | {"system"}, Reach.AUTHORITY,
    WORKS_WITH | {"consent", "reason", "task"},
)  # fmt: skip
ANSWER_MEETING = Act("journeys.answer_meeting", "svare på en indkaldelse", CITIZEN, ANYWHERE, OWN)
CANCEL_MEETING = Act(
    "journeys.cancel_meeting", "aflyse mødet", STAFF | CITIZEN | {"system"}, ANYWHERE,
    OWN | WORKS_WITH | {"task"},
)  # fmt: skip
RELEASE_HOLD = Act("journeys.release_hold", "frigive en holdt tid", frozenset({"system"}))
SUBSCRIBE = Act(
    "journeys.subscribe", "hente kalenderen som abonnement", CITIZEN, ANYWHERE, frozenset({"self"})
)
IMPORT = Act(
    "journeys.import", "indlæse oplysninger fra andre systemer",
    frozenset({"administrator", "caseworker", "system"}), Reach.AUTHORITY,
)  # fmt: skip
KEEP_DOCUMENT = Act(
    "journeys.keep_document", "gemme ressourcer fra andre systemer", frozenset({"system"}),
    ANYWHERE, frozenset({"task"}),
)  # fmt: skip
