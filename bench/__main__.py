"""Measures: SCALE= the share of national size (0.01), SECONDS= per line (8), PORT= (8089),
SPELLS= rows of the delivery (10000000), HOUSEHOLDS= of the law (1000000). Wrong answers end it with
1; a goal of speed or memory that is missed is marked *** and does not."""

import os
import sys

from . import stage

os.environ.update(stage.PRODUCTION)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sammenhaeng.config.settings")
stage.VAR.mkdir(parents=True, exist_ok=True)

import django  # noqa: E402  the environment comes first

django.setup()

from . import (  # noqa: E402  models need Django
    benefits,
    booking,
    deciding,
    disclosure,
    goals,
    lake,
    pages,
    results,
)  # fmt: skip


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
    return goals.ended(faults)


if __name__ == "__main__":
    sys.exit(main())
