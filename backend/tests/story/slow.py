"""How slow the slow machine is: for its server, which patches its process, and for the tests."""

from __future__ import annotations

from typing import Final

# As long as a file of that name is in the data folder.
SLOW: Final = "slow"
EACH_SECONDS: Final = 0.02
