"""What other rooms may hear about deliveries."""

from dataclasses import dataclass

from sammenhaeng.kernel.periods import Days


@dataclass(frozen=True)
class DeliveriesChanged:
    """What is in force of a kind is another now, for these days."""

    kind: str
    days: Days
