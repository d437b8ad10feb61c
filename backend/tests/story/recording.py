"""What clients are told over a bad line, written down for others to replay.

``python -m tests.story.recording`` plays a story on a server of its own and writes what its
three clients were told to ``transcripts/``; the pages' tests replay that
(``frontend/src/live/transcripts.test.ts``). Needed again when the messages change their shape.
"""

from __future__ import annotations

import json
import queue
import random
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.actors import ANSWER_SECONDS, Live, User, first_admin, good, new_key, register
from tests.raw import RawSocket
from tests.replica import TASK_EVENTS, Replica
from tests.running import Server

TRANSCRIPTS = Path(__file__).with_name("transcripts")
SEED = 20_261_121
ACTS = 40
PATIENCE = 0.3
BEAT = {"TASKSTREAM_HEARTBEAT_SECONDS": "0.25"}

Step = dict[str, Any]
Scan = dict[str, Any]

# Who merges by version takes these in any order. The others are told once, and in order.
IN_ANY_ORDER = (*TASK_EVENTS, "head", "scan_updated")


class BadLine(Live):
    """A socket that loses events, and brings others late, twice or in another order."""

    def __init__(self, user: User, dice: random.Random, steps: list[Step]) -> None:
        self._dice = dice
        self._late: list[tuple[str, Any]] = []
        self._steps = steps
        self._epoch = ""
        super().__init__(user.server, user.token)

    def call(self, event: str, *arguments: Any) -> Any:
        """Send an event; note what was asked and answered."""
        answers: queue.Queue[tuple[Any, int]] = queue.Queue()
        self.client.emit(
            event,
            arguments[0],
            # Called in the order of what comes, so this many events came before the answer.
            callback=lambda answer: answers.put((answer, self._events.qsize())),
        )
        answer, before = answers.get(timeout=ANSWER_SECONDS)
        if answer["epoch"] != self._epoch:
            self._forget(before)
            self._epoch = answer["epoch"]
        self._steps.append({"ask": arguments[0], "answer": answer})
        return answer

    def _forget(self, count: int) -> None:
        """Lose so many events: on no line does one come behind what another role is told."""
        self._late.clear()
        for _ in range(count):
            self._events.get()

    def arrival(self, seconds: float) -> tuple[str, Any] | None:
        """Return what comes through, and note it."""
        came = self._through(seconds)
        if came is not None:
            self._steps.append({"event": came[0], "data": came[1]})
        return came

    def bring_late(self) -> list[tuple[str, Any]]:
        """Return what is late still, and note that it came at last."""
        late, self._late = self._late, []
        self._steps += [{"event": name, "data": data} for name, data in late]
        return late

    def _through(self, seconds: float) -> tuple[str, Any] | None:
        if self._late and self._dice.random() < 0.3:
            return self._late.pop(self._dice.randrange(len(self._late)))
        came = super().arrival(seconds)
        if came is None or came[0] not in IN_ANY_ORDER:
            return came
        fate = self._dice.random()
        if 0.2 <= fate < 0.6:
            self._late.append(came)
        return self._through(0) if fate < 0.4 else came


@dataclass
class Client(User):
    """Somebody whose sockets are on a bad line."""

    dice: random.Random = field(default_factory=random.Random)
    steps: list[Step] = field(default_factory=list)
    line: BadLine = field(init=False)

    def live(self) -> Live:
        """Return a new socket of his."""
        self.line = BadLine(self, self.dice, self.steps)
        self.sockets.append(self.line)
        return self.line


def on_a_bad_line(user: User, dice: random.Random) -> Client:
    """Return the same person with the same session, on another line."""
    return Client(user.server, user.token, user.session, user.id, user.name, dice=dice)


