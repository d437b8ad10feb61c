"""The round of a task and since when it waits, in both databases: of what is older than these."""

from __future__ import annotations

from taskstream.repositories.tasks import TaskRepository
from taskstream.storage import Document, Store
from taskstream.storage.migrations import count_rounds, note_waits


def an_old_task(id_: str, *actions: str) -> Document:
    """Return a task as it was stored before its rounds were counted."""
    history = [
        {"version": number, "action": action, "at": number, "by_id": "bob", "by_name": "Bob"}
        for number, action in enumerate(("submit", *actions), start=1)
    ]
    return {
        "_id": id_, "scan_id": "s", "client_id": id_, "author_id": "bob", "author_name": "Bob", "text": "x",
        "status": "pending", "version": len(history), "number": 1, "seq": 1, "created_at": 1,
        "history": history,
    }  # fmt: skip


def test_corrections_of_before_are_counted(product: Store) -> None:
    again = ("return", "resubmit")
    product.collection("tasks").insert_many(
        [
            an_old_task("s.first"),
            an_old_task("s.reopened", "refuse", "reopen"),
            an_old_task("s.second", *again),
            an_old_task("s.third", *again, "validate", "reopen", *again),
        ]
    )

    # A start that was cut off begins again.
    for _ in range(2):
        count_rounds(product)

        tasks = TaskRepository(product).by_ids(["s.first", "s.reopened", "s.second", "s.third"])
        assert {task.id: task.round for task in tasks} == {
            "s.first": 1,
            "s.reopened": 1,
            "s.second": 2,
            "s.third": 3,
        }


def test_what_came_again_before_is_known_to_have_waited_since_then(product: Store) -> None:
    product.collection("tasks").insert_many(
        [
            an_old_task("s.first", "refuse"),
            an_old_task("s.reopened", "refuse", "reopen"),
            an_old_task("s.twice", "return", "resubmit", "validate", "reopen", "refuse"),
        ]
    )

    for _ in range(2):
        note_waits(product)

        tasks = TaskRepository(product).by_ids(["s.first", "s.reopened", "s.twice"])
        assert {task.id: task.waiting_since for task in tasks} == {
            "s.first": None,
            "s.reopened": 3,
            "s.twice": 5,
        }


def test_it_is_among_the_steps_that_every_start_takes(product: Store) -> None:
    product.collection("tasks").insert(an_old_task("s.second", "return", "resubmit"))

    assert product.migrate()[-1] >= 7

    task = TaskRepository(product).find("s.second")
    assert task is not None
    assert (task.round, task.waiting_since) == (2, 3)
