"""A reverse proxy that the settings know nothing of is noticed, and said."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from typing import Any

from taskstream.api.security_headers import Wsgi

log = logging.getLogger(__name__)


def telling_of_proxies(app: Wsgi) -> Wsgi:
    """Return the application with a word in the log about the first call that names another address.

    Once: anybody can send that header, and must not fill the log. No address for the same reason:
    it may be made up. The call goes on as it came.
    """
    told = False

    def call(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        nonlocal told
        if not told and "HTTP_X_FORWARDED_FOR" in environ:
            told = True
            log.warning(
                "a call had X-Forwarded-For, and TASKSTREAM_TRUSTED_PROXIES is 0: if a reverse proxy"
                " stands in front, everybody behind it counts as one address until that is set to how"
                " many do (not said again)"
            )
        return app(environ, start_response)

    return call
