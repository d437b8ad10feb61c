"""Anybody does anything in any order, and what the product promises holds after each step.

The invariants are those of docs/protocol.md: what was acknowledged is stored, once, decided once
a version; nobody is shown what he may not see or what is not stored; what was refused for good
was not done; and in the end all who listen hold what one who has just come is told.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from unittest.mock import patch

import mongomock
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from taskstream import clock
from taskstream.concurrency import concurrency_for
from taskstream.domain.users import Role
from taskstream.realtime.publisher import SocketPublisher
from taskstream.repositories.recount import recount
from taskstream.storage import SCHEMA, Store, open_store
from taskstream.storage.mongo.hot_path import MongoWriter
from tests.actors import new_key
from tests.chaos.reckoning import first_text
from tests.replica import TASK_EVENTS, NotLetIn, Replica
from tests.story.inside import Killed, Person, Seen, Sent, World

TELLING = settings(
    max_examples=20,
    stateful_step_count=40,
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=list(HealthCheck),
    # Without shrinking, which takes minutes: the steps are printed as they were.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)

WHO = st.sampled_from(["admin", "named", "ada", "bob"])
WORKERS = st.sampled_from(["named", "ada", "bob"])
DESK = st.sampled_from(["admin", "named", "ada"])
ACTIONS = st.sampled_from(["validate", "refuse", "return", "reopen"])
PLACES = st.integers(0, 7)


class Stories(RuleBasedStateMachine):
    """A scan, its admin, two workers, and a third whom he names a moderator and unnames."""

    def open_store(self) -> Store:
        """Return a store on the story's database, as the next process would."""
        raise NotImplementedError

    @initialize()
    def begin(self) -> None:
        self.world = World(self.open_store)
        self.people = {
            name: self.world.hire(name, Role.ADMIN if name == "admin" else Role.WORKER)
            for name in ("admin", "named", "ada", "bob")
        }
        self.scan = self.people["admin"].request("POST", "/scans", {"name": "Gate sweep"})
        self.is_named = False
        self.sent: list[Sent] = []
        self.verdicts: list[tuple[str, int, str, str]] = []
        self.pages: dict[str, Seen] = {}
        for name, person in self.people.items():
            page = Seen(None, person)  # type: ignore[arg-type]  # the next line makes it
            page.replica = Replica(page, self.scan["id"], loses=self.loser(page), patience=0.0)
            self.pages[name] = page
            page.replica.connect()

    @staticmethod
    def loser(page: Seen) -> Callable[[str, Any], bool]:
        def loses(name: str, _data: Any) -> bool:
            if name in TASK_EVENTS and page.to_lose:
                page.to_lose -= 1
                return True
            return False

        return loses

    # ---- What may happen

    @rule(who=WORKERS)
    def submit(self, who: str) -> None:
        self.send(Sent(who, new_key(), f"Seal {len(self.sent)} is cut"))

    @precondition(lambda self: self.sent)
    @rule(place=PLACES)
    def resend(self, place: int) -> None:
        self.send(self.sent[place % len(self.sent)])

    def send(self, sent: Sent) -> None:
        person = self.people[sent.by]
        headers = {"Idempotency-Key": sent.key}
        path = f"/scans/{self.scan['id']}/tasks"
        before = self.stored()
        if sent not in self.sent:
            self.sent.append(sent)
        answer = person.request("POST", path, {"text": sent.text}, **headers)
        if "code" in answer:
            assert self.stored() == before, answer
            return
        assert answer["duplicate"] == (answer["id"] in before)
        assert "held" not in answer
        if sent.answer is not None:
            assert answer["id"] == sent.answer["id"]
        sent.answer = answer

    @rule(who=DESK, place=PLACES, action=ACTIONS, stale=st.booleans())
    def decide(self, who: str, place: int, action: str, stale: bool) -> None:  # noqa: FBT001 - hypothesis names them
        task = self.task_at(place)
        line = self.pages[who].line
        if task is None or line is None or not line.is_open:
            return
        before = self.stored()
        version = task["version"] - stale
        answer = line.call(
            "task_action", {"task_id": task["_id"], "version": version, "action": action}
        )
        if answer["ok"]:
            assert not stale
            self.note(task, answer["task"], action, who)
        elif not answer["error"]["retry"]:
            assert self.stored() == before, answer

    @rule(action=ACTIONS)
    def decide_all(self, action: str) -> None:
        """Let the admin decide all at once; some cannot be."""
        line = self.pages["admin"].line
        tasks = self.tasks()
        if not tasks or line is None or not line.is_open:
            return
        seen = [{"task_id": task["_id"], "version": task["version"]} for task in tasks]
        answer = line.call("task_action", {"tasks": seen, "action": action})
        taken = {task["id"]: task for task in answer["tasks"]}
        for task in tasks:
            is_undecided = task["status"] == "pending" and "held" not in task
            assert (task["_id"] in taken) == (is_undecided == (action != "reopen"))
            if task["_id"] in taken:
                self.note(task, taken[task["_id"]], action, "admin")

    def note(self, before: dict[str, Any], after: dict[str, Any], action: str, who: str) -> None:
        """Remember a verdict that stands. One that is held may be taken back, and leaves nothing."""
        assert after["version"] == before["version"] + 1
        if "held" not in before and "held" not in after:
            self.verdicts.append((after["id"], after["version"], action, self.people[who].id))

    @rule(place=PLACES)
    def correct(self, place: int) -> None:
        task = self.task_at(place)
        if task is None:
            return
        author = next(who for who in self.people.values() if who.id == task["author_id"])
        before = self.stored()
        form = {"version": task["version"], "text": f"{task['text']}!"}
        answer = author.request("POST", f"/tasks/{task['_id']}/resubmit", form)
        if "code" in answer:
            assert self.stored() == before
        else:
            assert (task["status"], answer["status"]) == ("returned", "pending")

    @rule(
        status=st.sampled_from(["open", "open", "paused", "closed"]),
        grace=st.sampled_from([0, 20]),
    )
    def change(self, status: str, grace: int = 0) -> None:
        now = self.people["admin"].request("GET", f"/scans/{self.scan['id']}")
        form = {"version": now["version"], "status": status, "grace_seconds": grace}
        changed = self.people["admin"].request("PATCH", f"/scans/{self.scan['id']}", form)
        assert changed["version"] == now["version"] + 1

    @rule(is_named=st.booleans())
    def name(self, is_named: bool) -> None:  # noqa: FBT001 - hypothesis names them
        path = f"/scans/{self.scan['id']}/moderators/{self.people['named'].id}"
        self.people["admin"].request("PUT" if is_named else "DELETE", path)
        self.is_named = is_named

    # ---- What lines and servers do

    @rule(who=WHO)
    def hear(self, who: str) -> None:
        if (line := self.pages[who].line) and line.is_open:
            self.unless_shut_out(who, self.pages[who].replica.hear)

    @rule(who=WHO, count=st.integers(1, 3))
    def lose(self, who: str, count: int) -> None:
        self.pages[who].to_lose += count

    @rule(who=WHO)
    def drop(self, who: str) -> None:
        self.pages[who].replica.disconnect()
        self.pages[who].line = None

    @rule(who=WHO)
    def come_back(self, who: str) -> None:
        self.unless_shut_out(who, self.pages[who].replica.connect)

    def unless_shut_out(self, who: str, act: Callable[[], None]) -> None:
        """Do what may need to join: who was unnamed is no member, and a closed scan is for those."""
        try:
            act()
        except NotLetIn:
            assert who == "named"
            assert not self.is_named
            self.drop(who)

    @rule(who=WHO)
    def expire(self, who: str) -> None:
        self.world.sign_out_expired(self.people[who].id)

    @rule()
    def grace_is_over(self) -> None:
        self.world.app.services.grace.tell(clock.Millis(clock.now() + 60_000))

    @rule()
    def beat(self) -> None:
        self.world.beat()

    @rule()
    def crash(self) -> None:
        self.world.crash()
        for page in self.pages.values():
            page.line = None

    @rule(who=WORKERS)
    def crash_with_a_suggestion(self, who: str) -> None:
        self.crash_in(lambda: self.submit(who))

    @precondition(lambda self: self.tasks())
    @rule(place=PLACES, action=ACTIONS)
    def crash_with_a_verdict(self, place: int, action: str) -> None:
        self.crash_in(lambda: self.decide("admin", place, action, stale=False))

    def crash_in(self, act: Callable[[], None]) -> None:
        """End when it is stored, before it is counted (where that is later) and told."""
        with (
            patch.object(MongoWriter, "_tally", side_effect=Killed),
            patch.object(SocketPublisher, "publish", side_effect=Killed),
            suppress(Killed),
        ):
            act()
            return
        self.crash()

    # ---- What holds after each step

    @invariant()
    def nobody_is_shown_what_he_may_not_see_or_what_is_not_stored(self) -> None:
        if not hasattr(self, "pages"):
            return
        self.world.settle()
        stored = self.stored()
        for name, page in self.pages.items():
            moderates = name == "admin" or (name == "named" and self.is_named)
            for event, data in page.line.new() if page.line else []:
                assert moderates or event != "claim"
                for task in data.get("tasks", [data["task"]] if "task" in data else []):
                    assert task["version"] <= stored[task["id"]]
                    assert moderates or task["author"]["id"] == page.person.id
                    assert moderates or "held" not in task
            if name in ("ada", "bob"):
                assert not any("held" in task for task in page.replica.tasks.values())

    @invariant()
    def what_was_acknowledged_is_stored_once(self) -> None:
        if not hasattr(self, "pages"):
            return
        tasks = {(task["author_id"], task["client_id"]): task for task in self.tasks()}
        assert len(tasks) == len(self.tasks())
        for sent in self.sent:
            kept = tasks.pop((self.people[sent.by].id, sent.key), None)
            assert kept is not None or sent.answer is None
            assert kept is None or first_text(kept) == sent.text
        assert tasks == {}

    def teardown(self) -> None:
        """Everybody comes back, and within a heartbeat holds what the store says."""
        if not hasattr(self, "pages"):
            return
        assert recount(self.world.store, clock.now()) == 0, "a counter was wrong"
        self.change("open")
        self.grace_is_over()
        assert not any("held" in task for task in self.tasks()), "a verdict was never told"
        kept = {
            (task["_id"], entry["version"]): (entry["action"], entry["by_id"])
            for task in self.tasks()
            for entry in task.get("history", ())
        }
        for task_id, version, action, by in self.verdicts:
            assert kept[task_id, version] == (action, by)
        for page in self.pages.values():
            page.to_lose = 0
            if page.line is None or not page.line.is_open:
                page.replica.connect()
        for name, page in self.pages.items():
            truth = self.fresh(page.person)
            assert page.replica.follow(lambda: page.replica.tasks == truth, 2), name  # noqa: B023 - called at once
        for page in self.pages.values():
            page.replica.disconnect()
        self.world.store.close()

    def fresh(self, person: Person) -> dict[str, Any]:
        """Return what somebody is told who has just come."""
        line = person.live()
        answer = line.call("join_scan", {"scan_id": self.scan["id"]})
        line.close()
        return {task["id"]: task for task in answer["tasks"]}

    def tasks(self) -> list[dict[str, Any]]:
        """Return every task as it is stored."""
        return list(self.world.store.scan_all("tasks"))

    def stored(self) -> dict[str, int]:
        """Return every task's version."""
        return {task["_id"]: task["version"] for task in self.tasks()}

    def task_at(self, place: int) -> dict[str, Any] | None:
        """Return one of the tasks, if there is any."""
        tasks = self.tasks()
        return tasks[place % len(tasks)] if tasks else None


