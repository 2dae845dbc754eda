"""A pytest plugin: the law is read from the folder that the environment names."""

import os
from pathlib import Path

from sammenhaeng.benefits.rules import source

from . import law_mutations


def pytest_configure() -> None:
    place = Path(os.environ[law_mutations.PLACE])
    source._home = lambda: place
