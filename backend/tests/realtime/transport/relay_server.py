"""The relay as a process: ``python -m`` this in place of the product."""

from __future__ import annotations

import taskstream.__main__  # noqa: F401 - patches the interpreter before anything else is imported
from tests.realtime.transport.relay import main

if __name__ == "__main__":
    main()
