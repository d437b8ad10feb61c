"""The product, but for one rule: a verdict is written over whatever is there. ``python -m`` this."""

from __future__ import annotations

from taskstream.__main__ import ENV_FILE
from taskstream.cli import main
from taskstream.domain.tasks import Task
from taskstream.repositories import tasks
from taskstream.storage import Replace

REPLACEMENT = tasks._replacement


def unguarded_replacement(before: Task, after: Task) -> Replace:
    """Return the write without the version that it expects."""
    return REPLACEMENT(before, after)._replace(expect={})


if __name__ == "__main__":
    tasks._replacement = unguarded_replacement  # in this process only
    main(ENV_FILE)
