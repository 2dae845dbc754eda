"""Where the command line begins: what needs no database does not wait for one."""

import importlib
import os
import sys

from .settings import VAR

TOOLS = {"benefits": "sammenhaeng.benefits.cli", "statistics": "sammenhaeng.statistics.cli"}
SERVED = ("serve", "demo")


def main() -> None:
    """Run a tool from its own room, and everything else from the whole command line."""
    name, *arguments = sys.argv[1:] or [""]
    if name in TOOLS:
        importlib.import_module(TOOLS[name]).app(arguments, prog_name=f"sammenhaeng {name}")
    else:
        if name in SERVED:  # what counts must know when it is loaded that processes count together
            os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(VAR / "metrics")
        importlib.import_module("sammenhaeng.config.cli").main()
