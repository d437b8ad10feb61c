"""The product, but for one rule: it acknowledges before the COMMIT. ``python -m`` this."""

from __future__ import annotations

from collections.abc import Sequence

from taskstream.__main__ import ENV_FILE
from taskstream.cli import main
from taskstream.storage.sqlite.commits import Answer, Pending
from taskstream.storage.sqlite.hot_path import WriteJob
from taskstream.storage.sqlite.writers import LoopWriter

# What the disk takes; those who were answered meanwhile know nothing of it.
DISK_SECONDS = 0.02

END_TURN = LoopWriter._end_turn


def hasty_end_turn(self: LoopWriter) -> None:
    """Run the batch, answer everybody, and commit a moment later."""
    if not all(isinstance(pending.job, WriteJob) for pending in self._queue):
        END_TURN(self)
        return
    batch, self._queue = self._queue, []
    answers = self._committer._run(batch)
    for pending, answer in zip(batch, answers, strict=True):
        pending.answer = answer
        pending.wake()
    self._concurrency.spawn(commit_late, self, batch, answers)


def commit_late(writer: LoopWriter, batch: Sequence[Pending], answers: Sequence[Answer]) -> None:
    """Make durable what was acknowledged already."""
    writer._concurrency.sleep(DISK_SECONDS)
    writer._committer._finish(batch, answers)
    writer._schedule()


if __name__ == "__main__":
    LoopWriter._end_turn = hasty_end_turn  # type: ignore[method-assign]  # in this process only
    main(ENV_FILE)
