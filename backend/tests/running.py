"""A real server in a process of its own, on a free port and a data folder of its own."""

from __future__ import annotations

import os
import queue
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path

from taskstream.rates import LIMITS

BACKEND = Path(__file__).resolve().parents[1]
START_SECONDS = 30
STOP_SECONDS = 10

OURS = re.compile("TASKSTREAM_|(JWT_)?SECRET_KEY$")

# Tests of the limits switch one on; everybody else must not meet them by chance.
LIMITS_OFF = {f"TASKSTREAM_LIMIT_{name}": "off" for name in LIMITS}


def operate(
    data_dir: Path, *words: str, typed: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run a command of the product as an operator would, on the data that a server has left."""
    return subprocess.run(
        [sys.executable, "-m", "taskstream", *words],
        cwd=BACKEND,
        env={
            **{name: value for name, value in os.environ.items() if not OURS.match(name)},
            "TASKSTREAM_DATA_DIR": str(data_dir),
            # A developer's .env may name a database of his.
            "TASKSTREAM_DATABASE_URL": f"sqlite:///{data_dir}/taskstream.db",
            **environment,
        },
        input=typed,
        capture_output=True,
        text=True,
        check=False,
    )


class Server:
    """The product, as ``python -m taskstream`` starts it."""

    def __init__(self, data_dir: Path, *, module: str = "taskstream", **environment: str) -> None:
        """``module`` stands in for the product: the same, with one of its rules broken."""
        self.data_dir = data_dir
        self._module = module
        self.environment = environment
        self.lines: list[str] = []
        self.start()

    def start(self) -> None:
        """Start it and wait until it says that it runs."""
        ready: queue.Queue[str | None] = queue.Queue()
        self.process = subprocess.Popen(
            [sys.executable, "-m", self._module],
            cwd=BACKEND,
            env={
                **{name: value for name, value in os.environ.items() if not OURS.match(name)},
                **LIMITS_OFF,
                "TASKSTREAM_PORT": "0",
                "TASKSTREAM_DATA_DIR": str(self.data_dir),
                # Said although it is the default: a developer's .env may name a database of his.
                "TASKSTREAM_DATABASE_URL": f"sqlite:///{self.data_dir}/taskstream.db",
                # The whole suite may be run on either.
                "TASKSTREAM_TRANSPORT": os.environ.get("TASKSTREAM_TRANSPORT", ""),
                "PYTHONUNBUFFERED": "1",
                **self.environment,
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        # Handed over: the reader of the process before this one may not have finished yet.
        self._reader = threading.Thread(target=self._read, args=(self.process, ready), daemon=True)
        self._reader.start()
        line = ready.get(timeout=START_SECONDS)
        if line is None:
            self.process.wait(timeout=STOP_SECONDS)
            raise RuntimeError("the server did not start:\n" + "\n".join(self.lines))
        self.url = re.search(r"http://[^ ]+", line)[0].replace("localhost", "127.0.0.1")  # type: ignore[index]  # the line has one

    def _read(self, process: subprocess.Popen[str], ready: queue.Queue[str | None]) -> None:
        assert process.stdout is not None
        with process.stdout as lines:
            for line in lines:
                self.lines.append(line.rstrip())
                if "TaskStream runs on" in line:
                    ready.put(line)
        ready.put(None)

    @property
    def admin_code(self) -> str:
        """The one-time code, which is the last of what it prints while there is no admin."""
        return next(
            line.rpartition(" ")[2]
            for line in self.log_when("one-time admin code")
            if "code is" in line
        )

    def log_when(self, words: str, times: int = 1) -> list[str]:
        """Return the log as soon as so many of its lines hold these words."""
        deadline = threading.Event()
        for _ in range(500):
            if sum(words in line for line in self.lines) >= times:
                return list(self.lines)
            deadline.wait(0.01)
        raise AssertionError(f"never logged: {words}\n" + "\n".join(self.lines))

    def whole_log(self) -> list[str]:
        """Return all that a process has said that has ended."""
        self._reader.join(STOP_SECONDS)
        return list(self.lines)

    def stop(self) -> int:
        """Stop it as an operator would; return its exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=STOP_SECONDS)

    def kill(self) -> None:
        """Stop it as a power cut would."""
        self.process.kill()
        self.process.wait(timeout=STOP_SECONDS)

    def restart(self) -> None:
        """Stop it and start it again on the same data."""
        self.stop()
        self.start()
