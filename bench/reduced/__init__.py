"""A reduced benefit, written once as our law and once for OpenFisca, and the same households."""
