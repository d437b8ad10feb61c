"""One simulated person: an account over REST, suggestions over a socket, at a human rhythm."""

from __future__ import annotations

import json
import random
import time
import uuid
from contextlib import suppress
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPCookieProcessor, Request, build_opener

import socketio
from socketio.exceptions import SocketIOError

from taskstream.demo.texts import Deck

CALL_SECONDS = 10
START_SECONDS = 30
# Seconds between two suggestions of one person, on average. Twenty of them: one every second.
RHYTHM = 20.0
# Who has this many without a verdict waits for one, so the grid stays full but not flooded.
WAITING_AT_MOST = 3
# Access tokens live ten minutes.
RENEW_SECONDS = 480.0

SCAN = {
    "name": "Evening walk through the terminal",
    "instructions": "Tell us what should be looked at. One thing at a time; say where it is.",
    "target_seconds": 120,
    "refusal_reasons": ["Seen already", "Not ours", "Too vague"],
}


class Refused(Exception):
    """The product said no. ``code`` is the problem's stable code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Account:
    """What somebody signs in with."""

    name: str
    password: str


class Session:
    """REST calls of one person, who stays signed in by the refresh cookie."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.token = ""
        self.renewed = time.monotonic()
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def call(self, method: str, path: str, body: object = None) -> Any:
        """Return the answer. Raises Refused, and URLError while nobody listens."""
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        data = None if body is None else json.dumps(body).encode()
        request = Request(f"{self.url}/api/v1{path}", data, headers, method=method)  # noqa: S310 - our own loopback address
        try:
            with self._opener.open(request, timeout=CALL_SECONDS) as answer:
                return json.load(answer)
        except HTTPError as error:
            with error:
                raise Refused(json.load(error)["code"]) from None

    def renew(self) -> str:
        """Take a new access token, keep it and return it."""
        self.token = ""
        self.token = self.call("POST", "/refresh")["access_token"]
        self.renewed = time.monotonic()
        return self.token


def wait_until_ready(url: str) -> None:
    """Return as soon as the product answers. Raises URLError when it does not within 30 s."""
    session, deadline = Session(url), time.monotonic() + START_SECONDS
    while True:
        try:
            session.call("GET", "/health/live")
        except URLError:
            if time.monotonic() > deadline:
                raise
            # It says when it is ready to its own output only, which belongs to the user.
            time.sleep(0.1)
        else:
            return


def sign_in(url: str, account: Account, admin_code: str = "") -> Session:
    """Return the session of somebody who may have been here in an earlier demo."""
    session = Session(url)
    form = {"username": account.name, "password": account.password}
    try:
        answer = session.call("POST", "/login", form)
    except Refused:
        claim = {"role": "ADMIN", "admin_code": admin_code} if admin_code else {}
        answer = session.call("POST", "/register", form | claim)
    session.token = answer["access_token"]
    return session


def the_scan(admin: Session) -> Any:
    """Return the open scan of the earlier demo, or a new one."""
    scans = admin.call("GET", "/scans")["items"]
    # Whoever tries it out opens scans of his own, and is not overrun in those.
    earlier = (scan for scan in scans if scan["status"] == "open" and scan["name"] == SCAN["name"])
    return next(earlier, None) or admin.call("POST", "/scans", SCAN)


@dataclass
class Worker:
    """Somebody who looks around and writes down what he sees."""

    session: Session
    scan_id: str
    chance: random.Random
    deck: Deck
    waiting: set[str] = field(default_factory=set)

    def work(self) -> None:
        """Go on until the process ends."""
        live = socketio.Client()
        live.on("task_updated", self._heard)
        live.on("connect", lambda: self._join(live))
        # After a computer has slept its token is long expired: each connection takes a new one.
        live.connect(
            self.session.url,
            auth=lambda: {"token": self.session.renew()},
            transports=["websocket"],
        )
        # People do not all look up at the same moment.
        time.sleep(self.chance.uniform(0.0, 2.0))
        while True:
            with suppress(SocketIOError):  # cut off: the client connects again by itself
                self._stay_signed_in(live)
                if len(self.waiting) < WAITING_AT_MOST:
                    self._suggest(live)
            time.sleep(self.chance.expovariate(1 / RHYTHM))  # looks round for the next thing

    def _stay_signed_in(self, live: socketio.Client) -> None:
        if time.monotonic() - self.session.renewed > RENEW_SECONDS:
            live.call("auth_refresh", {"token": self.session.renew()}, timeout=CALL_SECONDS)

    def _join(self, live: socketio.Client) -> None:
        live.emit("join_scan", {"scan_id": self.scan_id}, callback=self._joined)

    def _joined(self, answer: Any) -> None:
        tasks = answer.get("tasks", ())
        self.waiting = {task["id"] for task in tasks if task["status"] == "pending"}

    def _suggest(self, live: socketio.Client) -> None:
        text = self.deck.deal()
        form = {"scan_id": self.scan_id, "client_id": uuid.uuid4().hex, "text": text}
        answer = live.call("new_task_suggestion", form, timeout=CALL_SECONDS)
        if answer["ok"]:
            self.waiting.add(answer["task"]["id"])

    def _heard(self, event: Any) -> None:
        task = event["task"]
        if task["status"] == "pending":
            self.waiting.add(task["id"])
        else:
            self.waiting.discard(task["id"])
