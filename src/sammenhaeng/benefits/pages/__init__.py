"""Pages of benefits: the calculator, the citizen's own, the caseworker's, the review."""
