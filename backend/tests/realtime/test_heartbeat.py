"""P33-P39: whoever has missed something notices by the next head, and is mended."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.actors import Live, User, first_admin, good, register
from tests.conftest import MODES, StartServer
from tests.replica import TASK_EVENTS, Replica
from tests.running import Server

BEAT = "0.25"
PATIENCE = 0.3
SEEDS = range(6)

Scan = dict[str, Any]
Actor = Callable[[], Any]


@pytest.fixture(scope="module")
def beating(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server whose heart beats fast."""
    running = Server(tmp_path_factory.mktemp("beating"), TASKSTREAM_HEARTBEAT_SECONDS=BEAT)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def crew(beating: Server) -> dict[str, User]:
    return {
        "admin": first_admin(beating),
        "worker": register(beating),
        "other": register(beating),
    }


@pytest.fixture
def scene(crew: dict[str, User]) -> Iterator[tuple[Scan, dict[str, Replica]]]:
    """An open scan with some tasks, and who watches it: its desk, and one worker."""
    scan = crew["admin"].open_scan()
    for n in range(3):
        crew["worker"].submit(scan, f"Seal {n} is cut")
    watching = {
        "admin": Replica(crew["admin"], scan["id"], patience=PATIENCE),
        "worker": Replica(crew["worker"], scan["id"], patience=PATIENCE),
    }
    for replica in watching.values():
        replica.connect()
    yield scan, watching
    for person in crew.values():
        person.hang_up()


def fresh(user: User, scan: Scan) -> dict[str, Any]:
    """Return what somebody holds who has just come."""
    replica = Replica(user, scan["id"])
    replica.connect()
    replica.disconnect()
    return replica.tasks


def losing(*numbers: int) -> Callable[[str, Any], bool]:
    """Lose the task events with these places in their row, counted from 0."""
    count = iter(range(1_000))

    def loses(name: str, _data: Any) -> bool:
        return name in TASK_EVENTS and next(count) in numbers

    return loses


def decide_again_and_again(crew: dict[str, User], scan: Scan) -> int:
    """Make five changes that both audiences hear of, one event each; return how many."""
    admin, worker = crew["admin"], crew["worker"]
    first = good(admin.get(f"/scans/{scan['id']}/tasks"))["items"][0]
    decided = good(admin.decide(first, "validate"))
    reopened = good(admin.decide(decided, "reopen"))
    good(admin.decide(reopened, "refuse", reason="Not ours"))
    worker.submit(scan, "Cone is missing")
    worker.submit(scan, "Badge reader is dark")
    return 5


# What is lost, and what tells: the first to notice may be any of the rules that apply.
LOSSES = [
    ("the last", (4,)),
    ("one in between", (3,)),
    # The task is decided before and after: the sums of the open ones are the same.
    ("a reopening with the verdict after it", (1, 2)),
    ("all", (0, 1, 2, 3, 4)),
]


def head_after(changes: int, socket: Live) -> dict[str, Any]:
    """Return the first head of so many changes: on a slow machine there are some from before."""
    head: dict[str, Any] = socket.next_event("head")
    while head["changes"] < changes:
        head = socket.next_event("head")
    return head


@pytest.mark.parametrize("mode", MODES)
def test_p33_every_audience_is_told_where_it_stands(start_server: StartServer, mode: str) -> None:
    server = start_server(TASKSTREAM_ASYNC_MODE=mode, TASKSTREAM_HEARTBEAT_SECONDS=BEAT)
    admin, worker, other = first_admin(server), register(server), register(server)
    scan = admin.open_scan()
    sockets = [person.join(scan) for person in (admin, worker, other)]
    good(admin.decide(worker.submit(scan), "validate"))
    other.submit(scan, "Cone is missing")

    desk, author, neighbour = [
        head_after(changes, socket) for changes, socket in zip((3, 2, 1), sockets, strict=True)
    ]

    assert {head["scan_id"] for head in (desk, author, neighbour)} == {scan["id"]}
    assert (desk["seq"], desk["changes"], desk["count"]) == (3, 3, 1)
    assert (author["seq"], author["changes"], author["count"], author["digest"]) == (2, 2, 0, 0)
    assert (neighbour["seq"], neighbour["changes"], neighbour["count"]) == (3, 1, 1)
    assert neighbour["digest"] == desk["digest"] > 0
    assert desk["counts"] == {"pending": 1, "validated": 1, "refused": 0, "returned": 0}
    assert "counts" not in author
    for person, told in ((admin, desk), (worker, author), (other, neighbour)):
        joined = person.join(scan).joined["head"]
        assert {**joined, "now": told["now"], "scan_id": scan["id"]} == told
        person.hang_up()


@pytest.mark.parametrize("who", ["admin", "worker"])
@pytest.mark.parametrize(("_what", "numbers"), LOSSES, ids=[what for what, _ in LOSSES])
def test_p35_p37_what_was_lost_is_noticed_and_mended(
    crew: dict[str, User],
    scene: tuple[Scan, dict[str, Replica]],
    who: str,
    _what: str,
    numbers: tuple[int, ...],
) -> None:
    scan, watching = scene
    replica = watching[who]
    replica.loses = losing(*numbers)
    decide_again_and_again(crew, scan)
    truth = fresh(crew[who], scan)
    assert replica.tasks != truth

    assert replica.follow(lambda: replica.tasks == truth)

    assert replica.asked[1:] == ["changes"]


