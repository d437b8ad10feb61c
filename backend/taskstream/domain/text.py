"""What people may type: kept exactly as typed, or refused with the reason. Never altered."""

from __future__ import annotations

import unicodedata

TASK_TEXT_MAX = 4_000
REASON_MAX = 500
SCAN_NAME_MAX = 120
INSTRUCTIONS_MAX = 4_000
REFUSAL_REASON_MAX = 120
PAUSE_MESSAGE_MAX = 500

_ALLOWED_CONTROLS = frozenset("\t\n")


def fault_in(text: str, longest: int) -> str | None:
    """Return what is wrong with the text, in words, or None. Length is in code points."""
    if len(text) > longest:
        return f"is {len(text)} characters long; at most {longest} are allowed"
    for character in text:
        category = unicodedata.category(character)
        if category == "Cc" and character not in _ALLOWED_CONTROLS:
            return f"contains the control character U+{ord(character):04X}"
        if category == "Cs":
            return "contains half of a surrogate pair"
    return None
