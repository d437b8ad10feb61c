"""What somebody signs in with, in two words: all that is kept of what a browser says of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

# Longer than any browser's; the rest of a longer one is not looked at.
AGENT_MAX = 400
PROGRAM = re.compile(r"(?!Mozilla\b)([A-Za-z][\w.-]{0,29})(?:/|$)", re.ASCII)

# Browsers name their ancestors too, so who comes later names more of those before him.
BROWSERS = (
    (r"\b(Edg|EdgA|EdgiOS|Edge)/", "Edge"),
    (r"\b(OPR|OPT|OPX|Opera)/", "Opera"),
    (r"\bVivaldi/", "Vivaldi"),
    (r"\bSamsungBrowser/", "Samsung Internet"),
    (r"\b(Firefox|FxiOS)/", "Firefox"),
    (r"(Chrome|CriOS|Chromium)/", "Chrome"),
    (r"\bVersion/\S+ .*Safari/", "Safari"),
)
SYSTEMS = (
    (r"\biPhone\b", "iPhone"),
    (r"\biPad\b", "iPad"),
    (r"\bAndroid\b", "Android"),
    (r"\bWindows\b", "Windows"),
    (r"\bCrOS\b", "ChromeOS"),
    # An iPad may call itself a Mac as well, and then nobody can tell.
    (r"\bMac OS X\b|\bMacintosh\b", "macOS"),
    (r"\bLinux\b|\bX11\b", "Linux"),
)


@dataclass(frozen=True, slots=True)
class Device:
    """A browser, or a program, and what it runs on; None for what is not known."""

    browser: str | None = None
    system: str | None = None


UNKNOWN = Device()


def device_of(user_agent: str | None) -> Device:
    """Return what the header ``User-Agent`` says, without any version. It may say anything."""
    agent = (user_agent or "")[:AGENT_MAX]
    browser = _first(BROWSERS, agent)
    if browser is None and (program := PROGRAM.match(agent)):
        browser = program[1]
    return Device(browser, _first(SYSTEMS, agent))


def _first(names: tuple[tuple[str, str], ...], agent: str) -> str | None:
    return next((name for pattern, name in names if re.search(pattern, agent)), None)
