"""The only place that emits: after the commit, from one sender, so that order is kept."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

from flask_socketio import SocketIO

from taskstream import faults
from taskstream.changes import (
    Change,
    ClaimChanged,
    GuestRemoved,
    ModeratorsChanged,
    OthersEnded,
    ScanChanged,
    SessionEnded,
    StacksChanged,
    TaskChange,
    TasksChanged,
    TasksSubmitted,
)
from taskstream.concurrency import Concurrency
from taskstream.domain.permissions import role_in
from taskstream.domain.scans import ScanRole
from taskstream.faults import FaultPoint
from taskstream.patching import native_lock
from taskstream.presenters import wire
from taskstream.presenters.scans import present_claim, present_scan_to_audience
from taskstream.presenters.stacks import present_stacks
from taskstream.presenters.wire import Event, Notice, ScanUpdated
from taskstream.realtime.batches import Emit
from taskstream.realtime.connections import Connection, Connections
from taskstream.realtime.rooms import figures_room, moderators_room, worker_room, workers_room
from taskstream.realtime.task_events import tell

log = logging.getLogger(__name__)

CHANGES_PER_TURN = 1_000


@dataclass(frozen=True, slots=True)
class Message:
    """An event that is no change of a record: ready to leave, in its turn."""

    event: type[Event]
    payload: dict[str, Any]
    room: str


# What waits in the queue; an event of ``threading`` is a mark (see ``mark``).
Item: TypeAlias = Change | Message | threading.Event


class SocketPublisher:
    """Presents changes and sends them to their audiences.

    ``publish`` only queues: the acknowledgement of whoever made the change leaves first,
    and a slow or failing receiver never holds up a caller. ``emit`` is how events leave: the
    library's way, unless the transport has a better one.
    """

    def __init__(
        self, socketio: SocketIO, connections: Connections, concurrency: Concurrency
    ) -> None:
        self._socketio = socketio
        self._connections = connections
        self.emit: Emit = lambda name, payload, rooms, but: socketio.server.emit(
            name, payload, room=rooms, skip_sid=but
        )
        self._concurrency = concurrency
        # A queue's lock, taken for each change, costs more than all else that is done to put it in.
        self._queue: deque[Item] = deque()
        # How many changes these are, where one may tell of many tasks.
        self._waiting = 0
        self._lock = native_lock()
        # True until it is started, too: until then nobody sends.
        self._is_sending = True

    def publish(self, *changes: Change) -> None:
        """Announce changes; those of one caller keep their order."""
        self._put(*changes)

    def waiting(self) -> int:
        """Return how many changes and events have not been sent yet."""
        return self._waiting

    def send(self, event: type[Event], payload: dict[str, Any], room: str) -> None:
        """Send an event behind all that was published so far."""
        self._put(Message(event, payload, room))

    def mark(self) -> threading.Event:
        """Return what is set once all that was published so far has left."""
        reached = threading.Event()
        self._put(reached)
        return reached

    def start(self) -> None:
        """Begin to send. Call it once, in the process that serves."""
        self._is_sending = False
        self._see_to_it()

    def _put(self, *items: Item) -> None:
        self._queue.extend(items)
        with self._lock:
            self._waiting += sum(map(_size, items))
        if not self._is_sending:
            self._see_to_it()

    def _see_to_it(self) -> None:
        """Have one sender at work as long as anything is queued."""
        with self._lock:
            if self._is_sending or not self._queue:
                return
            self._is_sending = True
        self._concurrency.spawn(self._send_all)

    def _send_all(self) -> None:
        while self._queue:
            self._send_some()
        self._is_sending = False
        # Whoever put something in a moment ago has seen a sender at work.
        self._see_to_it()

    def _send_some(self) -> None:
        some = min(len(self._queue), CHANGES_PER_TURN)
        changes = [self._queue.popleft() for _ in range(some)]
        with self._lock:
            self._waiting -= sum(map(_size, changes))
        for group in _in_groups(changes):
            try:
                self._send_group(group)
            except Exception:
                # One change that cannot be sent must not silence all later ones. Clients
                # notice the gap by the scan's counter and ask again.
                log.exception("a change could not be sent: %s", type(group[0]).__name__)

    def _send_group(self, group: list[Item]) -> None:
        match group[0]:
            case threading.Event() as reached:
                reached.set()
            case Message(event, payload, room):
                self._emit(event.name, payload, [room])
            case TasksSubmitted() | TasksChanged():
                for name, payload, rooms, but in tell(
                    cast("list[TaskChange]", group), self._connections.is_only
                ):
                    self._emit(name, payload, rooms, but)
            case ScanChanged(scan):
                for role, room in (
                    (ScanRole.MODERATOR, moderators_room(scan.id)),
                    (ScanRole.WORKER, workers_room(scan.id)),
                ):
                    view = {"scan": present_scan_to_audience(scan, role)}
                    self._emit(ScanUpdated.name, view, [room])
            case ClaimChanged() | StacksChanged() as change:
                self._tell_moderators(change)
            case ModeratorsChanged() as change:
                self._move_sockets(change)
            case SessionEnded() | OthersEnded() | GuestRemoved() as end:
                self._end_sockets(end)

    def _tell_moderators(self, change: ClaimChanged | StacksChanged) -> None:
        rooms = [moderators_room(change.scan_id)]
        match change:
            case ClaimChanged(scan_id, task_id, claim):
                told = {"scan_id": scan_id, **present_claim(task_id, claim)}
                self._emit(wire.Claim.name, told, rooms)
            case StacksChanged():
                self._emit(wire.Stacks.name, present_stacks(change), rooms)

    def _end_sockets(self, end: SessionEnded | OthersEnded | GuestRemoved) -> None:
        match end:
            case SessionEnded(session_id):
                for connection in self._connections.where(
                    lambda known: known.actor.session_id == session_id
                ):
                    self.sign_out(connection)
            case OthersEnded(user_id, but_session_id):
                for connection in self._connections.where(
                    lambda known: (
                        known.actor.id == user_id and known.actor.session_id != but_session_id
                    )
                ):
                    self.sign_out(connection)
            case GuestRemoved(scan_id, user_id):
                notice = {
                    "code": "removed",
                    "message": "A moderator has removed you from this scan.",
                    "scan_id": scan_id,
                }
                for connection in self._connections.where(lambda known: known.actor.id == user_id):
                    self._end(connection, notice)

    def _move_sockets(self, change: ModeratorsChanged) -> None:
        """Put the sockets of somebody whose role has changed out of the scan's rooms.

        They are told to join again, and get what they may see now.
        """
        scan = change.scan
        for connection in self._connections.where(
            lambda known: known.actor.id == change.user_id and scan.id in known.joined
        ):
            if connection.joined[scan.id] is role_in(connection.actor, scan):
                continue
            leave(self._socketio, connection, scan.id)
            notice = {
                "code": "role_changed",
                "message": "What you may do in this scan has changed.",
                "scan_id": scan.id,
            }
            self._emit(Notice.name, notice, [connection.sid])

    def sign_out(self, connection: Connection) -> None:
        """End a socket whose session is over."""
        notice = {"code": "signed_out", "message": "Your session has ended. Sign in again."}
        self._end(connection, notice)

    def _end(self, connection: Connection, notice: dict[str, Any]) -> None:
        self._emit(Notice.name, notice, [connection.sid])
        self._socketio.server.disconnect(connection.sid)

    def _emit(
        self, name: str, payload: dict[str, Any], rooms: Sequence[str], but: str | None = None
    ) -> None:
        self.emit(name, payload, rooms, but)
        faults.reached(FaultPoint.MID_BROADCAST)


def leave(socketio: SocketIO, connection: Connection, scan_id: str) -> None:
    """Take a socket out of a scan's audiences."""
    for room in (
        moderators_room(scan_id),
        workers_room(scan_id),
        worker_room(scan_id, connection.actor.id),
    ):
        socketio.server.leave_room(connection.sid, room)
    unwatch(socketio, connection, scan_id)
    connection.joined.pop(scan_id, None)


def unwatch(socketio: SocketIO, connection: Connection, scan_id: str) -> None:
    """Send a socket the scan's figures no longer."""
    socketio.server.leave_room(connection.sid, figures_room(scan_id))
    connection.watched.discard(scan_id)


def _size(item: Item) -> int:
    return len(item.tasks) if isinstance(item, TasksSubmitted | TasksChanged) else 1


def _in_groups(changes: Iterable[Item]) -> Iterable[list[Item]]:
    """Yield the changes in order; those of tasks that nothing else stands between go scan by scan."""
    by_scan: dict[str, list[Item]] = {}
    for change in changes:
        if isinstance(change, TasksSubmitted | TasksChanged):
            by_scan.setdefault(change.scan_id, []).append(change)
            continue
        yield from by_scan.values()
        by_scan = {}
        yield [change]
    yield from by_scan.values()
