"""``docs/security.md`` says what is true: the limits, the headers, the modes."""

from __future__ import annotations

from typing import get_args

from taskstream.api.security_headers import HEADERS
from taskstream.rates import LIMITS
from taskstream.settings import Registration
from tests.docs.pages import rows, section, text

PAGE = text("docs/security.md")


def plain(cells: list[str]) -> list[str]:
    """Return the cells without their backticks."""
    return [cell.strip("`") for cell in cells]


def test_the_limits_are_those_of_the_settings() -> None:
    told = {
        name: (rate, words) for name, rate, words in map(plain, rows(section(PAGE, "## Limits")))
    }

    assert told == dict(LIMITS)


def test_the_headers_are_those_that_are_sent() -> None:
    assert dict(map(plain, rows(section(PAGE, "## Headers")))) == HEADERS


def test_every_mode_of_registration_is_told() -> None:
    told = rows(section(PAGE, "## Who may register as what"))

    assert [row[0].split("`")[1] for row in told] == list(get_args(Registration))
