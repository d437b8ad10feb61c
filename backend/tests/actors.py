"""Who plays in the tests: people with verbs, over real HTTP and real sockets."""

from __future__ import annotations

import itertools
import queue
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

import engineio
import requests
import socketio

from tests.running import Server

ANSWER_SECONDS = 10
AT_ITS_OWN_TIME = ("head", "presence", "stacks")
PASSWORD = "correct horse battery"
# Half as long as an access token is good for.
FRESH_SECONDS = 300

_names = itertools.count(1)


def new_key() -> str:
    """Return an idempotency key, as a client makes one."""
    return uuid.uuid4().hex


class _EngineInOrder(engineio.Client):  # type: ignore[misc]  # the library ships no types
    """Handles one message after the other; the library would give each a thread of its own."""

    def _trigger_event(self, event: str, *arguments: Any, **options: Any) -> Any:
        return super()._trigger_event(event, *arguments, **{**options, "run_async": False})


class _Client(socketio.Client):  # type: ignore[misc]  # the library ships no types
    def _engineio_client_class(self) -> type[engineio.Client]:
        return _EngineInOrder


class Live:
    """One socket: calls with their answers, and the events that came, in order."""

    def __init__(self, server: Server, token: str | None) -> None:
        self._events: queue.Queue[tuple[str, Any]] = queue.Queue()
        self.gone: queue.Queue[str] = queue.Queue()
        self.joined: dict[str, Any] = {}
        self.client = _Client(reconnection=False)
        self.client.on("*", lambda name, *data: self._events.put((name, *data)))
        self.client.on("disconnect", self.gone.put)
        self.refusal: Any = None
        self.client.on("connect_error", self._refused)
        self.client.connect(
            server.url,
            auth=None if token is None else {"token": token},
            transports=["websocket"],
            wait_timeout=ANSWER_SECONDS,
        )

    def _refused(self, data: Any) -> None:
        self.refusal = data

    def call(self, event: str, *arguments: Any) -> Any:
        """Send an event and return its acknowledgement."""
        data = arguments[0] if len(arguments) == 1 else tuple(arguments)
        return self.client.call(event, data, timeout=ANSWER_SECONDS)

    def next_event(self, name: str) -> Any:
        """Return the next event of that name; others before it are dropped."""
        while True:
            came, data = self._events.get(timeout=ANSWER_SECONDS)
            if came == name:
                return data

    def next_updates(self, count: int) -> list[Any]:
        """Return the next so many tasks that have changed, in whichever form they came."""
        found: list[Any] = []
        while len(found) < count:
            came, data = self._events.get(timeout=ANSWER_SECONDS)
            if came in {"task_updated", "tasks_updated"}:
                found += data.get("tasks", [data.get("task")])
        return found

    def events_until(self, name: str) -> list[tuple[str, Any]]:
        """Return every event up to the next one of that name, which is the last of them.

        What comes at its own time, as heartbeats and presence do, is left out.
        """
        found: list[tuple[str, Any]] = []
        while not found or found[-1][0] != name:
            came = self._events.get(timeout=ANSWER_SECONDS)
            if came[0] not in AT_ITS_OWN_TIME:
                found.append(came)
        return found

    def arrival(self, seconds: float) -> tuple[str, Any] | None:
        """Return the next event, or None when none comes in that time."""
        try:
            return self._events.get(timeout=max(0.0, seconds))
        except queue.Empty:
            return None

    def events_until_change(self, scan: dict[str, Any]) -> list[tuple[str, Any]]:
        """Return every event before the next change of that scan; changes of others are events."""
        found: list[tuple[str, Any]] = []
        while True:
            *before, change = self.events_until("scan_updated")
            found += before
            if change[1]["scan"]["id"] == scan["id"]:
                return found
            found.append(change)

    def suggest(
        self, scan: dict[str, Any], text: str = "Badge reader is dark", key: str | None = None
    ) -> Any:
        """Send a suggestion and return its acknowledgement."""
        form = {"scan_id": scan["id"], "client_id": key or new_key(), "text": text}
        return self.call("new_task_suggestion", form)

    def decide(self, task: dict[str, Any], action: str, **more: Any) -> Any:
        """Give a verdict on the version that is in ``task``; return its acknowledgement."""
        form = {"task_id": task["id"], "action": action, "version": task["version"], **more}
        return self.call("task_action", form)

    def resubmit(self, task: dict[str, Any], text: str) -> Any:
        """Send a corrected text for the version that is in ``task``; return its acknowledgement."""
        form = {"task_id": task["id"], "version": task["version"], "text": text}
        return self.call("resubmit_task", form)

    def events_so_far(self) -> list[tuple[str, Any]]:
        """Return what came and was not asked for yet. Wait for something later first."""
        found = []
        while not self._events.empty():
            found.append(self._events.get())
        return found

    def close(self) -> None:
        """Go, if not gone yet."""
        if self.client.connected:
            self.client.disconnect()
        elif self.client.eio.ws is not None:
            # The library leaves what the other side has closed to the garbage collector.
            self.client.eio.ws.shutdown()


