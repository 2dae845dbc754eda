# Thin over bootstrap.py, which also runs without make: python3 bootstrap.py help
.PHONY: help setup demo check test
help setup demo check test:
	@python3 bootstrap.py $@
