"""Pages of early action, targets, money and the travelling team."""