@dataclass
class Caller:
    """REST calls with a token, or without."""

    server: Server
    token: str | None = None
    session: requests.Session = field(default_factory=requests.Session)

    def request(self, method: str, path: str, **options: Any) -> requests.Response:
        """Call the API under its version."""
        kept = {"Accept": "application/json", "Connection": "close"}
        headers = {**kept, **options.pop("headers", {})}
        if self.token is not None:
            headers.setdefault("Authorization", f"Bearer {self.token}")
        # One connection a call: none is left open behind the test, and none is used again
        # that the server has just closed. Only the cookies are kept.
        with requests.Session() as once:
            once.cookies = self.session.cookies
            return once.request(
                method,
                f"{self.server.url}/api/v1{path}",
                headers=headers,
                timeout=ANSWER_SECONDS,
                **options,
            )

    def get(self, path: str, **options: Any) -> requests.Response:
        return self.request("GET", path, **options)

    def post(self, path: str, json: Any = None, **options: Any) -> requests.Response:
        return self.request("POST", path, json=json, **options)

    def patch(self, path: str, json: Any, **options: Any) -> requests.Response:
        return self.request("PATCH", path, json=json, **options)

    def put(self, path: str) -> requests.Response:
        return self.request("PUT", path)

    def delete(self, path: str) -> requests.Response:
        return self.request("DELETE", path)


