"""What a browser says of itself, in two words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taskstream.domain.devices import UNKNOWN, Device, device_of

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"
MAC = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)"
WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"

AGENTS = [
    ("Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0", "Firefox", "Linux"),
    (f"{WINDOWS} {WEBKIT} Chrome/131.0.0.0 Safari/537.36", "Chrome", "Windows"),
    (f"{WINDOWS} {WEBKIT} Chrome/131.0.0.0 Safari/537.36 Edg/131.0.2903", "Edge", "Windows"),
    (f"{MAC} {WEBKIT} Chrome/130.0.0.0 Safari/537.36 OPR/115.0.0.0", "Opera", "macOS"),
    (f"{MAC} AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15", "Safari", "macOS"),
    (f"{IPHONE} Version/18.1 Mobile/15E148 Safari/604.1", "Safari", "iPhone"),
    (f"{IPHONE} CriOS/131.0.6778.73 Mobile/15E148 Safari/604.1", "Chrome", "iPhone"),
    (f"{IPHONE} FxiOS/133.0 Mobile/15E148 Safari/605.1.15", "Firefox", "iPhone"),
    # Android says that it is Linux as well.
    (
        f"Mozilla/5.0 (Linux; Android 14; SM-S918B) {WEBKIT} SamsungBrowser/27.0 Chrome/125.0 Safari/537.36",
        "Samsung Internet",
        "Android",
    ),
    (f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {WEBKIT} Chrome/131.0 Safari/537.36", "Chrome", "ChromeOS"),
    # Chrome without a window, as in our own tests.
    (f"Mozilla/5.0 (X11; Linux x86_64) {WEBKIT} HeadlessChrome/131.0 Safari/537.36", "Chrome", "Linux"),
    # Programs say their name and nothing else.
    ("curl/8.5.0", "curl", None),
    ("python-requests/2.32.3", "python-requests", None),
    ("node", "node", None),
]  # fmt: skip


@pytest.mark.parametrize(("agent", "browser", "system"), AGENTS)
def test_what_it_is(agent: str, browser: str, system: str | None) -> None:
    assert device_of(agent) == Device(browser, system)


@pytest.mark.parametrize("agent", [None, "", "Mozilla/5.0", "<script>/1", "x" * 31, "é/1"])
def test_what_says_nothing_is_unknown(agent: str | None) -> None:
    assert device_of(agent) == UNKNOWN


@given(st.text(max_size=1000))
def test_whatever_it_says_little_is_kept(agent: str) -> None:
    device = device_of(agent)

    assert len(device.browser or "") <= 30
    assert (device.browser or "a").isascii()