@pytest.mark.parametrize(("_what", "numbers"), LOSSES, ids=[what for what, _ in LOSSES])
def test_p35_p37_control_who_heeds_no_heads_stays_out_of_step(
    crew: dict[str, User],
    scene: tuple[Scan, dict[str, Replica]],
    _what: str,
    numbers: tuple[int, ...],
) -> None:
    scan, watching = scene
    replica = watching["admin"]
    replica.heeds_heads = False
    replica.loses = losing(*numbers)
    decide_again_and_again(crew, scan)
    heads = replica.heads

    assert replica.follow(lambda: replica.heads >= heads + 3)

    assert replica.tasks != fresh(crew["admin"], scan)


def test_p35_a_change_of_the_scan_that_was_lost_is_read_at_once(
    crew: dict[str, User], scene: tuple[Scan, dict[str, Replica]]
) -> None:
    scan, watching = scene
    for replica in watching.values():
        replica.loses = lambda name, _data: name == "scan_updated"
    paused = crew["admin"].change(scan, status="paused")

    for replica in watching.values():
        assert replica.scan["status"] == "open"
        assert replica.follow(lambda: replica.scan["version"] == paused["version"])  # noqa: B023 - called at once
        assert replica.scan["status"] == "paused"
        assert replica.asked == ["snapshot", "changes"]


def test_p35_control_who_heeds_no_heads_goes_on_in_the_old_one(
    crew: dict[str, User], scene: tuple[Scan, dict[str, Replica]]
) -> None:
    scan, watching = scene
    replica = watching["worker"]
    replica.heeds_heads = False
    replica.loses = lambda name, _data: name == "scan_updated"
    crew["admin"].change(scan, status="paused")

    assert replica.follow(lambda: replica.heads >= 3)

    assert replica.scan["status"] == "open"


def test_p36_a_head_that_was_overtaken_is_left_alone(
    crew: dict[str, User], scene: tuple[Scan, dict[str, Replica]]
) -> None:
    scan, watching = scene
    replica = watching["admin"]
    desk = crew["admin"].join(scan)
    old = desk.next_event("head")
    task = crew["worker"].submit(scan, "Cone is missing")
    assert replica.follow(lambda: task["id"] in replica.tasks)

    replica.take("head", old)

    assert replica.asked == ["snapshot"]


def test_p38_what_is_wrong_below_the_position_is_told_by_the_sums(
    crew: dict[str, User], scene: tuple[Scan, dict[str, Replica]]
) -> None:
    scan, watching = scene
    replica = watching["admin"]
    truth = dict(replica.tasks)
    missing = next(iter(truth))
    # As when a write lands below a number that was seen already, and its event is lost.
    del replica.tasks[missing]

    assert replica.follow(lambda: replica.tasks == truth)

    assert replica.asked == ["snapshot", "snapshot"]
    assert replica.tasks == fresh(crew["admin"], scan)


def test_p38_a_snapshot_in_vain_is_not_asked_for_again(
    crew: dict[str, User], scene: tuple[Scan, dict[str, Replica]]
) -> None:
    scan, watching = scene
    replica = watching["admin"]
    head = crew["admin"].join(scan).next_event("head")
    wrong = {**head, "digest": head["digest"] + 1}

    for _ in range(3):
        replica.take("head", wrong)

    assert replica.asked == ["snapshot", "snapshot"]


def test_p39_who_has_missed_nothing_asks_for_nothing(
    crew: dict[str, User], scene: tuple[Scan, dict[str, Replica]]
) -> None:
    scan, watching = scene
    decide_again_and_again(crew, scan)

    for who, replica in watching.items():
        truth = fresh(crew[who], scan)
        # First what came while nobody read: heads were among it.
        assert replica.follow(lambda: replica.tasks == truth)  # noqa: B023 - called at once
        heads = replica.heads
        assert replica.follow(lambda: replica.heads >= heads + 3)  # noqa: B023 - called at once
        assert replica.tasks == truth
        assert replica.asked == ["snapshot"]


def test_p34_after_a_cut_only_what_was_missed_is_read(
    crew: dict[str, User], scene: tuple[Scan, dict[str, Replica]]
) -> None:
    scan, watching = scene
    replica = watching["worker"]
    replica.disconnect()
    decide_again_and_again(crew, scan)

    replica.connect()

    assert replica.tasks == fresh(crew["worker"], scan)
    assert replica.asked == ["snapshot", "changes"]


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_is_lost_all_are_equal_again_after_a_heartbeat(
    crew: dict[str, User], scene: tuple[Scan, dict[str, Replica]], seed: int
) -> None:
    scan, watching = scene
    dice = random.Random(seed)
    for replica in watching.values():
        replica.loses = lambda name, _data: name in TASK_EVENTS and dice.random() < 0.4
    for _ in range(30):
        something_happens(crew, scan, dice)
        replica = dice.choice(list(watching.values()))
        replica.follow(lambda: True)

    for who, replica in watching.items():
        truth = fresh(crew[who], scan)
        assert replica.follow(lambda: replica.tasks == truth), f"seed {seed}"  # noqa: B023 - called at once


def something_happens(crew: dict[str, User], scan: Scan, dice: random.Random) -> None:
    """Let somebody submit or decide."""
    admin = crew["admin"]
    if dice.random() < 0.4:
        crew[dice.choice(["worker", "other"])].submit(scan, f"Seal {dice.random()} is cut")
        return
    task = dice.choice(good(admin.get(f"/scans/{scan['id']}/tasks"))["items"])
    pending = task["status"] == "pending"
    action = dice.choice(["validate", "refuse", "return"]) if pending else "reopen"
    good(admin.decide(task, action))
