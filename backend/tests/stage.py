"""One scan with everybody round it: what tables of permissions are played on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests.actors import Caller, User, good

# Everybody, from who may most to who may least.
EVERYBODY = ("owner", "admin", "named", "author", "worker", "stranger", "nobody")


@dataclass
class Stage:
    """A scan, a pending task in it, and people. All but the stranger and nobody are in it."""

    scan: dict[str, Any]
    task: dict[str, Any]
    cast: dict[str, Caller]

    def user(self, who: str) -> User:
        """Return somebody who has an account."""
        somebody = self.cast[who]
        assert isinstance(somebody, User)
        return somebody

    def record(self) -> dict[str, Any]:
        """Return all that the scan's moderators can read of it."""
        owner = self.cast["owner"]
        return {
            "scan": good(owner.get(f"/scans/{self.scan['id']}")),
            "tasks": good(owner.get(f"/scans/{self.scan['id']}/tasks"))["items"],
        }


def set_up(people: dict[str, User], status: str = "open") -> Stage:
    """Return a new stage with its scan in that state."""
    owner, author, worker = people["admin"], people["worker"], people["other_worker"]
    scan = owner.open_scan()
    assert owner.put(f"/scans/{scan['id']}/moderators/{people['named'].id}").status_code == 204
    task = author.submit(scan, "Seal 88-214 is cut")
    worker.submit(scan, "Cone is missing at gate 4")
    if status != "open":
        owner.change(scan, status=status)
    cast = {
        "owner": owner,
        "admin": people["other_admin"],
        "named": people["named"],
        "author": author,
        "worker": worker,
        "stranger": people["stranger"],
        "nobody": Caller(owner.server),
    }
    return Stage(good(owner.get(f"/scans/{scan['id']}")), task, cast)
