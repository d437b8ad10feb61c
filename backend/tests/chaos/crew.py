"""The people of a run. Accounts cost a password hash each, so several runs share them."""

from __future__ import annotations

import random
import secrets
import socket
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from taskstream.storage.mongo.store import connect
from tests.actors import User, another_admin, first_admin, good, register
from tests.contract.databases import wired_url
from tests.running import Server

ADMINS = 3
WORKERS = 20
# Below those that a system gives to whoever connects: between two lives of the server one of
# its clients could be given the server's own, and keep it.
PORTS = range(21_000, 32_000, 7)


@dataclass
class Crew:
    """Three admins and twenty workers, and the data folder and the database that know them."""

    data_dir: Path
    database_url: str
    admins: list[User]
    workers: list[User]

    @property
    def is_on_mongodb(self) -> bool:
        """Whether the database is a MongoDB server's."""
        return self.database_url.startswith("mongodb")

    @property
    def environment(self) -> Mapping[str, str]:
        """What a server is told so that it knows them."""
        return {"TASKSTREAM_DATABASE_URL": self.database_url}

    def everybody(self) -> list[User]:
        """Return all of them."""
        return [*self.admins, *self.workers]

    def at(self, server: Server) -> None:
        """Let them all go to that server, with tokens that last for a while."""
        for user in self.everybody():
            user.server = server
            user.token = good(user.post("/refresh"))["access_token"]


def hire(data_dir: Path, database_url: str | None = None) -> Crew:
    """Make the accounts, on a server that ends with this. Without a URL it is SQLite in that folder."""
    url = database_url or f"sqlite:///{data_dir}/taskstream.db"
    server = Server(data_dir, module="tests.quick_server", TASKSTREAM_DATABASE_URL=url)
    try:
        first = first_admin(server)
        with ThreadPoolExecutor(4) as pool:
            admins = list(pool.map(lambda _: another_admin(first), range(ADMINS - 1)))
            workers = list(pool.map(lambda _: register(server), range(WORKERS)))
    finally:
        server.stop()
    return Crew(data_dir, url, [first, *admins], workers)


@contextmanager
def hire_on_mongodb(data_dir: Path) -> Iterator[Crew]:
    """Make the accounts in a database of their own, on the server that ``MONGODB_URI`` names."""
    name = f"taskstream_chaos_{secrets.token_hex(6)}"
    # FerretDB finds and modifies in two steps: over one connection it gets one command at a time.
    url = wired_url(name, "maxPoolSize=1")
    try:
        yield hire(data_dir, url)
    finally:
        with connect(url) as client:
            client.drop_database(name)


def free_port() -> int:
    """Return a port that a server can have again and again, and hardly another run's."""
    for port in random.sample(PORTS, len(PORTS)):
        with socket.socket() as candidate:
            try:
                candidate.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("no free port")


class Mortal(Server):
    """A server that is killed and comes back, on the same data and the same port."""

    def __init__(self, data_dir: Path, *, module: str = "taskstream", **environment: str) -> None:
        self._always = {"TASKSTREAM_PORT": str(free_port()), **environment}
        super().__init__(data_dir, module=module, **self._always)

    def revive(self, **environment: str) -> None:
        """Start it again, with this in its environment for this life."""
        self.environment = {**self._always, **environment}
        self.start()
