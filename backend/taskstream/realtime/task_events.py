"""What each audience is told of tasks that came or changed: several of one instant in one event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, TypeAlias

import orjson

from taskstream.changes import TaskChange, TasksSubmitted
from taskstream.domain.tasks import Task, fitting, without_held
from taskstream.presenters.tasks import written_task
from taskstream.presenters.wire import Event, NewTask, NewTasks, TasksUpdated, TaskUpdated
from taskstream.realtime.rooms import moderators_room, worker_room

TASKS_PER_EVENT: Final = 200

# An event's name, what it carries, the rooms that hear it, and the socket that does not.
Telling: TypeAlias = tuple[str, dict[str, Any], list[str], str | None]


# Whether a socket, known by its id, is the only one that a user has.
IsOnly: TypeAlias = Callable[[str, str], bool]


def tell(changes: Sequence[TaskChange], is_only: IsOnly) -> Iterator[Telling]:
    """Yield what is to be sent for changes of one scan: what is new first, then what has changed.

    An event that several rooms hear is one, so that it is written out once. What is new is not
    sent where it came from: there the answer has it. So for most authors there is nothing to send.
    """
    new: list[Task] = []
    origins: list[str | None] = []
    changed: list[Task] = []
    for change in changes:
        if isinstance(change, TasksSubmitted):
            new += change.tasks
            origins += change.origins
        else:
            changed += change.tasks
    yield from _to_audiences(new, origins, NewTask, NewTasks, is_only)
    yield from _to_audiences(changed, [None] * len(changed), TaskUpdated, TasksUpdated, is_only)


def _to_audiences(
    tasks: list[Task],
    origins: list[str | None],
    one: type[Event],
    many: type[Event],
    is_only: IsOnly,
) -> Iterator[Telling]:
    if not tasks:
        return
    scan_id = tasks[0].scan_id
    desk = moderators_room(scan_id)
    views = [written_task(task) for task in tasks]
    by_author: defaultdict[tuple[str, str | None], list[Task]] = defaultdict(list)
    for task, origin in zip(tasks, origins, strict=True):
        by_author[task.author.id, origin].append(task)
    if len(by_author) == 1 and not any(task.held for task in tasks):
        [(author_id, origin)] = by_author
        rooms = [desk, worker_room(scan_id, author_id)]
        yield from _in_events(tasks, views, (rooms, origin), one, many)
        return
    yield from _in_events(tasks, views, ([desk], None), one, many)
    for (author_id, origin), own in by_author.items():
        if origin is not None and is_only(origin, author_id):
            continue
        # The same change without what he is not to know yet.
        his_views = [written_task(without_held(task)) for task in own]
        audience = [worker_room(scan_id, author_id)], origin
        yield from _in_events(own, his_views, audience, one, many)


def _in_events(
    tasks: Sequence[Task],
    views: Sequence[orjson.Fragment],
    audience: tuple[list[str], str | None],
    one: type[Event],
    many: type[Event],
) -> Iterator[Telling]:
    scan_id, start = tasks[0].scan_id, 0
    while start < len(tasks):
        end = start + fitting(tasks[start:], TASKS_PER_EVENT)
        if end - start == 1:
            yield one.name, {"scan_id": scan_id, "task": views[start]}, *audience
        else:
            yield many.name, {"scan_id": scan_id, "tasks": views[start:end]}, *audience
        start = end
