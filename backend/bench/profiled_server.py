"""The product with a clock in it, which notes where the processor's time goes. ``python -m`` this.

At SIGUSR1 what was noted since the last one is written into a file of the data folder.
"""

from __future__ import annotations

import json
import os
import signal
from collections import Counter
from pathlib import Path
from types import FrameType

from bench.parts import ELSEWHERE, NOTES, part_of
from taskstream.__main__ import ENV_FILE
from taskstream.cli import main

# Of processor time, asked for; the system's own clock may be coarser.
EVERY_SECONDS = 0.001
OURS = f"{Path(__file__).resolve().parents[1] / 'taskstream'}/"

noted: Counter[str] = Counter()


def note(_signal: int, frame: FrameType | None) -> None:
    """Note whose code is at work: the innermost of ours."""
    while frame is not None:
        if frame.f_code.co_filename.startswith(OURS):
            noted[part_of(frame.f_code.co_filename.removeprefix(OURS))] += 1
            return
        frame = frame.f_back
    noted[ELSEWHERE] += 1


def tell(_signal: int, _frame: FrameType | None) -> None:
    """Write down what was noted, and begin again."""
    written = Path(os.environ["TASKSTREAM_DATA_DIR"]) / NOTES
    making = written.with_suffix(".new")
    making.write_text(json.dumps(noted))
    making.rename(written)
    noted.clear()


if __name__ == "__main__":
    signal.signal(signal.SIGPROF, note)
    signal.signal(signal.SIGUSR1, tell)
    # A call of the system's that SQLite waits in goes on.
    signal.siginterrupt(signal.SIGPROF, False)  # noqa: FBT003 - it takes no names
    signal.setitimer(signal.ITIMER_PROF, EVERY_SECONDS, EVERY_SECONDS)
    main(ENV_FILE)
