"""Measures: SCALE= the share of national size (0.01), SECONDS= per line (8), PORT= (8089),
SPELLS= rows of the delivery (10000000), HOUSEHOLDS= of the law (1000000)."""

import os
import sys

from . import stage

os.environ.update(stage.PRODUCTION)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sammenhaeng.config.settings")
stage.VAR.mkdir(parents=True, exist_ok=True)

import django  # noqa: E402  the environment comes first

django.setup()

from . import benefits, booking, deciding, disclosure, lake, pages, results  # noqa: E402  models need Django


def main() -> int:
    share = float(os.environ.get("SCALE", "0.01"))
    seconds = float(os.environ.get("SECONDS", "8"))
    port = int(os.environ.get("PORT", "8089"))
    faults = disclosure.measure()
    faults += benefits.measure(int(os.environ.get("HOUSEHOLDS", "1000000")))
    stage.build(share)
    try:
        with stage.served(port) as processes:
            faults += pages.measure(port, seconds, processes)
            faults += deciding.measure(port, seconds)
        faults += booking.measure(seconds)
        faults += lake.measure(int(os.environ.get("SPELLS", "10000000")))
        faults += results.measure(share, seconds, port)
    finally:
        stage.stop()
    for fault in faults:
        print(f"FAULT: {fault}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
