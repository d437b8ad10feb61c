"""Tasks as they leave the server. Plain dictionaries, for the hot path; tests hold them to ``wire``."""

from __future__ import annotations

from typing import Any, Final

import orjson

from taskstream.clock import isoformat
from taskstream.domain.scans import Person
from taskstream.domain.tasks import HeldVerdict, HistoryEntry, Task

# A commit's tasks are written out for their authors' answers, and again for those who hear of them.
WRITTEN_KEPT: Final = 500
_written: dict[str, tuple[Task, orjson.Fragment]] = {}


def present_person(person: Person) -> dict[str, Any]:
    """Return a ``Person``."""
    view: dict[str, Any] = {"id": person.id, "name": person.name}
    if person.guest:
        view["guest"] = True
    return view


def present_task(task: Task) -> dict[str, Any]:
    """Return a ``TaskView``: for moderators as it is stored, for its author ``without_held``."""
    view: dict[str, Any] = {
        "id": task.id,
        "scan_id": task.scan_id,
        "number": task.number,
        "text": task.text,
        "status": str(task.status),
        "version": task.version,
        "seq": task.seq,
        "author": present_person(task.author),
        "created_at": isoformat(task.created_at),
    }
    # What was only sent has nothing else.
    if task.version > 1:
        _add_changes(view, task)
    return view


def _add_changes(view: dict[str, Any], task: Task) -> None:
    if task.decided_at is not None and task.decided_by is not None:
        view["decided_at"] = isoformat(task.decided_at)
        view["decided_by"] = present_person(task.decided_by)
    if task.reason is not None:
        view["reason"] = task.reason
    if task.reasons_version is not None:
        view["reasons_version"] = task.reasons_version
    if task.round > 1:
        view["round"] = task.round
    if task.waiting_since is not None:
        view["waiting_since"] = isoformat(task.waiting_since)
    if task.held is not None:
        view["held"] = _present_held(task.held)


def written_task(task: Task) -> orjson.Fragment:
    """Return a ``TaskView`` as JSON, to be put into what is sent. The same task is written once."""
    known = _written.get(task.id)
    # It is kept, so no other can be taken for it.
    if known is not None and known[0] is task:
        return known[1]
    if len(_written) >= WRITTEN_KEPT:
        # One step, for on plain threads others write here meanwhile.
        _written.clear()
    fragment = orjson.Fragment(orjson.dumps(present_task(task)))
    _written[task.id] = (task, fragment)
    return fragment


def present_task_detail(task: Task) -> dict[str, Any]:
    """Return a ``TaskDetail``."""
    return {**present_task(task), "history": [_present_entry(entry) for entry in task.history]}


def _present_held(held: HeldVerdict) -> dict[str, Any]:
    view: dict[str, Any] = {
        "action": held.action.value,
        "at": isoformat(held.at),
        "by": present_person(held.by),
        "until": isoformat(held.until),
    }
    if held.reason is not None:
        view["reason"] = held.reason
    if held.reasons_version is not None:
        view["reasons_version"] = held.reasons_version
    return view


def _present_entry(entry: HistoryEntry) -> dict[str, Any]:
    view: dict[str, Any] = {
        "version": entry.version,
        "action": entry.action.value,
        "at": isoformat(entry.at),
        "by": present_person(entry.by),
    }
    if entry.reason is not None:
        view["reason"] = entry.reason
    if entry.reasons_version is not None:
        view["reasons_version"] = entry.reasons_version
    if entry.text is not None:
        view["text"] = entry.text
    return view
