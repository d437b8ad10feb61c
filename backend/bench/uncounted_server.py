"""The product, but nothing is added to its figures. ``python -m`` this.

What it is faster by is what counting costs.
"""

from __future__ import annotations

from taskstream.__main__ import ENV_FILE
from taskstream.cli import main
from taskstream.repositories.rollups import RollUpRepository
from taskstream.storage import Tally, TallyAll


def nothing(*_: object) -> list[Tally]:
    """Return what adds nothing, whatever came."""
    return []


def nothing_later(*_: object) -> TallyAll:
    """Return what adds nothing, whatever is taken."""
    return nothing


if __name__ == "__main__":
    # In this process only: the product has no such choice.
    RollUpRepository.of_new = nothing  # type: ignore[assignment,method-assign]  # put in place here, so that the product needs no such choice
    RollUpRepository.of_changes = nothing_later  # type: ignore[assignment,method-assign]  # put in place here, so that the product needs no such choice
    main(ENV_FILE)
