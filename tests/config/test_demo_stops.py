"""What `make demo` starts ends with it; a port in use is one clear sentence."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

import bootstrap
from sammenhaeng.config import postgres

PROGRAM = [sys.executable, str(Path(bootstrap.__file__)), "demo"]


def listens(port: str) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", int(port))) == 0


@pytest.fixture(scope="module")
def var(tmp_path_factory):
    """Where the demos keep their database: founded by the first, found by the second."""
    return tmp_path_factory.mktemp("var")


@pytest.mark.slow
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_the_demo_stops_everything_it_started(var, sign):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    env = {**os.environ, "SAMMENHAENG_VAR": str(var), "PORT": port, "DATABASE_URL": ""}
    env.pop("DATABASE_OWNER_URL", None)
    with subprocess.Popen(PROGRAM, env=env, stdout=subprocess.DEVNULL) as demo:
        while not listens(port):  # the hardest moment: its workers are not there yet
            assert demo.poll() is None
            time.sleep(0.05)
        demo.send_signal(sign)
        assert demo.wait(30) == 0
    assert not listens(port)
    assert postgres.stop(var / "postgres") is False


def test_a_port_in_use_is_one_clear_sentence():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        with pytest.raises(SystemExit, match=f"Port {port} cannot be used"):
            bootstrap.refuse_taken(port)


@pytest.mark.parametrize("port", ["", "web", "0", "70000"])
def test_a_port_that_is_none_is_refused(port):
    with pytest.raises(SystemExit, match="give a number"):
        bootstrap.refuse_taken(port)
