"""Names of settings that somebody has misspelt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Final

# From here on a name is taken for a slip of another. Two letters that changed places in PORT are
# above it; what others call theirs on purpose, such as TASKSTREAM_E2E_PORT, is below.
ALIKE: Final = 0.75


def slips_among(given: Mapping[str, str | None], settings: Sequence[str], prefix: str) -> list[str]:
    """Say of each name that is nearly a setting's which one is meant; far ones are somebody else's.

    ``settings`` all begin with the prefix, and are read in any case. An empty one is an unset one.
    """
    # What they share says nothing of how alike they are.
    names = [name.removeprefix(prefix) for name in settings]
    faults = []
    for name, value in given.items():
        bare = name.upper().removeprefix(prefix)
        if not value or bare == name.upper() or bare in names:
            continue
        near = [f"{prefix}{each}" for each in get_close_matches(bare, names, 2, ALIKE)]
        if near:
            faults.append(f"{name}: there is no such setting; do you mean {' or '.join(near)}?")
    return faults
