# Thin over bootstrap.py, which also runs without make: python3 bootstrap.py help
.PHONY: help setup check test
help setup check test:
	@python3 bootstrap.py $@
