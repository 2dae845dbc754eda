# Thin over bootstrap.py, which also runs without make: python3 bootstrap.py help
.PHONY: help setup demo check lint test bench spark screenshots
help setup demo check lint test bench spark screenshots:
	@python3 bootstrap.py $@
