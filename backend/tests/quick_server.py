"""The product, but a password's hash costs nothing: browser tests make many. ``python -m`` this."""

from __future__ import annotations

from taskstream.__main__ import ENV_FILE
from taskstream.cli import main
from taskstream.services import passwords

if __name__ == "__main__":
    passwords.METHOD = "pbkdf2:sha256:1000"  # in this process only
    main(ENV_FILE)
