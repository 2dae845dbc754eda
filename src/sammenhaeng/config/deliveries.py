"""Which deliveries are taken in: the schemas of every room, on one screen."""

from collections.abc import Sequence

from sammenhaeng.absence.rules.deliveries import EMPLOYMENTS, SPELLS
from sammenhaeng.kernel.deliveries import Schema

SCHEMAS: Sequence[Schema] = (EMPLOYMENTS, SPELLS)
