"""The product, but a while goes by between closing the store and the end, as on a slow disk."""

from __future__ import annotations

from taskstream.__main__ import ENV_FILE
from taskstream.app import Application
from taskstream.cli import main

# Longer than any loop beside the calls sleeps between two looks for held verdicts.
SECONDS = 1.0


def close_slowly(application: Application) -> None:
    """Close the store, and let others have their turn."""
    application.services.store.close()
    application.concurrency.sleep(SECONDS)


if __name__ == "__main__":
    Application.close = close_slowly  # type: ignore[method-assign,assignment]  # in this process only
    main(ENV_FILE)