class OnSQLite(Stories):
    """A file that outlives its processes."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="story-"))

    def open_store(self) -> Store:
        url = f"sqlite:///{self.folder}/story.db"
        return open_store(url, SCHEMA, concurrency_for("threading"))

    def teardown(self) -> None:
        super().teardown()
        shutil.rmtree(self.folder)


class OnMongo(Stories):
    """The MongoDB adapter on mongomock, which outlives our processes too."""

    def __init__(self) -> None:
        super().__init__()
        self.client: Any = mongomock.MongoClient()

    def open_store(self) -> Store:
        # mongomock is one thread's: greenlets that never wait give it that.
        url, concurrency = "mongodb://mock/story", concurrency_for("eventlet")
        return open_store(url, SCHEMA, concurrency, mongo_client=self.client)


TestOnSQLite = OnSQLite.TestCase
TestOnSQLite.settings = TELLING
TestOnMongo = OnMongo.TestCase
TestOnMongo.settings = TELLING


def test_who_is_unnamed_while_he_is_away_comes_back_to_all_his_own() -> None:
    story = OnSQLite()
    story.begin()
    story.submit("named")
    story.decide_all("validate")
    story.name(is_named=True)
    story.submit("ada")
    story.come_back("named")
    story.drop("named")
    story.name(is_named=False)
    story.world.settle()

    story.come_back("named")

    story.teardown()


def test_a_held_verdict_leaves_the_counts_right() -> None:
    story = OnSQLite()
    story.begin()
    story.submit("ada")
    story.change("open", grace=20)
    story.decide("admin", 0, "validate", stale=False)

    story.teardown()
