"""How narrow it is: for the server that has little of everything, and for its tests."""

from __future__ import annotations

from typing import Final

FILES: Final = 100
SILENCE_SECONDS: Final = 1.0