@dataclass
class User(Caller):
    """Somebody with an account."""

    id: str = ""
    name: str = ""
    sockets: list[Live] = field(default_factory=list)
    renewed_at: float = field(default_factory=time.monotonic)

    def freshen(self) -> None:
        """Renew an old token: on a busy machine a run takes longer than a token is good for."""
        if self.token is None or time.monotonic() - self.renewed_at < FRESH_SECONDS:
            return
        self.renewed_at = time.monotonic()
        answer = super().request("POST", "/refresh")
        if answer.status_code == 200:
            self.token = answer.json()["access_token"]

    def request(self, method: str, path: str, **options: Any) -> requests.Response:
        self.freshen()
        return super().request(method, path, **options)

    def live(self) -> Live:
        """Return a new socket of his."""
        self.freshen()
        socket = Live(self.server, self.token)
        self.sockets.append(socket)
        return socket

    def join(self, scan: dict[str, Any]) -> Live:
        """Return a new socket that has joined the scan; ``joined`` is the answer."""
        socket = self.live()
        socket.joined = socket.call("join_scan", {"scan_id": scan["id"]})
        assert socket.joined["ok"], socket.joined
        return socket

    def hang_up(self) -> None:
        """Close every socket of his."""
        for socket in self.sockets:
            socket.close()
        self.sockets.clear()

    def open_scan(self, name: str = "Gate sweep", **more: Any) -> dict[str, Any]:
        """Open a scan and return it."""
        return good(self.post("/scans", {"name": name, **more}), 201)

    def change(self, scan: dict[str, Any], **changes: Any) -> dict[str, Any]:
        """Change a scan as it is now, and return it."""
        now = good(self.get(f"/scans/{scan['id']}"))
        return good(self.patch(f"/scans/{scan['id']}", {"version": now["version"], **changes}))

    def submit(
        self, scan: dict[str, Any], text: str = "Badge reader is dark", key: str | None = None
    ) -> dict[str, Any]:
        """Send a suggestion over REST and return the task."""
        answer = self.send(scan, text, key)
        assert answer.status_code in (200, 201), answer.text
        task: dict[str, Any] = answer.json()
        return task

    def send(self, scan: dict[str, Any], text: str, key: str | None = None) -> requests.Response:
        """Send a suggestion over REST and return the response."""
        headers = {"Idempotency-Key": key or new_key()}
        return self.post(f"/scans/{scan['id']}/tasks", {"text": text}, headers=headers)

    def decide(self, task: dict[str, Any], action: str, **more: Any) -> requests.Response:
        """Give a verdict over REST on the version that is in ``task``."""
        body = {"action": action, "version": task["version"], **more}
        return self.post(f"/tasks/{task['id']}/verdict", body)

    def resubmit(self, task: dict[str, Any], text: str) -> requests.Response:
        """Send a corrected text over REST for the version that is in ``task``."""
        body = {"version": task["version"], "text": text}
        return self.post(f"/tasks/{task['id']}/resubmit", body)

    def all_tasks(self, scan: dict[str, Any]) -> list[dict[str, Any]]:
        """Return every task of a scan that this one may see, page by page."""
        found: list[dict[str, Any]] = []
        after = ""
        while True:
            page = good(self.get(f"/scans/{scan['id']}/tasks?limit=500{after}"))
            found += page["items"]
            if "next" not in page:
                return found
            after = f"&after={page['next']}"

    def see(self, task: dict[str, Any]) -> dict[str, Any]:
        """Return the task as it is now, with its history."""
        return good(self.get(f"/tasks/{task['id']}"))


def good(response: requests.Response, status: int = 200) -> dict[str, Any]:
    """Return the body of a response that must have this status."""
    assert response.status_code == status, response.text
    body: dict[str, Any] = response.json()
    return body


def problem(response: requests.Response) -> tuple[int, str]:
    """Return status and code of a refusal, which must be a problem document."""
    assert response.headers["Content-Type"] == "application/problem+json", response.text
    return response.status_code, response.json()["code"]


def register(server: Server, name: str | None = None, **more: Any) -> User:
    """Make an account and return who has it."""
    name = name or f"worker {next(_names)} {uuid.uuid4().hex[:6]}"
    anybody = Caller(server)
    session = good(anybody.post("/register", {"username": name, "password": PASSWORD, **more}), 201)
    return User(server, session["access_token"], anybody.session, session["user"]["id"], name)


def first_admin(server: Server) -> User:
    """Become the server's first admin with the code that it printed."""
    return register(
        server, f"admin {uuid.uuid4().hex[:6]}", role="ADMIN", admin_code=server.admin_code
    )


def another_admin(admin: User) -> User:
    """Return an admin whom this one has invited."""
    code = good(admin.post("/invites", {"role": "ADMIN"}), 201)["code"]
    name = f"admin {uuid.uuid4().hex[:6]}"
    return register(admin.server, name, role="ADMIN", admin_code=code)


def enter(server: Server, scan: dict[str, Any], name: str | None = None) -> User:
    """Enter a scan as a guest and return who did."""
    name = name or f"guest {next(_names)}"
    visitor = Caller(server)
    session = good(visitor.post(f"/scans/{scan['id']}/guests", {"name": name}), 201)
    return User(server, session["access_token"], visitor.session, session["user"]["id"], name)
