"""What may be done in this room, by which roles, and what it must know of whoever acts."""

from typing import Protocol

from sammenhaeng.kernel.acts import Act, Reach
from sammenhaeng.kernel.acts import Actor as KernelActor


class Actor(KernelActor, Protocol):
    """Whoever acts, with the chain of the trail they write to."""

    @property
    def chain(self) -> str: ...


PUBLISH = Act(
    "releases.publish", "offentliggøre tal om mennesker",
    frozenset({"analyst", "system"}), Reach.ANYWHERE,
)  # fmt: skip
WITHDRAW = Act(
    "releases.withdraw", "trække offentliggjorte tal tilbage",
    frozenset({"analyst", "system"}), Reach.ANYWHERE,
)  # fmt: skip
