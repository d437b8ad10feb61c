"""What a run has done to what was promised: everything that clients hold against the store."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from taskstream import clock
from taskstream.concurrency import concurrency_for
from taskstream.repositories.recount import recount
from taskstream.storage import SCHEMA, open_store
from tests.chaos.clients import Client, Decision, Moderator, Worker

Document = dict[str, Any]
BACK = 0.95


@dataclass(frozen=True, order=True)
class Wait:
    """From the start of a server until somebody had caught up again, or that server had ended."""

    seconds: float
    came_back: bool


@dataclass
class Reckoning:
    """The books of a run. What is not a count must be empty."""

    kills: Counter[str] = field(default_factory=Counter)
    submitted: int = 0
    decided: int = 0
    conflicts: int = 0
    # Verdicts that were held before their authors were told, and how many of them never were told.
    held: int = 0
    taken_back: int = 0

    # Acknowledged suggestions, verdicts and corrections that the store does not have.
    lost: list[Any] = field(default_factory=list)
    # Sent, never acknowledged, and not there either: the client gave up.
    never_stored: list[str] = field(default_factory=list)
    # Suggestions that are there more than once.
    duplicates: list[str] = field(default_factory=list)
    # Versions of a task that two different verdicts claim to have made.
    double_verdicts: list[Any] = field(default_factory=list)
    # Clients that do not hold what a new client is told, and what they miss.
    out_of_step: dict[str, list[str]] = field(default_factory=dict)
    refused: list[Any] = field(default_factory=list)
    returns: list[Wait] = field(default_factory=list)
    # Counters and roll-ups that are not what the histories of the tasks say.
    miscounted: int = 0
    # Seconds from the last answer until all were in step.
    in_step_after: float = 0.0

    def faults(self) -> dict[str, Any]:
        """Return what must be empty, as far as it is not."""
        books = {
            "acked but lost": self.lost,
            "never stored": self.never_stored,
            "duplicates": self.duplicates,
            "double verdicts": self.double_verdicts,
            "out of step": self.out_of_step,
            "refused": self.refused,
            "miscounted": self.miscounted,
        }
        return {name: found for name, found in books.items() if found}

    def back_p95(self) -> float:
        """Return the seconds after a start within which 95 of 100 clients are back.

        Kaplan and Meier's estimate: who was still waiting when the server ended again counts
        as waiting until then, and is not left out as if he had been quick.
        """
        away = 1.0
        for place, wait in enumerate(waits := sorted(self.returns)):
            if wait.came_back:
                away *= 1 - 1 / (len(waits) - place)
            if away <= 1 - BACK:
                return wait.seconds
        return math.inf


def stored_tasks(url: str, scan_id: str) -> list[Document]:
    """Return the tasks of a scan as they are in the database. The server must have ended."""
    store = open_store(url, SCHEMA, concurrency_for("threading"))
    try:
        return [task for task in store.scan_all("tasks") if task["scan_id"] == scan_id]
    finally:
        store.close()


def put_right(url: str) -> int:
    """Count again by the tasks' histories, and return how much was wrong. The server must have ended."""
    store = open_store(url, SCHEMA, concurrency_for("threading"))
    try:
        return recount(store, clock.now())
    finally:
        store.close()


def reckon(books: Reckoning, clients: Sequence[Client], stored: Sequence[Document]) -> None:
    """Fill in what the store says of what clients were told."""
    workers = [client for client in clients if isinstance(client, Worker)]
    moderators = [client for client in clients if isinstance(client, Moderator)]
    by_id = {task["_id"]: task for task in stored}
    first_texts = Counter(map(first_text, stored))
    _reckon_suggestions(books, workers, by_id, first_texts)
    books.duplicates += [text for text, count in first_texts.items() if count > 1]
    decisions = [decision for each in moderators for decision in each.decisions]
    books.decided += len(decisions)
    books.conflicts += sum(each.conflicts for each in moderators)
    taken_back: defaultdict[tuple[str, int], list[bool]] = defaultdict(list)
    for each in moderators:
        for made, was_taken in each.taken_back.items():
            taken_back[made].append(was_taken)
    _reckon_decisions(books, decisions, taken_back, by_id)
    _reckon_what_was_shown(books, clients)
    for client in clients:
        stale = [
            task_id
            for task_id, task in client.replica.tasks.items()
            if by_id.get(task_id, {}).get("version") != task["version"]
        ]
        if stale:
            books.out_of_step.setdefault(client.user.name, []).extend(stale)


def _reckon_suggestions(
    books: Reckoning,
    workers: Sequence[Worker],
    by_id: dict[str, Document],
    first_texts: Mapping[str, int],
) -> None:
    for worker in workers:
        books.submitted += len(worker.items)
        books.refused += worker.refusals
        for item in worker.items:
            if item.task is not None and not _has_item(by_id, item.task["id"], item.text):
                books.lost.append(item)
            elif item.task is None and not first_texts[item.text]:
                books.never_stored.append(item.text)
        for task_id, version in worker.corrected:
            if _entry(by_id, task_id, version).get("action") != "resubmit":
                books.lost.append(("correction", task_id, version))


def _reckon_decisions(
    books: Reckoning,
    decisions: Sequence[Decision],
    taken_back: Mapping[tuple[str, int], list[bool]],
    by_id: dict[str, Document],
) -> None:
    made: defaultdict[tuple[str, int], set[Decision]] = defaultdict(set)
    for decision in decisions:
        version = (decision.task_id, decision.version)
        made[version].add(decision)
        # A held one becomes a verdict with the next version, unless that took it back.
        entry = _entry(by_id, decision.task_id, decision.version + decision.held)
        was_told = (entry.get("action"), entry.get("by_id")) == (decision.action, decision.by)
        wanted_back = taken_back.get(version, [])
        if any(wanted_back) and was_told:
            books.double_verdicts.append((decision, "told and taken back"))
        elif not was_told and (entry or not wanted_back):
            books.lost.append(decision)
    books.held += sum(decision.held for decision in decisions)
    books.taken_back += sum(map(any, taken_back.values()))
    books.double_verdicts += [both for both in made.values() if len(both) > 1]
    books.double_verdicts += [back for back in taken_back.items() if sum(back[1]) > 1]


def _reckon_what_was_shown(books: Reckoning, clients: Sequence[Client]) -> None:
    shown: defaultdict[tuple[str, int], set[Any]] = defaultdict(set)
    for client in clients:
        for version, faces in client.shown.items():
            shown[version] |= faces
    books.double_verdicts += [
        (version, faces) for version, faces in shown.items() if len(faces) > 1
    ]


def _has_item(by_id: dict[str, Document], task_id: str, text: str) -> bool:
    return task_id in by_id and first_text(by_id[task_id]) == text


def first_text(task: Document) -> str:
    """Return a task's text as it was first sent; what was only sent has no history."""
    text: str = task["history"][0]["text"] if "history" in task else task["text"]
    return text


def _entry(by_id: dict[str, Document], task_id: str, version: int) -> Document:
    """Return what the history of a task says of one version."""
    for entry in by_id.get(task_id, {}).get("history", ()):
        if entry["version"] == version:
            found: Document = entry
            return found
    return {}
