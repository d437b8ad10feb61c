"""Clients that keep to the rules of docs/protocol.md, as the browser does, whatever is cut.

A thread each: it connects with a jittered backoff, resumes, compares heads, and keeps what it
has sent in an outbox until it is acknowledged. ``Habits`` switches single rules off: those are
the negative controls.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Any

import requests

from tests.actors import User, new_key
from tests.chaos.lines import ANSWER_SECONDS, Line, Lost, TurnedAway
from tests.replica import TASK_EVENTS, NotLetIn, Replica, Task

IN_FLIGHT = 20
RENEW_SECONDS = 300
LOOK_SECONDS = 0.05
# What is refused for now is sent again after so long.
RETRY_SECONDS = 0.5
VERDICTS = ("validate", "validate", "refuse", "return")
# So many of the verdicts are taken back.
UNDONE = 0.2
OLD_TOKEN = ("token_expired", "token_invalid")


@dataclass(frozen=True)
class Habits:
    """How a client behaves. As it stands: by the rules, on a network that loses some events."""

    keeps_key: bool = True
    resends: bool = True
    resumes: bool = True
    heeds_heads: bool = True
    decides: bool = True
    loses: float = 0.02
    # A worker waits with the next while so many of his wait for a verdict: else, with a server
    # that dies every other second, moderators would only ever read what has piled up.
    open_at_most: int = 15
    backoff: tuple[float, float] = (0.25, 5.0)
    patience: float = 2.0


@dataclass
class Place:
    """Where and what the clients of one run are at: the address may change, the scan does not."""

    url: str
    scan_id: str
    # How long between two presses of one worker's send button.
    pause: float = 0.5
    closing: threading.Event = field(default_factory=threading.Event)
    over: threading.Event = field(default_factory=threading.Event)
    moved: threading.Condition = field(default_factory=threading.Condition)

    def has_moved(self) -> None:
        """Tell those who wait that something may have come true."""
        with self.moved:
            self.moved.notify_all()

    def wait_for(self, true: Callable[[], bool], seconds: float) -> bool:
        """Wait until something is so; return whether it came to be so in time."""
        with self.moved:
            return self.moved.wait_for(true, seconds)


class WatchedReplica(Replica):
    """One that also says which tasks somebody may have to look at."""

    def __init__(self, person: Client, scan_id: str) -> None:
        super().__init__(person, scan_id, loses=person.hears_badly, patience=person.habits.patience)
        self.heeds_heads = person.habits.heeds_heads and person.habits.resumes
        # A dictionary, for its order.
        self.touched: dict[str, None] = {}

    def _merge(self, tasks: list[Task]) -> None:
        super()._merge(tasks)
        self.touched.update(dict.fromkeys(task["id"] for task in tasks))

    def waiting(self) -> int:
        """Return how many of its tasks are open."""
        return self._sums()[0]

    def next_touched(self) -> Task | None:
        """Return one of them, or None; it is looked at by that."""
        while self.touched:
            id_ = next(iter(self.touched))
            del self.touched[id_]
            if id_ in self.tasks:
                return self.tasks[id_]
        return None


class Client(threading.Thread):
    """One person at one page."""

    def __init__(self, place: Place, user: User, habits: Habits) -> None:
        super().__init__(daemon=True)
        self.place = place
        self.user = user
        self.habits = habits
        self.dice = random.Random(user.name)
        self.replica = WatchedReplica(self, place.scan_id)
        self.back = False
        # From when it knew that the line was dead until it had caught up again.
        self.outages: list[tuple[float, float]] = []
        # How each version of a task was shown to it: status and decider.
        self.shown: dict[tuple[str, int], set[Any]] = {}
        self.trouble: BaseException | None = None
        self._renewed = time.monotonic()
        self._broke: float | None = None
        self._line: Line | None = None

    def live(self) -> Line:
        """Return a new line: what the replica reads through."""
        self._line = Line(self.place.url, self.user.token or "")
        return self._line

    def run(self) -> None:
        try:
            self._live_on()
        except BaseException as error:  # noqa: BLE001 - whoever runs the clients raises it
            self.trouble = error
        finally:
            self.back = False
            self.replica.disconnect()
            self.place.has_moved()

    def act(self, line: Line) -> None:
        """Send what is to be sent now."""

    def take_answer(self, number: int, answer: Any) -> None:
        """Deal with what the server has answered."""

    def forget_line(self) -> None:
        """What was on its way on the line is in doubt now."""

    @property
    def idle(self) -> bool:
        """Whether nothing of it is on its way."""
        return True

    def _live_on(self) -> None:
        wait, longest = self.habits.backoff
        while not self.place.over.is_set():
            try:
                self._come_back()
                wait = self.habits.backoff[0]
                self._work()
            except (Lost, NotLetIn):
                self._lose()
            except TurnedAway as refusal:
                self._lose()
                if refusal.code in OLD_TOKEN:
                    self._renewed = 0.0
            self.place.over.wait(self.dice.uniform(0, wait))
            wait = min(longest, 2 * wait)

    def _come_back(self) -> None:
        if time.monotonic() - self._renewed > RENEW_SECONDS:
            self._renew()
        if self.habits.resumes or not self.replica.asked:
            self.replica.connect()
        else:
            self._only_listen()
        now = time.monotonic()
        if self._broke is not None:
            self.outages.append((self._broke, now))
        self._broke, self.back = None, True
        self.place.has_moved()

    def _only_listen(self) -> None:
        """Hear on from here, and never ask what was said meanwhile."""
        self.replica.disconnect()
        line = self.live()
        line.call("join_scan", {"scan_id": self.place.scan_id})
        self.replica.listen(line)

    def _lose(self) -> None:
        if self.back or self._broke is None:
            self._broke = time.monotonic()
        self.back = False
        with suppress(Lost):
            self.replica.disconnect()
        self.forget_line()

    def _renew(self) -> None:
        try:
            answer = self.user.post("/refresh")
        except requests.RequestException as error:
            raise Lost(str(error)) from None
        if answer.status_code != 200:
            raise Lost(answer.text)
        self.user.token = answer.json()["access_token"]
        self._renewed = time.monotonic()

    def _work(self) -> None:
        line = self._line
        assert line is not None
        while not self.place.over.is_set():
            self.act(line)
            self.replica.follow(lambda: bool(line.answers), LOOK_SECONDS)
            for number in list(line.answers):
                self.take_answer(number, line.answers.pop(number))

    def hears_badly(self, name: str, data: Any) -> bool:
        if name not in TASK_EVENTS:
            return False
        for task in data.get("tasks") or [data["task"]]:
            decider = task.get("decided_by", {}).get("id")
            self.shown.setdefault((task["id"], task["version"]), set()).add(
                (task["status"], decider)
            )
        return self.dice.random() < self.habits.loses


@dataclass
class Item:
    """One suggestion in an outbox."""

    text: str
    key: str = field(default_factory=new_key)
    pressed_at: float = field(default_factory=time.monotonic)
    asked_at: float | None = None
    tried: bool = False
    task: dict[str, Any] | None = None


class Worker(Client):
    """Presses send again and again, also while offline, and corrects what is sent back."""

    def __init__(self, place: Place, user: User, habits: Habits) -> None:
        super().__init__(place, user, habits)
        self.items: list[Item] = []
        self.outbox: list[Item] = []
        # Versions that his corrections have made, as they were acknowledged.
        self.corrected: list[tuple[str, int]] = []
        self.refusals: list[Any] = []
        self._next_press = time.monotonic() + self.dice.uniform(0, place.pause)
        self._asked: dict[int, Item] = {}
        self._corrections: dict[int, tuple[str, int]] = {}

    @property
    def idle(self) -> bool:
        return not self.outbox

    def act(self, line: Line) -> None:
        self._press()
        now = time.monotonic()
        for item in self.outbox[:IN_FLIGHT]:
            if item.asked_at is None or now - item.asked_at > ANSWER_SECONDS:
                self._send(line, item)
        if not self._corrections and not self.place.closing.is_set():
            self._correct(line)

    def _press(self) -> None:
        while self._next_press < time.monotonic() and not self.place.closing.is_set():
            self._next_press += self.dice.uniform(0, 2 * self.place.pause)
            if len(self.outbox) + self.replica.waiting() < self.habits.open_at_most:
                item = Item(f"{self.user.name}, {len(self.items)}")
                self.items.append(item)
                self.outbox.append(item)

    def _send(self, line: Line, item: Item) -> None:
        if item.tried and not self.habits.keeps_key:
            item.key = new_key()
        item.asked_at, item.tried = time.monotonic(), True
        form = {"scan_id": self.place.scan_id, "client_id": item.key, "text": item.text}
        self._asked[line.emit("new_task_suggestion", form)] = item

    def _correct(self, line: Line) -> None:
        while task := self.replica.next_touched():
            if task["status"] == "returned":
                text = task["text"] + "!"
                form = {"task_id": task["id"], "version": task["version"], "text": text}
                number = line.emit("resubmit_task", form)
                self._corrections[number] = (task["id"], task["version"] + 1)
                return

    def take_answer(self, number: int, answer: Any) -> None:
        if number in self._corrections:
            made = self._corrections.pop(number)
            if answer["ok"]:
                self.corrected.append(made)
            return
        item = self._asked.pop(number)
        if answer["ok"]:
            item.task = answer["task"]
            self.replica.learn(answer["task"])
            self.outbox = [other for other in self.outbox if other is not item]
            self.place.has_moved()
        elif answer["error"]["retry"]:
            item.asked_at = time.monotonic() - ANSWER_SECONDS + RETRY_SECONDS
        else:
            self.refusals.append(answer)

    def forget_line(self) -> None:
        self._asked.clear()
        self.replica.touched.update({task_id: None for task_id, _ in self._corrections.values()})
        self._corrections.clear()
        if not self.habits.resends:
            self.outbox = [item for item in self.outbox if not item.tried]
        for item in self.outbox:
            item.asked_at = None
        self._press()


@dataclass(frozen=True)
class Decision:
    """A verdict that was acknowledged, and the version that it made."""

    task_id: str
    version: int
    action: str
    by: str
    # Its author is told later, and nothing is in the history before (P53).
    held: bool = False


class Moderator(Client):
    """Decides whatever waits, the oldest first, as all his colleagues do at the same time."""

    def __init__(self, place: Place, user: User, habits: Habits) -> None:
        super().__init__(place, user, habits)
        self.decisions: list[Decision] = []
        # Held verdicts that somebody wanted back, by the version that they made; whether he has it.
        self.taken_back: dict[tuple[str, int], bool] = {}
        self.conflicts = 0
        self._asked: dict[int, Decision] = {}

    @property
    def idle(self) -> bool:
        # In one go: its own thread goes on meanwhile.
        held = list(self.replica.tasks.values())
        return not self._asked and not any("held" in task for task in held)

    def act(self, line: Line) -> None:
        if self.place.closing.is_set():
            self.place.has_moved()
        if not self.habits.decides:
            return
        while len(self._asked) < IN_FLIGHT and not self.place.closing.is_set():
            task = self.replica.next_touched()
            if task is None:
                return
            if task["status"] == "pending" and "held" not in task:
                self._decide(line, task, self.dice.choice(VERDICTS))
            elif task["version"] == 2 and self.dice.random() < UNDONE:
                if "held" in task:
                    self.taken_back.setdefault((task["id"], task["version"]), False)
                self._decide(line, task, "reopen")

    def _decide(self, line: Line, task: Task, action: str) -> None:
        form = {"task_id": task["id"], "version": task["version"], "action": action}
        decision = Decision(task["id"], task["version"] + 1, action, self.user.id)
        self._asked[line.emit("task_action", form)] = decision

    def take_answer(self, number: int, answer: Any) -> None:
        decision = self._asked.pop(number)
        if answer["ok"]:
            self._note(decision, answer["task"])
        elif answer["error"]["retry"]:
            self.replica.touched[decision.task_id] = None
        else:
            self.conflicts += 1
        self.place.has_moved()

    def _note(self, decision: Decision, task: Task) -> None:
        before = (decision.task_id, decision.version - 1)
        if decision.action == "reopen" and before in self.taken_back:
            self.taken_back[before] = True
        else:
            self.decisions.append(replace(decision, held="held" in task))

    def forget_line(self) -> None:
        # Whether they were taken shows when it is back; what is still as it was is decided again.
        self.replica.touched.update(
            dict.fromkeys(decision.task_id for decision in self._asked.values())
        )
        self._asked.clear()
