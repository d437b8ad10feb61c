"""A backup is restored under clients that have seen more: with a new epoch they notice."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.actors import User, first_admin, good, register
from tests.conftest import StartServer
from tests.replica import Replica
from tests.running import Server, operate


@dataclass
class Restored:
    """A server on an old state of its database, and clients who have seen a newer one."""

    server: Server
    scan: dict[str, Any]
    people: tuple[User, ...]
    replicas: list[Replica]

    def fresh(self, person: User) -> dict[str, Any]:
        """Return what somebody is told who has just come."""
        socket = person.join(self.scan)
        return {task["id"]: task for task in socket.joined["tasks"]}


@pytest.fixture
def restore(start_server: StartServer, tmp_path: Path) -> Iterator[Callable[..., Restored]]:
    restored: list[Restored] = []

    def run(*, saying_so: bool) -> Restored:
        server = start_server()
        admin, worker = first_admin(server), register(server)
        scan = admin.open_scan()
        kept, other = worker.submit(scan, "Seal is cut"), worker.submit(scan, "Cone is missing")
        good(admin.decide(other, "validate"))
        server.stop()
        database, backup = server.data_dir / "taskstream.db", tmp_path / "backup.db"
        shutil.copy(database, backup)
        server.start()
        good(admin.decide(kept, "refuse"))
        for number in range(3):
            worker.submit(scan, f"Badge reader {number} is dark")
        replicas = [Replica(person, scan["id"]) for person in (admin, worker)]
        for replica in replicas:
            replica.connect()
            replica.disconnect()
        server.stop()
        shutil.copy(backup, database)
        if saying_so:
            assert operate(server.data_dir, "new-epoch").returncode == 0
        server.start()
        # Other changes get the numbers that those which are lost had.
        good(admin.decide(kept, "return", reason="Which gate?"))
        restored.append(Restored(server, scan, (admin, worker), replicas))
        return restored[-1]

    yield run
    for each in restored:
        for person in each.people:
            person.hang_up()


def test_p11_after_a_restore_with_a_new_epoch_everybody_reads_anew(
    restore: Callable[..., Restored],
) -> None:
    now = restore(saying_so=True)

    for person, replica in zip(now.people, now.replicas, strict=True):
        replica.connect()
        assert replica.tasks == now.fresh(person)
        assert len(replica.tasks) == 2


def test_p11_control_without_one_they_keep_what_the_database_never_had(
    restore: Callable[..., Restored],
) -> None:
    now = restore(saying_so=False)

    for person, replica in zip(now.people, now.replicas, strict=True):
        replica.connect()
        assert replica.tasks != now.fresh(person)
        assert len(replica.tasks) == 5
