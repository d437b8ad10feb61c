"""The events that a client may send. Each is answered; none of them raises."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter

from flask import Flask
from flask_socketio import ConnectionRefusedError as Refused
from flask_socketio import SocketIO
from pydantic import BaseModel

from taskstream import clock
from taskstream.authentication import authenticate
from taskstream.clock import isoformat
from taskstream.domain.actors import Actor
from taskstream.domain.corrections import Correction
from taskstream.domain.permissions import Action
from taskstream.domain.scans import ScanRole
from taskstream.domain.tasks import Suggestion, Task
from taskstream.domain.verdicts import Verdict
from taskstream.errors import (
    TaskStreamError,
    TokenInvalid,
    TooManySockets,
    UnknownEvent,
)
from taskstream.ids import scan_of
from taskstream.presenters.figures import present_live_figures
from taskstream.presenters.problems import present_refusal
from taskstream.presenters.scans import present_answer, present_claim
from taskstream.presenters.stacks import present_stack
from taskstream.presenters.tasks import written_task
from taskstream.realtime.answering import (
    Answering,
    Together,
    alone,
    must_have_joined,
    refusal,
)
from taskstream.realtime.batches import Ack, Batch
from taskstream.realtime.connections import Connection, Connections
from taskstream.realtime.publisher import leave, unwatch
from taskstream.realtime.rooms import figures_room, moderators_room, worker_room, workers_room
from taskstream.schemas.tasks import (
    AuthRefresh,
    ClaimForm,
    Echo,
    JoinScan,
    LeaveScan,
    NewTaskSuggestion,
    ResubmitTask,
    Seat,
    TaskActionForm,
    WatchFigures,
)
from taskstream.services.container import Services
from taskstream.services.intake import Receipt, Submission
from taskstream.services.verdicts import Decision, Outcome
from taskstream.storage import StoreError

# Every event that a client may send, with what it carries. docs/protocol.md lists them.
CLIENT_EVENTS: dict[str, type[BaseModel]] = {
    "join_scan": JoinScan,
    "leave_scan": LeaveScan,
    "new_task_suggestion": NewTaskSuggestion,
    "task_action": TaskActionForm,
    "resubmit_task": ResubmitTask,
    "claim_task": ClaimForm,
    "release_task": ClaimForm,
    "watch_figures": WatchFigures,
    "auth_refresh": AuthRefresh,
    "echo": Echo,
}

# Which limit a call counts against. Suggestions and verdicts have theirs where REST meets it, too; leaving
# and renewing a token are never refused.
LIMIT_OF: Mapping[str, str] = {
    "join_scan": "JOIN",
    "claim_task": "CALL",
    "release_task": "CALL",
    "watch_figures": "CALL",
    "echo": "CALL",
}


class Handlers:
    """One method for each event: it calls one service and presents the answer."""

    def __init__(
        self, app: Flask, socketio: SocketIO, services: Services, connections: Connections
    ) -> None:
        self._app = app
        self._socketio = socketio
        self._services = services
        self._connections = connections
        self._answering = Answering(connections, services.duty)
        self.batches: dict[str, Batch] = {
            "new_task_suggestion": self._answering.many(
                Together(
                    NewTaskSuggestion,
                    attrgetter("scan_id"),
                    self.new_task_suggestions,
                    services.backlog,
                )
            ),
            # Never refused for want of room: deciding is what makes room.
            "task_action": self._answering.many(
                Together(TaskActionForm, lambda form: scan_of(form.first_id()), self.task_actions)
            ),
        }

    def register(self) -> None:
        """Attach the handlers to the server."""
        server = self._socketio.server
        server.on("connect", self.connect)
        server.on("disconnect", self.disconnect)
        for name, schema in CLIENT_EVENTS.items():
            batch = self.batches.get(name)
            server.on(name, self._one(name, schema) if batch is None else alone(batch))
        server.on("*", self._unknown)

    def _one(self, name: str, schema: type[BaseModel]) -> Callable[..., Ack]:
        handle, limit = getattr(self, name), LIMIT_OF.get(name)
        if limit is None:
            return self._answering.one(schema, handle)

        def within_limit(connection: Connection, form: BaseModel) -> Ack:
            self._services.limits.take(limit, connection.actor.id)
            answer: Ack = handle(connection, form)
            return answer

        return self._answering.one(schema, within_limit)

    def connect(self, sid: str, _environ: object, auth: object = None) -> None:
        """Let a socket in whose token is good. Refuses it with the error's code otherwise."""
        try:
            self._connections.add(self._admitted(sid, auth))
        except (TaskStreamError, StoreError) as error:
            told = refusal(error)["error"]
            raise Refused(told["code"], told) from None

    def disconnect(self, sid: str, _reason: object = None) -> None:
        """Forget the socket; the library empties its rooms."""
        connection = self._connections.get(sid)
        self._connections.remove(sid)
        if connection is not None:
            for scan_id in list(connection.joined):
                self._services.claims.leave(connection.actor, scan_id)

    def join_scan(self, connection: Connection, ask: JoinScan) -> Ack:
        """Put the socket into the scan's audience, then answer with what it has missed."""
        actor = connection.actor
        scan, role = self._services.snapshots.admit(actor, ask.scan_id)
        # First, so that nobody is told of a moderator at the desk who is not there.
        connection.sit(scan.id, at_desk=ask.at is Seat.DESK)
        while connection.joined.get(scan.id) is not role:
            leave(self._socketio, connection, scan.id)
            self._enter(connection, scan.id, role)
            # Only from here on is it told of changes: what was read before may be old already.
            scan, role = self._services.snapshots.admit(actor, ask.scan_id)
        answer = self._services.snapshots.read(actor, scan, role, ask)
        counts = self._services.scans.counts([scan])[scan.id]
        joined = {"ok": True, **present_answer(answer, actor, counts)}
        if role is ScanRole.MODERATOR:
            claims = self._services.claims.in_scan(scan.id)
            joined["claims"] = [present_claim(claim.task_id, claim) for claim in claims]
            # Begun with the first part, so that they are known the sooner.
            stacks = self._services.stacking.of(scan)
            if stacks is not None and not answer.more:
                joined["stacks"] = [present_stack(stack) for stack in stacks]
        return joined

    def leave_scan(self, connection: Connection, ask: LeaveScan) -> Ack:
        """Take the socket out of the scan's audience; one that was not in it is fine."""
        leave(self._socketio, connection, ask.scan_id)
        connection.sit(ask.scan_id, at_desk=True)
        self._services.claims.leave(connection.actor, ask.scan_id)
        return {"ok": True}

    def claim_task(self, connection: Connection, form: ClaimForm) -> Ack:
        """Tell the other moderators that he looks at a task."""
        must_have_joined(connection, scan_of(form.task_id))
        self._services.claims.claim(connection.actor, form.task_id)
        return {"ok": True}

    def release_task(self, connection: Connection, form: ClaimForm) -> Ack:
        """Tell them that he does no longer."""
        must_have_joined(connection, scan_of(form.task_id))
        self._services.claims.release(connection.actor, form.task_id)
        return {"ok": True}

    def watch_figures(self, connection: Connection, form: WatchFigures) -> Ack:
        """Begin to send the scan's figures to a moderator, or end it."""
        must_have_joined(connection, form.scan_id)
        if not form.on:
            unwatch(self._socketio, connection, form.scan_id)
            return {"ok": True}
        # First: whoever loses the right from here on is put out of it.
        self._socketio.server.enter_room(connection.sid, figures_room(form.scan_id))
        connection.watched.add(form.scan_id)
        try:
            scan = self._services.access.scan(connection.actor, form.scan_id, Action.MODERATE)
            return {
                "ok": True,
                "figures": present_live_figures(self._services.analytics.live(scan.id)),
            }
        except (TaskStreamError, StoreError):
            unwatch(self._socketio, connection, form.scan_id)
            raise

    def new_task_suggestions(
        self, calls: Sequence[tuple[Connection, NewTaskSuggestion]]
    ) -> list[Ack]:
        """Store suggestions. An answer means that this one is durable."""
        submissions: list[Submission] = []
        suggestions: list[Suggestion] = []
        sender, scan_id = None, ""
        for connection, form in calls:
            if connection is not sender or form.scan_id != scan_id:
                sender, scan_id, suggestions = connection, form.scan_id, []
                # Whoever is put out of the scan is put out of this, too.
                has_joined = connection.joined.get(scan_id) is ScanRole.WORKER
                submissions.append(
                    Submission(connection.actor, scan_id, suggestions, has_joined, connection.sid)
                )
            suggestions.append(Suggestion(form.client_id, form.text))
        return [
            _present_receipt(outcome) if isinstance(outcome, Receipt) else refusal(outcome)
            for outcome in self._services.intake.submit_many(submissions)
        ]

    def task_actions(self, calls: Sequence[tuple[Connection, TaskActionForm]]) -> list[Ack]:
        """Give verdicts, each on one task or the same on several."""
        answers: dict[int, Ack] = {}
        decisions: dict[int, Decision] = {}
        for index, (connection, form) in enumerate(calls):
            if form.task_id is None or form.version is None:
                answers[index] = self._decide_several(connection.actor, form)
            else:
                verdict = _verdict(form, form.version)
                decisions[index] = Decision(connection.actor, form.task_id, verdict)
        outcomes = self._services.verdicts.decide_many(list(decisions.values()))
        for index, outcome in zip(decisions, outcomes, strict=True):
            answers[index] = _present_outcome(outcome)
        return [answers[index] for index in range(len(calls))]

    def _decide_several(self, actor: Actor, form: TaskActionForm) -> Ack:
        try:
            verdicts = {
                task_id: _verdict(form, version) for task_id, version in form.seen().items()
            }
            return _present_outcomes(self._services.verdicts.give_many(actor, verdicts))
        except (TaskStreamError, StoreError) as error:
            return refusal(error)

    def resubmit_task(self, connection: Connection, form: ResubmitTask) -> Ack:
        """Take a corrected text for a task that was sent back."""
        must_have_joined(connection, scan_of(form.task_id))
        correction = Correction(form.version, form.text)
        task = self._services.intake.resubmit(connection.actor, form.task_id, correction)
        return {"ok": True, "task": written_task(task)}

    def auth_refresh(self, connection: Connection, form: AuthRefresh) -> Ack:
        """Let the socket live as long as a newer token of the same user."""
        with self._app.app_context():
            renewed = authenticate(form.token, self._services.accounts)
        if renewed.actor.id != connection.actor.id:
            raise TokenInvalid
        connection.actor = renewed.actor
        connection.expires_at = renewed.expires_at
        return {"ok": True, "expires_in": max(0, renewed.expires_at - clock.now()) // 1000}

    def echo(self, _connection: Connection, _form: Echo) -> Ack:
        """Answer at once: the delay is the round trip."""
        return {"ok": True, "now": isoformat(clock.now())}

    def _admitted(self, sid: str, auth: object) -> Connection:
        self._services.duty.check()
        token = auth.get("token") if isinstance(auth, dict) else None
        # Reading a token needs the application's configuration.
        with self._app.app_context():
            known = authenticate(token, self._services.accounts)
        if self._connections.count_of(known.actor.id) >= self._services.settings.sockets_per_user:
            raise TooManySockets
        return Connection(sid, known.actor, known.expires_at)

    def _enter(self, connection: Connection, scan_id: str, role: ScanRole) -> None:
        rooms = (
            [moderators_room(scan_id)]
            if role is ScanRole.MODERATOR
            else [workers_room(scan_id), worker_room(scan_id, connection.actor.id)]
        )
        for room in rooms:
            self._socketio.server.enter_room(connection.sid, room)
        connection.joined[scan_id] = role

    @staticmethod
    def _unknown(_event: str, _sid: str, *_arguments: object) -> Ack:
        return present_refusal(UnknownEvent())


def _present_receipt(receipt: Receipt) -> Ack:
    return {"ok": True, "task": written_task(receipt.task), "duplicate": receipt.duplicate}


def _verdict(form: TaskActionForm, version: int) -> Verdict:
    """Return the verdict on a task that was seen at this version."""
    return Verdict(form.action, version, form.reason, None, form.reasons_version)


def _present_outcome(outcome: Outcome) -> Ack:
    if isinstance(outcome, Task):
        return {"ok": True, "task": written_task(outcome)}
    return refusal(outcome)


def _present_outcomes(outcomes: Mapping[str, Outcome]) -> Ack:
    """Return a ``DecidedMany``."""
    refused = []
    for task_id, outcome in outcomes.items():
        if not isinstance(outcome, Task):
            told = refusal(outcome)
            del told["ok"]
            refused.append({"task_id": task_id, **told})
    taken = [written_task(task) for task in outcomes.values() if isinstance(task, Task)]
    return {"ok": True, "tasks": taken, "refused": refused}
