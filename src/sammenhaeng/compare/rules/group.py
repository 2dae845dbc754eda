"""A proposed group of places to be compared with: how many, and how long its reason. Pure."""

from sammenhaeng.statistics.disclosure import FEWEST

LEAST, MOST = FEWEST, 20  # places: a middle half of fewer than five is not shown
LONGEST = 1000  # characters of the reason
