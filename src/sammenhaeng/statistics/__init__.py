"""Pure statistics: rates, intervals, adjustment, funnels, shrinkage, disclosure."""
