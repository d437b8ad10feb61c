"""The product with few files, and little patience with whoever says nothing. ``python -m`` this."""

from __future__ import annotations

import resource

from taskstream.__main__ import ENV_FILE
from taskstream.cli import main
from taskstream.realtime import serving
from tests.realtime.narrow import FILES, SILENCE_SECONDS

if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_NOFILE, (FILES, FILES))
    serving.SILENCE_SECONDS = SILENCE_SECONDS  # in this process only
    main(ENV_FILE)
