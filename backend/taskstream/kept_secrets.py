"""Secrets that the operator did not choose: made once, and kept in the data folder."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

SECRET_BYTES = 48
SECRET_MIN_LENGTH = 32


class UnusableSecret(Exception):
    """A file that should hold a secret holds none."""


def kept_secret(path: Path) -> str:
    """Return the secret in that file, making it first if need be. Two starters get the same one.

    Raises UnusableSecret when the file holds none.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = secrets.token_urlsafe(SECRET_BYTES)
    draft = path.with_suffix(f".{secrets.token_hex(4)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(fresh)
    try:
        # A link appears whole or not at all, and never over an existing file.
        os.link(draft, path)
    except FileExistsError:
        fresh = path.read_text()
    finally:
        draft.unlink()
    if len(fresh) < SECRET_MIN_LENGTH:
        raise UnusableSecret(f"{path}: holds no secret; remove it, and one is made for you")
    return fresh
