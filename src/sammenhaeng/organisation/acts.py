"""What may be done in this room, by which roles, and what it must know of whoever acts."""

from typing import Protocol

from sammenhaeng.kernel.acts import Act, Reach
from sammenhaeng.kernel.acts import Actor as KernelActor


class Actor(KernelActor, Protocol):
    """Whoever acts, with the chain of the trail they write to and their name."""

    @property
    def chain(self) -> str: ...

    @property
    def name(self) -> str: ...


ESTABLISH = Act(
    "organisation.establish", "oprette og nedlægge myndigheder",
    frozenset({"system"}), Reach.ANYWHERE,
)  # fmt: skip
DESCRIBE = Act(
    "organisation.describe", "rette myndighedens oplysninger",
    frozenset({"administrator", "system"}), Reach.AUTHORITY,
)  # fmt: skip
ARRANGE = Act(
    "organisation.arrange", "oprette, flytte og nedlægge enheder",
    frozenset({"administrator", "system"}), Reach.AUTHORITY,
)  # fmt: skip
STAFF = Act(
    "organisation.staff", "besætte stillinger og sige, hvem de refererer til",
    frozenset({"administrator", "system"}), Reach.AUTHORITY,
)  # fmt: skip
IMPORT = Act(
    "organisation.import", "indlæse filer",
    frozenset({"administrator", "system"}), Reach.AUTHORITY,
)  # fmt: skip
BROWSE = Act(
    "organisation.browse", "se enhederne",
    frozenset({"administrator"}), Reach.ANYWHERE,
)  # fmt: skip
