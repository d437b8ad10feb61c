"""What the tests of accounts need beside people: cookies, forged tokens, and a clock to turn."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import Cookie
from typing import Any

import jwt
import requests

from taskstream import clock
from taskstream.app import Application, create_app
from taskstream.concurrency import concurrency_for
from taskstream.rates import LIMITS
from taskstream.settings import Registration, Settings
from taskstream.storage import open_store
from taskstream.storage.schema import SCHEMA
from tests.actors import PASSWORD
from tests.running import Server

SECRET = "a secret that is long enough for tests only"


def refresh_cookie(session: requests.Session) -> Cookie:
    """Return the refresh cookie that this browser holds."""
    return next(held for held in session.cookies if held.name.startswith("taskstream_refresh_"))


def refresh_token(session: requests.Session) -> str:
    """Return the refresh token that this browser holds."""
    return refresh_cookie(session).value or ""


def forged(server: Server, token: str, *, without: str | None = None, **claims: Any) -> str:
    """Return the token with other claims, signed with the server's own secret."""
    secret = (server.data_dir / "jwt_secret_key").read_text()
    content = jwt.decode(token, options={"verify_signature": False}) | claims
    content.pop(without or "", None)
    return jwt.encode(content, secret, algorithm="HS256")


class Clock:
    """The product's clock, moved by hand."""

    def __init__(self) -> None:
        self._ahead = 0
        self._real = clock.now

    def forward(self, *, seconds: float) -> None:
        """Let so much time pass."""
        self._ahead += int(seconds * 1000)

    def now(self) -> clock.Millis:
        """Return the present time as the product shall see it."""
        return clock.Millis(self._real() + self._ahead)


class Browser:
    """Calls an application of this process, and keeps its cookie."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._client = application.flask.test_client()

    def post(self, path: str, json: Any = None, **headers: str) -> Any:
        """Call the API under its version."""
        return self._client.post(f"/api/v1{path}", json=json, headers=headers)

    def get(self, path: str, **headers: str) -> Any:
        """Read from the API under its version."""
        return self._client.get(f"/api/v1{path}", headers=headers)

    def delete(self, path: str, **headers: str) -> Any:
        """Delete at the API under its version."""
        return self._client.delete(f"/api/v1{path}", headers=headers)

    def register(self, name: str, **more: Any) -> Any:
        """Make an account and return the session."""
        answer = self.post("/register", {"username": name, "password": PASSWORD, **more})
        assert answer.status_code == 201, answer.text
        return answer.json

    def another_tab(self) -> Browser:
        """Return one with the same cookie."""
        tab, cookie = Browser(self._application), self._cookie()
        tab._client.set_cookie(cookie.key, cookie.value)
        return tab

    @property
    def token(self) -> str:
        """The refresh token that it holds."""
        return str(self._cookie().value)

    @token.setter
    def token(self, value: str) -> None:
        self._client.set_cookie(self._cookie().key, value)

    def _cookie(self) -> Any:
        return next(iter((self._client._cookies or {}).values()))


@contextmanager
def application(
    registration: Registration = "bootstrap", code: str = "", **more: Any
) -> Iterator[Application]:
    """Put an application together in this process, on a store in memory and without limits."""
    limits: dict[str, Any] = {f"limit_{name.lower()}": "off" for name in LIMITS}
    settings = Settings(
        async_mode="threading",
        secret_key=SECRET,
        jwt_secret_key=SECRET,
        admin_registration=registration,
        bootstrap_code=code,
        **limits,
        **more,
    )
    made = create_app(settings, open_store("memory:", SCHEMA, concurrency_for("threading")))
    try:
        yield made
    finally:
        made.close()
