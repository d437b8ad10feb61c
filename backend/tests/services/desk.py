"""An admin and a worker at an application of this process."""

from __future__ import annotations

from typing import Any

from taskstream.app import Application
from tests.api.sessions import Browser


class Desk:
    """An admin with a scan, and a worker who sends into it."""

    def __init__(self, running: Application) -> None:
        self.running = running
        self._ada, self._bob = Browser(running), Browser(running)
        self._desk = _bearer(self._ada.register("Ada", role="ADMIN"))
        self._phone = _bearer(self._bob.register("Bob"))
        self.scan = self._ada.post("/scans", {"name": "Gate"}, **self._desk).json

    def decide(self, action: str) -> dict[str, Any]:
        """Have a task sent, and decide it."""
        return self.again(self.send(), action)

    def send(self) -> dict[str, Any]:
        """Have a task sent."""
        answer = self._bob.post(f"/scans/{self.scan['id']}/tasks", {"text": "x"}, **self._phone)
        return dict(answer.json)

    def again(self, task: dict[str, Any], action: str) -> dict[str, Any]:
        """Decide a task."""
        form = {"action": action, "version": task["version"]}
        decided = self._ada.post(f"/tasks/{task['id']}/verdict", form, **self._desk)
        assert decided.status_code == 200, decided.text
        return dict(decided.json)

    def lines(self) -> list[dict[str, Any]]:
        """Return the lines of verdicts, newest first."""
        self.running.services.decisions.write()
        answer = self._ada.get("/activity?kind=decision", **self._desk)
        return list(answer.json["items"])

    def counts(self) -> list[dict[str, int]]:
        return [line["decided"] for line in self.lines()]


def _bearer(session: dict[str, Any]) -> dict[str, str]:
    return {"Authorization": f"Bearer {session['access_token']}"}
