"""A client that keeps in step by the rules of docs/protocol.md, and by nothing else.

It can be told to lose events, as no network of ours can be. The numbers beside the code are
those of the rules.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable
from typing import Any, Protocol

from tests.actors import ANSWER_SECONDS

Task = dict[str, Any]
Head = dict[str, Any]
Loses = Callable[[str, Any], bool]

TASK_EVENTS = ("new_task", "new_tasks", "task_updated", "tasks_updated")
OPEN = ("pending", "returned")


class Socket(Protocol):
    """What a replica needs of its connection."""

    def call(self, event: str, data: Any) -> Any:
        """Send an event and return its acknowledgement."""

    def arrival(self, seconds: float) -> tuple[str, Any] | None:
        """Return the next event, or None when there is none yet."""

    def close(self) -> None:
        """Go."""


class Person(Protocol):
    """Who can open one."""

    def live(self) -> Socket:
        """Return a new socket."""


class NotLetIn(Exception):
    """The server has refused to let it join."""


def nothing(_name: str, _data: Any) -> bool:
    """Lose no event."""
    return False


class Replica:
    """What one client holds of one scan."""

    def __init__(
        self, user: Person, scan_id: str, *, loses: Loses = nothing, patience: float = 2.0
    ) -> None:
        self.tasks: dict[str, Task] = {}
        self.scan: dict[str, Any] = {}
        self.heads = 0
        # How often it asked, and for what.
        self.asked: list[str] = []
        self.loses = loses
        self.heeds_heads = True
        self._user = user
        self._scan_id = scan_id
        self._patience = patience
        self._socket: Socket | None = None
        self._forget()

    def connect(self) -> None:
        """Open a socket and catch up: with a snapshot at first, later with what was missed."""
        self.disconnect()
        self._socket = self._user.live()
        self._read()

    def listen(self, socket: Socket) -> None:
        """Hear a socket that has joined already, without asking for what was missed."""
        self._socket = socket

    def disconnect(self) -> None:
        """Close the socket, and keep what is held."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def follow(self, done: Callable[[], bool], seconds: float = ANSWER_SECONDS) -> bool:
        """Take what comes until that is so, and return whether it came to be so in time."""
        assert self._socket is not None
        end = time.monotonic() + seconds
        while not done():
            now = time.monotonic()
            if now >= end:
                return False
            wake = end if self._behind is None else min(end, self._behind[0])
            if came := self._socket.arrival(wake - now):
                self.take(*came)
            self._grow_impatient()
        return True

    def hear(self) -> None:
        """Take what is there by now."""
        assert self._socket is not None
        while came := self._socket.arrival(0):
            self.take(*came)

    def take(self, name: str, data: Any) -> None:
        """Deal with one event."""
        if self.loses(name, data):
            return
        if name in TASK_EVENTS:
            self._merge(data.get("tasks") or [data["task"]])
        elif name == "scan_updated":
            self._merge_scan(data["scan"])
        elif name == "head":
            self.heads += 1
            if self.heeds_heads:
                self._heed(data)
        elif name == "notice" and data["code"] == "role_changed":
            self._read(anew=True)

    def learn(self, task: Task) -> None:
        """Take what the answer to its own suggestion has, of which it hears no event (P68)."""
        self._merge([task])

    def _forget(self) -> None:
        self.tasks = {}
        self.scan = {}
        self._epoch: str | None = None
        self._role: str | None = None
        self._since = 0
        self._changes = 0
        self._own = 0
        self._seen: set[int] = set()
        self._behind: tuple[float, int] | None = None
        self._in_vain: tuple[int, int, int] | None = None

    def _merge(self, tasks: list[Task]) -> None:
        for task in tasks:
            self._seen.add(task["seq"])
            self._own = max(self._own, task["seq"])
            known = self.tasks.get(task["id"])
            if known is None or task["version"] > known["version"]:  # P24
                self.tasks[task["id"]] = task

    def _merge_scan(self, scan: dict[str, Any]) -> None:
        if scan["version"] >= self.scan.get("version", 0):
            self.scan = scan

    def _heed(self, head: Head) -> None:
        if head["scan_version"] > self.scan["version"]:  # P35
            self._read()
        else:
            self._compare(head)

    def _compare(self, head: Head) -> None:
        if self._own > head["seq"]:  # P36
            return
        if self._own < head["seq"]:  # P35
            self._behind = self._behind or (time.monotonic() + self._patience, head["seq"])
            return
        missed = (
            head["changes"]
            - self._changes
            - sum(self._since < seq <= head["seq"] for seq in self._seen)
        )
        if missed:  # P37
            self._read()
        elif self._sums() != (head["count"], head["digest"]):  # P38
            self._start_over(head)
        else:  # P39
            self._stand_at(head["seq"], head)

    def _grow_impatient(self) -> None:
        if self._behind is None or time.monotonic() < self._behind[0]:
            return
        awaited, self._behind = self._behind[1], None
        if self._own < awaited:  # P35
            self._read()

    def _start_over(self, head: Head) -> None:
        values = (head["seq"], head["count"], head["digest"])
        if values != self._in_vain:
            self._in_vain = values
            self._read(anew=True)

    def _sums(self) -> tuple[int, int]:
        waiting = [task for task in self.tasks.values() if task["status"] in OPEN]
        digest = sum(zlib.crc32(f"{task['id']}:{task['version']}".encode()) for task in waiting)
        return len(waiting), digest

    def _stand_at(self, seq: int, head: Head) -> None:
        self._since, self._changes = seq, head["changes"]
        self._own = max(self._own, seq)
        self._seen = {known for known in self._seen if known > head["seq"]}
        self._behind = None

    def _read(self, *, anew: bool = False) -> None:
        """Join, page after page: what has changed, or (``anew``) a snapshot."""
        assert self._socket is not None
        self.asked.append("snapshot" if anew or self._epoch is None else "changes")
        ask: dict[str, Any] = {"scan_id": self._scan_id}
        if self._epoch is not None and not anew:
            ask |= {"epoch": self._epoch, "since": self._since}
        answer = first = self._page(ask)
        before, listed = dict(self.tasks), {task["id"] for task in first["tasks"]}
        self._merge(first["tasks"])
        while answer["more"]:  # P12
            ask = {"scan_id": self._scan_id, "epoch": answer["epoch"], "since": answer["seq"]}
            answer = self._page(ask | ({"snapshot": True} if answer["snapshot"] else {}))
            listed |= {task["id"] for task in answer["tasks"]}
            self._merge(answer["tasks"])
        if answer["snapshot"]:
            self._drop_unlisted(before, listed, first["head"]["seq"])
        self._stand_at(answer["seq"], answer["head"])
        if self.heeds_heads:
            self._compare(answer["head"])  # P34

    def _page(self, ask: dict[str, Any]) -> Any:
        assert self._socket is not None
        answer = self._socket.call("join_scan", ask)
        if not answer["ok"]:
            raise NotLetIn(answer)
        if (answer["epoch"], answer["role"]) != (self._epoch, self._role):  # P11, P23
            in_vain = self._in_vain
            self._forget()
            self._epoch, self._role, self._in_vain = answer["epoch"], answer["role"], in_vain
        self._merge_scan(answer["scan"])
        return answer

    def _drop_unlisted(self, before: dict[str, Task], listed: set[str], up_to: int) -> None:
        """P12: what was held before, and is in no page, has left the live set."""
        for id_, task in before.items():
            if id_ not in listed and task["seq"] <= up_to and self.tasks.get(id_) is task:
                del self.tasks[id_]
