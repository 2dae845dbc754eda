"""The synthetic nation's public staff and their absence, drawn from a seed at any scale."""

from .drawing import draw as draw
from .records import Nation as Nation