class Story:
    """One scan with a desk, a worker, and another who is made a moderator for a while."""

    def __init__(self, server: Server, seed: int) -> None:
        self.server, self.seed = server, seed
        self.dice = random.Random(seed)
        self.admin = first_admin(server)
        self.worker, self.other = register(server), register(server)
        self.scan = self.admin.open_scan(refusal_reasons=["Not ours"])
        # Who submits before somebody is there to hear of it, is in the first snapshot.
        for number in range(3):
            self.worker.submit(self.scan, f"Seal {number} is cut")
        self.clients = {
            name: on_a_bad_line(user, self.dice)
            for name, user in (("desk", self.admin), ("worker", self.worker), ("other", self.other))
        }
        self.replicas = {
            name: Replica(client, self.scan["id"], patience=PATIENCE)
            for name, client in self.clients.items()
        }
        for replica in self.replicas.values():
            replica.connect()
        self.take_seats()

    def take_seats(self) -> None:
        """Open the sockets over which things are done; those that listen are others."""
        self.desk = self.admin.join(self.scan)
        self.phones = [RawSocket(self.server, self.worker.token) for _ in range(4)]
        for phone in self.phones:
            assert phone.call("join_scan", {"scan_id": self.scan["id"]})["ok"]

    def heed_heads(self, *, heeding: bool) -> None:
        """Let everybody compare what he holds with the heads, or nobody."""
        for replica in self.replicas.values():
            replica.heeds_heads = heeding

    def leave(self) -> None:
        """Close every socket."""
        for person in (*self.clients.values(), self.admin):
            person.hang_up()
        for phone in self.phones:
            phone.close()

    def play(self) -> None:
        """Let everything happen that clients are told of, in between one hears and another not."""
        for turn in range(ACTS):
            acts = [self.submit, self.decide, self.decide, self.many, self.decide_many, self.claim]
            self.dice.choice(acts)()
            if turn % 8 == 3:
                self.admin.change(self.scan, instructions=f"Look at gate {turn}")
            if turn == ACTS // 4:
                self.name_other()
            if turn == ACTS // 2:
                self.restart()
            if turn == 3 * ACTS // 4:
                self.admin.delete(f"/scans/{self.scan['id']}/moderators/{self.other.id}")
            if turn % 10 == 9:
                self.dice.choice(list(self.replicas.values())).connect()
            self.dice.choice(list(self.replicas.values())).hear()

    def end(self) -> None:
        """Follow until everybody holds what one who has just come is told."""
        for name, replica in self.replicas.items():
            truth = self.fresh(name)
            is_equal = replica.follow(lambda: self.equals(replica, truth))  # noqa: B023 - called at once
            assert is_equal, f"{name} is out of step, seed {self.seed}"
            for event in self.clients[name].line.bring_late():
                replica.take(*event)
            assert self.equals(replica, truth), f"what was late harmed {name}, seed {self.seed}"

    @staticmethod
    def equals(replica: Replica, truth: Any) -> bool:
        """Say whether it holds these tasks and that scan."""
        held = {task["id"]: task for task in truth["tasks"]}
        return replica.tasks == held and replica.scan["version"] == truth["scan"]["version"]

    def fresh(self, name: str) -> Any:
        """Return what somebody is told who has just come."""
        client = self.clients[name]
        user = User(client.server, client.token, client.session, client.id, client.name)
        socket = user.join(self.scan)
        socket.close()
        return socket.joined

    def transcripts(self) -> dict[str, Any]:
        """Return what each client was told, and where that must have led it."""
        return {
            name: {
                "steps": self.clients[name].steps,
                "end": {key: self.fresh(name)[key] for key in ("role", "scan", "tasks")},
            }
            for name in self.replicas
        }

    def submit(self) -> None:
        """Let somebody submit."""
        self.worker.submit(self.scan, f"Cone {self.dice.random()} is missing")

    def many(self) -> None:
        """Let several tasks come at one instant."""
        scan_id = self.scan["id"]
        sent = []
        for number, phone in enumerate(self.phones):
            text = f"Box {number} is open"
            form = {"scan_id": scan_id, "client_id": new_key(), "text": text}
            sent.append((phone, phone.emit("new_task_suggestion", form)))
        for phone, number in sent:
            assert next(answer for kind, answer in phone.arrivals() if kind == number)["ok"]

    def decide(self) -> None:
        """Let somebody decide, or correct what was sent back."""
        task = self.any_task()
        if task["status"] == "returned" and self.dice.random() < 0.6:
            good(self.worker.resubmit(task, f"Seal {self.dice.random()} is cut"))
        elif task["status"] == "pending":
            action = self.dice.choice(["validate", "refuse", "return"])
            good(self.admin.decide(task, action, reason="Not ours"))
        else:
            good(self.admin.decide(task, "reopen"))

    def decide_many(self) -> None:
        """Let somebody decide on several at one instant."""
        tasks = self.admin.all_tasks(self.scan)
        waiting = [task for task in tasks if task["status"] == "pending"][:3]
        if waiting:
            seen = [{"task_id": task["id"], "version": task["version"]} for task in waiting]
            assert self.desk.call("task_action", {"tasks": seen, "action": "validate"})["ok"]

    def claim(self) -> None:
        """Let somebody look at a task, and away again."""
        form = {"task_id": self.any_task()["id"]}
        assert self.desk.call("claim_task", form)["ok"]
        assert self.desk.call("release_task", form)["ok"]

    def name_other(self) -> None:
        """Make the other worker a moderator."""
        self.other.submit(self.scan, "Badge reader is dark")
        place = f"/scans/{self.scan['id']}/moderators/{self.other.id}"
        assert self.admin.put(place).status_code == 204

    def restart(self) -> None:
        """Let the server stop in order, and everybody come back."""
        for replica in self.replicas.values():
            replica.hear()
        # From here on nobody would answer.
        self.heed_heads(heeding=False)
        self.server.stop()
        for replica in self.replicas.values():
            replica.hear()
        self.heed_heads(heeding=True)
        self.leave()
        self.server.start()
        for replica in self.replicas.values():
            replica.connect()
        self.take_seats()

    def any_task(self) -> Any:
        """Return one of those that changed last, so that what is told of it may cross."""
        return self.dice.choice(
            good(self.admin.get(f"/scans/{self.scan['id']}/tasks"))["items"][-4:]
        )


def record(folder: Path, seed: int, then: Callable[[Story], None]) -> None:
    """Play a story on a server of its own, and hand it to ``then`` before the server stops."""
    server = Server(folder, **BEAT)
    story = Story(server, seed)
    try:
        story.play()
        story.end()
        then(story)
    finally:
        story.leave()
        server.stop()


def write(story: Story) -> None:
    """Put what was told where the tests find it."""
    for name, transcript in story.transcripts().items():
        # A step a line, so that one can be read.
        steps = ",\n".join(json.dumps(step, ensure_ascii=False) for step in transcript["steps"])
        end = json.dumps(transcript["end"], ensure_ascii=False)
        text = f'{{"steps": [\n{steps}\n],\n"end": {end}}}\n'
        TRANSCRIPTS.joinpath(f"{name}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        record(Path(folder), SEED, write)
