"""Snapshot and events rebuild what the store says, whatever happens and whatever is missed.

Everybody acts at random. Watchers keep what they hear as a client does: they keep the higher
version. One hears everything; one loses events, hears some twice and late, and asks for what
it has missed. A failure names its seed.
"""

from __future__ import annotations

import os
import random
import zlib
from typing import Any

import pytest

from taskstream.presenters import wire
from tests.actors import Live, User, good, new_key

ACTS = 120
EVENTS = {event.name: event for event in wire.EVENTS}


class Watcher:
    """Somebody's page: tasks by id, and how far it has heard."""

    def __init__(self, person: User, scan: dict[str, Any], chance: random.Random | None) -> None:
        self.person = person
        self.scan = scan
        self.tasks: dict[str, dict[str, Any]] = {}
        self.socket = person.live()
        self._chance = chance
        self._late: list[dict[str, Any]] = []
        self.epoch, self.seq = "", 0
        self.ask(since=None)

    def ask(self, since: int | None) -> None:
        """Join, and take in what the answer holds."""
        ask: dict[str, Any] = {"scan_id": self.scan["id"]}
        if since is not None:
            ask |= {"epoch": self.epoch, "since": since}
        while True:
            answer = self.socket.call("join_scan", ask)
            wire.Joined.model_validate(answer)
            for task in answer["tasks"]:
                self.merge(task)
            self.epoch, self.seq = answer["epoch"], answer["seq"]
            if not answer["more"]:
                return
            ask |= {"epoch": self.epoch, "since": self.seq, "snapshot": answer["snapshot"]}

    def merge(self, task: dict[str, Any]) -> None:
        """Keep the higher version."""
        known = self.tasks.get(task["id"])
        if known is None or known["version"] < task["version"]:
            self.tasks[task["id"]] = task

    def hear(self, name: str, data: dict[str, Any]) -> None:
        """Take in an event, or treat it as a bad network does."""
        EVENTS[name].model_validate(data)
        for task in data.get("tasks", [data["task"]] if "task" in data else []):
            fate = self._chance.random() if self._chance else 1.0
            if fate < 0.2:
                continue
            if fate < 0.4:
                self._late.append(task)
                continue
            self.merge(task)
            if fate < 0.6:
                self.merge(task)

    def catch_up(self) -> None:
        """Hear all until the scan's last change, then what was late, then ask for the rest."""
        for name, data in self.socket.events_until("scan_updated"):
            self.hear(name, data)
        for task in self._late:
            self.merge(task)
        if self._chance:
            self.ask(since=self.seq)


class Story:
    """A scan in which everybody does as he likes, and which can be told again by its seed."""

    def __init__(self, admins: list[User], workers: list[User], seed: int) -> None:
        self.chance = random.Random(seed)
        self.admins, self.workers = admins, workers
        self.scan = admins[0].open_scan(f"Story {seed}")
        self.sockets: dict[str, Live] = {
            person.id: person.join(self.scan) for person in (*admins, *workers)
        }
        self.tasks: list[dict[str, Any]] = []
        self.keys: list[tuple[User, str, str]] = []

    def play(self) -> None:
        """Do one thing."""
        act = self.chance.choice([self.submit] * 4 + [self.decide] * 5 + [self.repeat])
        act()

    def submit(self) -> None:
        worker = self.chance.choice(self.workers)
        key, text = new_key(), f"Seal {self.chance.randrange(1000)}"
        self.keys.append((worker, key, text))
        if self.chance.random() < 0.5:
            self.tasks.append(worker.submit(self.scan, text, key))
        else:
            self.tasks.append(self.sockets[worker.id].suggest(self.scan, text, key)["task"])

    def repeat(self) -> None:
        if self.keys:
            worker, key, text = self.chance.choice(self.keys)
            assert worker.submit(self.scan, text, key)["duplicate"]

    def decide(self) -> None:
        """Decide any task in any way, also on an old version: some are refused."""
        if not self.tasks:
            return
        place = self.chance.randrange(len(self.tasks))
        admin = self.chance.choice(self.admins)
        action = self.chance.choice(["validate", "refuse", "return", "reopen", "reopen"])
        if self.chance.random() < 0.5:
            answer = self.sockets[admin.id].decide(self.tasks[place], action)
            decided = answer.get("task")
        else:
            body = admin.decide(self.tasks[place], action).json()
            decided = body.get("task", body)
        if self.chance.random() < 0.8:
            self.tasks[place] = decided


def snapshot(person: User, scan: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return a fresh client's tasks, and the head it was told."""
    fresh = person.join(scan)
    return {task["id"]: task for task in fresh.joined["tasks"]}, fresh.joined["head"]


def recount(tasks: dict[str, Any]) -> dict[str, int]:
    """Return what the head should say of these tasks."""
    waiting = [task for task in tasks.values() if task["status"] in ("pending", "returned")]
    return {
        "seq": max(task["seq"] for task in tasks.values()),
        "count": len(waiting),
        "digest": sum(zlib.crc32(f"{t['id']}:{t['version']}".encode()) for t in waiting),
    }


def tell(story: Story, seed: int) -> None:
    """Play a story and compare everybody's page with the store."""
    watchers = [
        Watcher(person, story.scan, chance)
        for person in (story.admins[1], story.workers[0])
        for chance in (None, random.Random(seed + 1))
    ]
    for _ in range(ACTS):
        story.play()
    story.admins[0].change(story.scan, instructions="the end")

    for watcher in watchers:
        watcher.catch_up()
        stored, head = snapshot(watcher.person, story.scan)
        assert watcher.tasks == stored, f"seed {seed}"
        assert {name: head[name] for name in ("seq", "count", "digest")} == recount(stored)
    listed = good(story.admins[0].get(f"/scans/{story.scan['id']}/tasks?limit=500"))["items"]
    assert {task["id"]: task for task in listed} == snapshot(story.admins[0], story.scan)[0]
    own = {task["id"] for task in listed if task["author"]["id"] == story.workers[0].id}
    assert watchers[-1].tasks.keys() == own, f"seed {seed}"


@pytest.fixture(params=[20_261, 20_262, None])
def seed(request: pytest.FixtureRequest) -> int:
    """Seeds that stay, and one that is new each time."""
    fresh = int.from_bytes(os.urandom(3), "big")
    return fresh if request.param is None else int(request.param)


def test_snapshot_and_events_are_what_the_store_says(
    admin: User, other_admin: User, worker: User, other_worker: User, seed: int
) -> None:
    tell(Story([admin, other_admin], [worker, other_worker], seed), seed)
