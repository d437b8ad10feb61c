"""A disk that becomes slow, and quick again: where the commits run, as those outside can tell."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from taskstream.storage.sqlite.writers import SLOW_ALLOWED, TIMINGS
from tests.actors import Caller, first_admin, good, register
from tests.conftest import StartServer
from tests.realtime.transport.wire import Wire, answers, event, suggestion
from tests.running import Server
from tests.story.slow import EACH_SECONDS, SLOW

# Of suggestions that go in one piece, and into one commit.
BURST = 40
BURST_MS = 1_000 * BURST * EACH_SECONDS
# Whoever is held up for so long hears two answers: the one that was on its way, and the next.
HELD_UP = 3
# A machine with other things to do has slow commits of its own.
TRIES = 5


class Phone:
    """A worker's socket; ``numbers``: of what was acknowledged, in the order of the answers."""

    def __init__(self, wire: Wire, scan: dict[str, Any]) -> None:
        self.wire = wire
        self._scan = scan
        self.numbers: list[int] = []
        wire.send(event(0, "join_scan", {"scan_id": scan["id"]}))
        answers(wire, 1)

    def send(self, count: int) -> None:
        """Send suggestions in one piece."""
        forms = (suggestion(self._scan) for _ in range(count))
        self.wire.send(
            b"".join(event(at, "new_task_suggestion", form) for at, form in enumerate(forms))
        )

    def hear(self, count: int) -> None:
        """Wait for as many acknowledgements."""
        got = answers(self.wire, count)
        assert [at for at, _ in got] == list(range(count))
        assert all(answer["ok"] for _, answer in got)
        self.numbers += [answer["task"]["number"] for _, answer in got]

    def submit(self, count: int) -> None:
        """Do both."""
        self.send(count)
        self.hear(count)


def echoes_during(phone: Phone, other: Wire) -> int:
    """Let a burst be stored; return how often somebody else was answered meanwhile."""
    phone.send(BURST)
    count = 0
    # By the answers: what else the phone hears meanwhile, as where its scan stands, ends nothing.
    with ThreadPoolExecutor(1) as pool:
        heard = pool.submit(phone.hear, BURST)
        while not heard.done():
            other.send(event(0, "echo", {}))
            answers(other, 1)
            count += 1
        heard.result()
    return count


def longest_stall(server: Server) -> int:
    """Return what the health report says, in milliseconds."""
    stall: int = good(Caller(server).get("/health"))["load"]["longest_stall_ms"]
    return stall


def test_st41_commits_leave_the_loop_while_the_disk_is_slow(start_server: StartServer) -> None:
    server = start_server(
        module="tests.story.slow_server", TASKSTREAM_COMMIT="auto", TASKSTREAM_TRANSPORT="fast"
    )
    admin, worker, colleague = first_admin(server), register(server), register(server)
    scan = admin.open_scan()
    slow = Path(server.data_dir, SLOW)
    with Wire(server, worker.token) as wire, Wire(server, colleague.token) as other:
        phone = Phone(wire, scan)

        # Slow: so many are borne in the loop, and then it stands still no more.
        slow.touch()
        for _ in range(SLOW_ALLOWED + 1):
            phone.submit(2)
        assert echoes_during(phone, other) > HELD_UP
        assert longest_stall(server) < BURST_MS * 3 / 4

        # Quick again: a hundred and more of those later the loop commits itself.
        for _ in range(TRIES):
            slow.unlink()
            for _ in range(TIMINGS + SLOW_ALLOWED):
                phone.submit(1)
            slow.touch()
            echoes = echoes_during(phone, other)
            if echoes <= HELD_UP:
                break
        assert echoes <= HELD_UP
        assert longest_stall(server) >= BURST_MS * 3 / 4

        # Nothing is lost, doubled or out of order on either side of the change.
        assert phone.numbers == sorted(phone.numbers)
        stored = [task["number"] for task in admin.all_tasks(scan)]
        assert sorted(stored) == phone.numbers
