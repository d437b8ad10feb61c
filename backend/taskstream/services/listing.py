"""The list of a scan's tasks: filtered, sorted, a page at a time or all of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from taskstream.concurrency import Concurrency
from taskstream.domain.listing import TaskOrder, Wanted, matches
from taskstream.domain.tasks import Task, TaskStatus
from taskstream.domain.verdicts import as_decided
from taskstream.repositories.held import HeldRepository
from taskstream.repositories.listing import Stretch, TaskListing
from taskstream.repositories.tasks import TaskRepository
from taskstream.schemas.listing import TaskFilter, TaskQuery

# The first look is as long as a page; where few are found, each is twice as long as the one before.
SPAN = 500
SPAN_AT_MOST = 16_000
# One answer looks at so many tasks itself, and asks the database so often, before it lets the
# caller decide whether to go on.
LOOKED_AT_MOST = 2_500
QUESTIONS_AT_MOST = 40


@dataclass(frozen=True, slots=True)
class TaskList:
    """Some tasks in order, slim; ``next``: where to go on, None at the end.

    There may be fewer than were asked for, also none, and more behind ``next``.
    """

    items: list[Task]
    next: int | None


@dataclass(frozen=True, slots=True)
class Listing:
    """Lists tasks. For a moderator all of a scan's, for a worker his own.

    To a moderator one whose verdict is held back from its author counts as decided, here as at his desk.
    """

    tasks: TaskRepository
    listing: TaskListing
    held: HeldRepository
    concurrency: Concurrency

    def page(self, scan_id: str, query: TaskQuery) -> TaskList:
        """Return a page of all tasks of the scan.

        Numbers are never given twice, so that pages by number show every task once, whatever
        arrives meanwhile. A task that changes takes another place among the changes.
        """
        wanted, order = query.wanted(), query.sort
        items: list[Task] = []
        looked = 0
        stretches = self._stretches(scan_id, wanted, order, query.after)
        for turn, stretch in enumerate(stretches, start=1):
            for task in stretch.tasks:
                if not matches(as_decided(task), wanted):
                    continue
                if len(items) == query.limit:
                    return TaskList(items, place_of(items[-1], order))
                items.append(task)
            looked += len(stretch.tasks)
            if looked >= LOOKED_AT_MOST or turn >= QUESTIONS_AT_MOST:
                return TaskList(items, stretch.looked_to)
        return TaskList(items, None)

    def own_page(self, scan_id: str, author_id: str, query: TaskQuery) -> TaskList:
        """Return a page of one worker's tasks, as he may see them."""
        wanted, order, limit = query.wanted(), query.sort, query.limit
        found = [
            task
            for task in self.tasks.of_author(scan_id, author_id)
            if matches(task, wanted) and _is_behind(task, order, query.after)
        ]
        found.sort(key=lambda task: place_of(task, order), reverse=order.falls)
        more = len(found) > limit
        return TaskList(found[:limit], place_of(found[limit - 1], order) if more else None)

    def every(self, scan_id: str, query: TaskFilter) -> Iterator[list[Task]]:
        """Yield all wanted tasks in order, some at a time."""
        wanted = query.wanted()
        for stretch in self._stretches(scan_id, wanted, query.sort, None):
            yield [task for task in stretch.tasks if matches(as_decided(task), wanted)]

    def _stretches(
        self, scan_id: str, wanted: Wanted, order: TaskOrder, after: int | None
    ) -> Iterator[Stretch]:
        last = self.listing.last(scan_id, order)
        start = after if after is not None else (last + 1 if order.falls else 0)
        span = SPAN
        # They are stored as pending, where nobody who does not ask for those will look.
        held = [] if TaskStatus.PENDING in wanted.statuses else self._held(scan_id)
        while True:
            stretch = self.listing.stretch(
                scan_id, wanted, order, start=start, span=span, last=last
            )
            yield _with_held(stretch, held, order, start)
            if stretch.looked_to is None:
                return
            start = stretch.looked_to
            span = min(2 * span, SPAN_AT_MOST) if len(stretch.tasks) < SPAN // 4 else SPAN
            # What others wait for comes in between.
            self.concurrency.sleep(0)

    def _held(self, scan_id: str) -> list[Task]:
        found = self.tasks.by_ids(self.held.task_ids_of(scan_id))
        return [task for task in found if task.held is not None]


def _with_held(stretch: Stretch, held: Sequence[Task], order: TaskOrder, start: int) -> Stretch:
    """Return the stretch with those that are held and whose place is in it."""
    if not held:
        return stretch
    found = {task.id for task in stretch.tasks}
    added = [
        task
        for task in held
        if task.id not in found
        and _is_behind(task, order, start)
        and (stretch.looked_to is None or not _is_behind(task, order, stretch.looked_to))
    ]
    tasks = [*stretch.tasks, *added]
    tasks.sort(key=lambda task: place_of(task, order), reverse=order.falls)
    return Stretch(tasks, stretch.looked_to)


def place_of(task: Task, order: TaskOrder) -> int:
    """Return a task's place in that order."""
    return task.number if order.by_number else task.seq


def _is_behind(task: Task, order: TaskOrder, after: int | None) -> bool:
    if after is None:
        return True
    place = place_of(task, order)
    return place < after if order.falls else place > after
