# Thin over bootstrap.py, which also runs without make: python3 bootstrap.py help
.PHONY: help setup demo check test bench
help setup demo check test bench:
	@python3 bootstrap.py $@
