"""A run: clients at work, a server that is killed again and again, and the books at its end."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from taskstream.faults import FaultPoint
from tests.actors import User
from tests.chaos.clients import Client, Habits, Moderator, Place, Worker
from tests.chaos.crew import Crew, Mortal
from tests.chaos.lines import Line
from tests.chaos.reckoning import Reckoning, Wait, put_right, reckon, stored_tasks
from tests.replica import OPEN, Replica, Task

OUTSIDE = "outside"
# Of a store that keeps figures in the commit itself; between a task and its figures, of one that does not.
POINTS = tuple(point for point in FaultPoint if point is not FaultPoint.MID_TALLY)
UNTALLIED = (FaultPoint.BEFORE_COMMIT, FaultPoint.AFTER_COMMIT, FaultPoint.MID_TALLY)
EVERYWHERE: tuple[str, ...] = (*POINTS, OUTSIDE)
HEARTBEAT = 1.0
# A life that no fault has ended by then is a fault of the run. The busier the machine, the more
# writes share a commit, and the fewer commits there are to die at.
LIFE_SECONDS = 120
ALL_ANSWERED_SECONDS = 60
# A heartbeat, the patience of a client behind it, and what a busy machine takes.
IN_STEP_SECONDS = 10
# How likely the process ends each time it is at the point.
CHANCE = 0.02
# With MongoDB a batch is a dozen commands, so there are far fewer of them, and more in each.
CHANCE_ON_MONGODB = 0.1
# From outside it is killed after as many acknowledgements.
ACKNOWLEDGED = 25


class Newcomer:
    """Opens lines for somebody who has just come."""

    def __init__(self, url: str, user: User) -> None:
        self._url = url
        self._user = user

    def live(self) -> Line:
        return Line(self._url, self._user.token or "")


class Storm:
    """One scan with clients in it, on a server that does not live long."""

    def __init__(
        self,
        crew: Crew,
        *,
        habits: Mapping[str, Habits] | None = None,
        pause: float = 0.5,
        grace: int = 0,
        module: str = "taskstream",
        reach: Callable[[str], str] = str,
    ) -> None:
        """``habits`` of single people by name; ``reach`` gives the address that clients take.

        ``grace`` seconds long a verdict can be taken back before its author is told.
        """
        environment = {"TASKSTREAM_HEARTBEAT_SECONDS": str(HEARTBEAT), **crew.environment}
        self.server = Mortal(crew.data_dir, module=module, **environment)
        self.crew = crew
        crew.at(self.server)
        self.scan = crew.admins[0].open_scan("Storm", grace_seconds=grace)
        self.place = Place(reach(self.server.url), self.scan["id"], pause)
        habits = habits or {}
        self.moderators = [
            Moderator(self.place, user, habits.get(user.name, Habits())) for user in crew.admins
        ]
        self.workers = [
            Worker(self.place, user, habits.get(user.name, Habits())) for user in crew.workers
        ]
        self.clients: list[Client] = [*self.moderators, *self.workers]
        self.books = Reckoning()
        self._lives: list[tuple[float, float]] = []
        self._born = time.monotonic()

    @contextmanager
    def running(self) -> Iterator[None]:
        """Let the clients work for as long as the block takes, and end them and the server."""
        for client in self.clients:
            client.start()
        try:
            yield
        finally:
            self.place.over.set()
            for client in self.clients:
                client.join()
            if self.server.process.poll() is None:
                self.server.stop()
        for client in self.clients:
            if client.trouble is not None:
                raise client.trouble

    def kill_at(self, plan: Sequence[str]) -> None:
        """Go through a plan of kills, and leave a server that lives."""
        self._kill_from_outside()
        for where in plan:
            self._live(where)
            if where == OUTSIDE:
                self._kill_from_outside()
            else:
                self._wait_for_the_end(where)
        self._live()

    def gather(self) -> None:
        """Wait until everybody is in the scan again."""
        assert self.place.wait_for(
            lambda: all(client.back for client in self.clients) or self._trouble(), LIFE_SECONDS
        )

    def work(self, suggestions: int) -> None:
        """Let so many more be acknowledged."""
        enough = self.acknowledged() + suggestions
        assert self.place.wait_for(
            lambda: self.acknowledged() >= enough or self._trouble(), LIFE_SECONDS
        )

    def settle(self) -> Reckoning:
        """Let everything be answered and everybody be in step; return the books so far."""
        self.place.closing.set()
        idle = self.place.wait_for(
            lambda: all(client.back and client.idle for client in self.clients) or self._trouble(),
            ALL_ANSWERED_SECONDS,
        )
        assert idle, [client.user.name for client in self.clients if not client.idle]
        self._see_who_is_in_step()
        return self.books

    def close_books(self) -> Reckoning:
        """Return the books of a run that has ended."""
        reckon(self.books, self.clients, stored_tasks(self.crew.database_url, self.scan["id"]))
        self._lives.append((self._born, time.monotonic()))
        self.books.miscounted = put_right(self.crew.database_url)
        self.books.returns = [
            wait
            for born, died in self._lives
            for client in self.clients
            for began, ended in client.outages
            if (wait := _wait_in(born, died, began, ended)) is not None
        ]
        return self.books

    def acknowledged(self) -> int:
        """Return how many suggestions were acknowledged so far."""
        return sum(len(worker.items) - len(worker.outbox) for worker in self.workers)

    def _live(self, where: str = OUTSIDE) -> None:
        """Start the server, told to end at that point."""
        chance = CHANCE_ON_MONGODB if self.crew.is_on_mongodb else CHANCE
        armed = {"TASKSTREAM_TEST_MODE": "true", "TASKSTREAM_FAULTS": f"{where}:{chance}"}
        self.server.revive(**({} if where == OUTSIDE else armed))
        self._born = time.monotonic()

    def _wait_for_the_end(self, point: str) -> None:
        try:
            status = self.server.process.wait(LIFE_SECONDS)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"it never ended at {point}") from None
        assert status == -signal.SIGKILL, self.server.lines[-20:]
        self._died(point)

    def _kill_from_outside(self) -> None:
        self.work(ACKNOWLEDGED)
        self.server.kill()
        self._died(OUTSIDE)

    def _died(self, where: str) -> None:
        self.books.kills[where] += 1
        self._lives.append((self._born, time.monotonic()))

    def _trouble(self) -> bool:
        return any(client.trouble for client in self.clients)

    def _see_who_is_in_step(self) -> None:
        began = time.monotonic()
        for client in self.clients:
            newcomer = Replica(Newcomer(self.server.url, client.user), self.scan["id"])
            newcomer.connect()
            newcomer.disconnect()
            missing = _missing(client, newcomer.tasks)
            while missing and time.monotonic() - began < IN_STEP_SECONDS:
                self.place.over.wait(0.02)
                missing = _missing(client, newcomer.tasks)
            if missing:
                self.books.out_of_step[client.user.name] = missing
        self.books.in_step_after = time.monotonic() - began


def _wait_in(born: float, died: float, began: float, ended: float) -> Wait | None:
    """Return how long somebody whose line was broken waited in that life of the server."""
    if not began <= born < ended:
        return None
    return Wait(min(ended, died) - born, came_back=ended <= died)


def _missing(client: Client, fresh: Mapping[str, Task]) -> list[str]:
    """Return the tasks that a client does not hold as a new one does.

    It may hold more: the decided ones that have left the live set. The books look at those.
    """
    held: dict[str, Any] = dict(client.replica.tasks)
    wrong = [id_ for id_, task in fresh.items() if held.get(id_) != task]
    gone = [id_ for id_, task in held.items() if id_ not in fresh and task["status"] in OPEN]
    return wrong + gone
