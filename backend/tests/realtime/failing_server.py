"""The product, failing where Flask does not stand in between: nobody's page may call. ``python -m`` this."""

from __future__ import annotations

from typing import Never

from taskstream.__main__ import ENV_FILE
from taskstream.cli import main
from taskstream.realtime import server


def fail(*_: object) -> Never:
    """Raise what nobody has thought of."""
    raise RuntimeError("nobody has thought of this")


if __name__ == "__main__":
    vars(server)["is_allowed"] = fail  # in this process only
    main(ENV_FILE)
