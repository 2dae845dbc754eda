"""The synthetic nation's public staff and their absence, drawn from a seed at any scale."""

from .deliveries import write as write
from .deliveries import write_csv as write_csv
from .drawing import draw as draw
from .records import Nation as Nation
