"""What has happened in each scan before its picture is taken: the demo's people, the demo's texts."""

from __future__ import annotations

import random
import uuid
from dataclasses import dataclass, field

from pydantic import SecretStr

from taskstream.clock import Millis
from taskstream.demo.people import SCAN
from taskstream.demo.texts import NAMES, Deck
from taskstream.domain.actors import Actor
from taskstream.domain.scans import Scan, ScanStatus
from taskstream.domain.tasks import Suggestion, Task, TaskAction
from taskstream.domain.users import Role
from taskstream.domain.verdicts import Verdict
from taskstream.schemas.accounts import RegisterForm
from taskstream.schemas.scans import NewScan, ScanPatch
from taskstream.services.container import Services

PASSWORD = "watch the grid"
ADMINS = ("Mira Winter", "Jonas Lindqvist")
WORKER = NAMES[0]
REASONS = ("Seen already", "Not in this terminal", "Cannot be made out")
NOTE = "Which of the two doors? Please add the number above it."
# Of a hundred verdicts.
SHARES = {TaskAction.VALIDATE: 80, TaskAction.REFUSE: 15, TaskAction.RETURN: 5}
SECOND = 1_000
MINUTE = 60 * SECOND


@dataclass
class StillClock:
    """The product's clock, which goes only as the play does."""

    moment: Millis

    def now(self) -> Millis:
        """Return where the play is."""
        return self.moment


@dataclass
class Play:
    """Lets people do things at times before ``end``. The same each time, but for ids."""

    services: Services
    clock: StillClock
    end: Millis
    chance: random.Random
    people: dict[str, Actor] = field(default_factory=dict)

    def gather(self, code: str) -> None:
        """Make everybody's account: first who decides, then who sends."""
        first, second = ADMINS
        self._register(first, Role.ADMIN, code)
        invited = self.services.accounts.invite(self.people[first], Role.ADMIN)
        self._register(second, Role.ADMIN, invited.code)
        for name in NAMES:
            self._register(name, Role.WORKER)

    def crowd(self, waiting: int) -> Scan:
        """Play a scan in which so many wait now, the last ones a little longer than they should."""
        scan, deck = self._open(), Deck(self.chance)
        target = scan.target_seconds * SECOND
        oldest = target * (1.15 if waiting > len(NAMES) else 0.7)
        for age in self._ages(max(40, waiting // 3), oldest + MINUTE, 20 * MINUTE):
            task = self._send(scan, self.chance.choice(NAMES), deck.deal(), age)
            wait = self.chance.uniform(5 * SECOND, target * 0.6)
            self._decide(task, self.chance.choice(ADMINS), *self._verdict(), age - wait)
        for age in self._ages(waiting, 2 * SECOND, oldest):
            self._send(scan, self.chance.choice(NAMES), deck.deal(), age)
        self.clock.moment = self.end
        return scan

    def shift(self) -> Scan:
        """Play what one worker has in a scan: something of each kind."""
        scan = self._open()
        sent = [
            self._send(scan, WORKER, text, minutes * MINUTE)
            for text, minutes in (
                ("Badge reader at gate 4 is dark.\nTried two badges. The door opens by hand.", 9),
                ("Sign at the east lift points the wrong way.", 7),
                (
                    "Fire door propped open in the lounge corridor.\nWith a trolley. Nobody around.",
                    5,
                ),
                ("Loose floor plate at platform 1.\nOne can trip over it. I put a cone there.", 1),
            )
        ]
        by = ADMINS[0]
        self._decide(sent[0], by, TaskAction.VALIDATE, None, 8 * MINUTE)
        self._decide(sent[1], by, TaskAction.REFUSE, REASONS[0], 6 * MINUTE)
        self._decide(sent[2], by, TaskAction.RETURN, NOTE, 4 * MINUTE)
        self.clock.moment = self.end
        return scan

    def change(self, scan: Scan, status: ScanStatus, message: str = "") -> Scan:
        """Pause or close it."""
        patch = ScanPatch(status=status, pause_message=message)
        by = self.people[ADMINS[0]]
        return self.services.scans.edit(by, scan, patch, version=scan.version)

    def _register(self, name: str, role: Role, code: str | None = None) -> None:
        form = RegisterForm(
            username=name,
            password=SecretStr(PASSWORD),
            role=role,
            admin_code=None if code is None else SecretStr(code),
        )
        signed_in = self.services.accounts.register(form)
        user = signed_in.user
        self.people[name] = Actor(user.id, user.username, user.role, signed_in.session.id)

    def _open(self) -> Scan:
        self.clock.moment = Millis(self.end - 45 * MINUTE)
        form = NewScan.model_validate(SCAN | {"refusal_reasons": list(REASONS)})
        return self.services.scans.open(self.people[ADMINS[0]], form)

    def _ages(self, count: int, least: float, most: float) -> list[float]:
        return sorted((self.chance.uniform(least, most) for _ in range(count)), reverse=True)

    def _verdict(self) -> tuple[TaskAction, str | None]:
        (action,) = self.chance.choices(tuple(SHARES), tuple(SHARES.values()))
        reasons = {TaskAction.REFUSE: self.chance.choice(REASONS), TaskAction.RETURN: NOTE}
        return action, reasons.get(action)

    def _send(self, scan: Scan, name: str, text: str, age: float) -> Task:
        self.clock.moment = Millis(self.end - round(age))
        suggestion = Suggestion(uuid.uuid4().hex, text)
        return self.services.intake.submit(self.people[name], scan.id, suggestion).task

    def _decide(
        self, task: Task, name: str, action: TaskAction, reason: str | None, age: float
    ) -> None:
        self.clock.moment = Millis(self.end - round(age))
        verdict = Verdict(action, task.version, reason)
        self.services.verdicts.give(self.people[name], task.id, verdict)
