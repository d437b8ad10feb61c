"""What people may type: kept exactly as typed, or refused with the reason. Never altered."""

from __future__ import annotations

import re

TASK_TEXT_MAX = 4_000
REASON_MAX = 500
SCAN_NAME_MAX = 120
INSTRUCTIONS_MAX = 4_000
REFUSAL_REASON_MAX = 120
PAUSE_MESSAGE_MAX = 500

# Unicode's control characters (category Cc) but for tab and line feed, and halves of surrogate
# pairs (Cs).
_FAULT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_FIRST_SURROGATE = "\ud800"


def fault_in(text: str, longest: int) -> str | None:
    """Return what is wrong with the text, in words, or None. Length is in code points."""
    if len(text) > longest:
        return f"is {len(text)} characters long; at most {longest} are allowed"
    fault = _FAULT.search(text)
    if fault is None:
        return None
    if fault[0] >= _FIRST_SURROGATE:
        return "contains half of a surrogate pair"
    return f"contains the control character U+{ord(fault[0]):04X}"
