"""The whole product in this process: real handlers, rooms and publisher, and no network.

Nothing happens at its own time. What is published leaves when ``World.settle`` says so, and
hearts beat when somebody waits. So a story can be told again, step by step, from its seed.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from flask_socketio import SocketIOTestClient

from taskstream import clock, ids
from taskstream.app import Application, create_app
from taskstream.authentication import issue_session
from taskstream.domain.sessions import REFRESH_LIFETIME_MS, Session
from taskstream.domain.users import Role, User
from taskstream.rates import LIMITS
from taskstream.realtime.heartbeat import Heartbeat
from taskstream.repositories.sessions import SessionRepository
from taskstream.repositories.users import UserRepository
from taskstream.services.accounts import SignedIn
from taskstream.settings import Settings
from taskstream.storage import Store
from tests.replica import Replica

SECRET = "a secret of the tests, long enough to be taken"

Event = tuple[str, Any]


class Killed(BaseException):
    """Stands for the end of the process, at whatever it was doing."""


class World:
    """One server after another on one database, and who is connected to it."""

    def __init__(self, open_store: Callable[[], Store]) -> None:
        self._open_store = open_store
        self.lines: list[InnerLine] = []
        self.app = self._start()

    def _start(self) -> Application:
        limits: dict[str, Any] = {f"limit_{name.lower()}": "off" for name in LIMITS}
        settings = Settings(
            async_mode="threading", secret_key=SECRET, jwt_secret_key=SECRET, **limits
        )
        app = create_app(settings, self._open_store())
        self._heartbeat = Heartbeat(
            app.services.snapshots, app.connections, app.publisher, app.concurrency
        )
        return app

    @property
    def store(self) -> Store:
        """The database of the server that runs now."""
        return self.app.services.store

    def crash(self) -> None:
        """End the server without a word, and start another; all sockets are gone."""
        for line in list(self.lines):
            line.cut()
        if self.in_one_commit:
            self.store.close()  # only lets go of the file
        self.app = self._start()

    @property
    def in_one_commit(self) -> bool:
        """Whether a write and its tallies are one: only then is there nothing that close does."""
        return not hasattr(self.store, "_mark")

    def settle(self) -> None:
        """Let all that was published leave."""
        publisher = self.app.publisher
        reached = publisher.mark()
        while not reached.is_set():
            publisher._send_some()

    def beat(self) -> None:
        """Let the server's heart beat once."""
        self._heartbeat._beat()
        self.settle()

    def sign_out_expired(self, user_id: str) -> None:
        """Do what the server does with sockets whose token has run out."""
        for known in self.app.connections.where(lambda known: known.actor.id == user_id):
            known.expires_at = clock.Millis(0)
        for expired in self.app.connections.expired(clock.now()):
            self.app.publisher.sign_out(expired)

    def hire(self, name: str, role: Role = Role.WORKER) -> Person:
        """Return somebody who is signed in. Nobody pays for the hash of a password."""
        user = User(
            id=ids.new_id(),
            username=name,
            name_key=name,
            role=role,
            password_hash="",
            token_version=1,
            created_at=clock.now(),
            requested_role=None,
            version=1,
        )
        session = Session(
            id=ids.new_id(),
            user_id=user.id,
            token_version=1,
            current=ids.new_id(),
            previous=None,
            rotated_at=clock.now(),
            expires_at=clock.Millis(clock.now() + REFRESH_LIFETIME_MS),
            version=1,
        )
        UserRepository(self.store).add(user)
        SessionRepository(self.store).add(session)
        with self.app.flask.app_context():
            token = issue_session(SignedIn(user, session)).view["access_token"]
        return Person(self, user.id, name, token)


class InnerLine:
    """A socket without a network under it."""

    def __init__(self, world: World, token: str) -> None:
        app = world.app
        self._world = world
        self._client = SocketIOTestClient(app.flask, app.socketio, auth={"token": token})
        self._arrived: deque[Event] = deque()
        assert self._client.is_connected()
        world.lines.append(self)

    @property
    def is_open(self) -> bool:
        """Whether the server still knows it."""
        return self in self._world.lines and self._client.is_connected()

    def call(self, event: str, *arguments: Any) -> Any:
        """Send an event and return its acknowledgement."""
        return self._client.emit(event, arguments[0], callback=True)

    def new(self) -> list[Event]:
        """Take in what has come since the last time, and return it."""
        queue, self._client.queue = self._client.queue, []
        came = [(packet["name"], packet["args"][0]) for packet in queue]
        self._arrived += came
        return came

    def arrival(self, seconds: float) -> Event | None:
        """Return the next event. Who waits hears a heart beat."""
        self.new()
        if not self._arrived and seconds > 0 and self.is_open:
            self._world.beat()
            self.new()
        return self._arrived.popleft() if self._arrived else None

    def close(self) -> None:
        """Go, if not gone yet."""
        if self.is_open:
            self._client.disconnect()
        self.cut()

    def cut(self) -> None:
        """Be gone, without telling the server."""
        SocketIOTestClient.clients.pop(self._client.eio_sid, None)
        if self in self._world.lines:
            self._world.lines.remove(self)


@dataclass(frozen=True)
class Person:
    """Somebody who is signed in."""

    world: World
    id: str
    name: str
    token: str

    def live(self) -> InnerLine:
        """Return a new socket of his."""
        return InnerLine(self.world, self.token)

    def request(self, method: str, path: str, json: Any = None, **headers: str) -> Any:
        """Call the API; return the body."""
        response = self.world.app.flask.test_client().open(
            f"/api/v1{path}",
            method=method,
            json=json,
            headers={"Authorization": f"Bearer {self.token}", **headers},
        )
        return response.get_json() if response.data else {}


@dataclass
class Sent:
    """A suggestion that somebody has sent. ``answer``: the task, once it was acknowledged."""

    by: str
    key: str
    text: str
    answer: dict[str, Any] | None = None


@dataclass
class Seen:
    """What one person's page holds, and the socket that it is on."""

    replica: Replica
    person: Person
    line: InnerLine | None = None
    to_lose: int = 0
    sockets: list[InnerLine] = field(default_factory=list)

    def live(self) -> InnerLine:
        """Return a new socket, which replaces the one before."""
        self.line = self.person.live()
        return self.line
