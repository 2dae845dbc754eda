"""Pure statistics: rates, intervals, adjustment, disclosure, trials, economics."""
