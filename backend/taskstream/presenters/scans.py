"""Scans as they leave the server."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from taskstream.clock import isoformat
from taskstream.domain.actors import Actor
from taskstream.domain.claims import Claim
from taskstream.domain.permissions import abilities, audience_abilities, role_in
from taskstream.domain.scans import Person, Scan, ScanRole, ScanStatus
from taskstream.domain.tasks import TaskStatus
from taskstream.presenters.markdown import render_markdown
from taskstream.presenters.tasks import present_person, present_task
from taskstream.services.snapshots import Answer, Position

CountsByStatus = Mapping[TaskStatus, int]


def present_scan(scan: Scan, viewer: Actor, counts: CountsByStatus | None = None) -> dict[str, Any]:
    """Return a ``ScanView`` for one viewer. ``counts`` are shown to moderators only."""
    return _view(scan, role_in(viewer, scan), abilities(viewer, scan), counts)


def present_scan_to_audience(scan: Scan, role: ScanRole) -> dict[str, Any]:
    """Return a ``ScanView`` that is right for everybody of a role in the scan."""
    return _view(scan, role, audience_abilities(role, scan), None)


def present_joinable(scan: Scan) -> dict[str, Any]:
    """Return a ``Joinable``, which anybody may see who has the code."""
    return {"scan_id": scan.id, "links": {"worker": worker_page(scan)}}


def present_door(scan: Scan | None, *, removed: bool) -> dict[str, Any]:
    """Return a ``Door``, which anybody may see who has the link; of no scan a closed one."""
    if scan is None:
        return {"guests": False}
    if scan.status is ScanStatus.CLOSED:
        return {"guests": False, "closed": True}
    return {"guests": True, "name": scan.name, **({"removed": True} if removed else {})}


def worker_page(scan: Scan) -> str:
    """Return the path of the scan's page for workers."""
    return f"/worker/scan/{scan.id}"


def present_answer(answer: Answer, viewer: Actor, counts: CountsByStatus) -> dict[str, Any]:
    """Return a ``Followed``."""
    return {
        "role": answer.role.value,
        "epoch": answer.epoch,
        "seq": answer.seq,
        "snapshot": answer.snapshot,
        "tasks": [present_task(task) for task in answer.tasks],
        "more": answer.more,
        "scan": present_scan(answer.scan, viewer, counts),
        "head": present_head(answer.head),
    }


def present_head(head: Position) -> dict[str, Any]:
    """Return a ``Head``."""
    view: dict[str, Any] = {
        "seq": head.seq,
        "changes": head.changes,
        "count": head.count,
        "digest": head.digest,
        "scan_version": head.scan_version,
        "now": isoformat(head.now),
    }
    if head.counts is not None:
        view["counts"] = _present_counts(head.counts)
    return view


def present_claim(task_id: str, claim: Claim | None) -> dict[str, Any]:
    """Return a ``TaskClaim``; without ``by`` where nobody looks at the task any more."""
    if claim is None:
        return {"task_id": task_id}
    return {
        "task_id": task_id,
        "by": present_person(claim.by),
        "until": isoformat(claim.until),
    }


def present_presence_to_desk(
    scan_id: str, moderators: list[Person], workers: int
) -> dict[str, Any]:
    """Return a ``Presence`` for moderators."""
    people = sorted(moderators, key=lambda person: (person.name, person.id))
    return {
        "scan_id": scan_id,
        "moderators": [present_person(person) for person in people],
        "workers": workers,
    }


def present_presence_to_workers(
    scan_id: str, moderators: int, median_wait_ms: int | None
) -> dict[str, Any]:
    """Return a ``Presence`` for workers, who are not told who moderates."""
    view: dict[str, Any] = {"scan_id": scan_id, "desk": moderators}
    if median_wait_ms is not None:
        view["median_wait_ms"] = median_wait_ms
    return view


def _view(
    scan: Scan, role: ScanRole, can: list[str], counts: CountsByStatus | None
) -> dict[str, Any]:
    view: dict[str, Any] = {
        "id": scan.id,
        "name": scan.name,
        "instructions": scan.instructions,
        "instructions_html": render_markdown(scan.instructions),
        "status": scan.status.value,
        "target_seconds": scan.target_seconds,
        "refusal_reasons": list(scan.refusal_reasons),
        "reasons_version": scan.reasons_version,
        "grace_seconds": scan.grace_seconds,
        "guests": scan.guests,
        "stacking": scan.stacking,
        "version": scan.version,
        "created_at": isoformat(scan.created_at),
        "owner": present_person(scan.owner),
        "links": {"worker": worker_page(scan)},
        "can": can,
    }
    if scan.code is not None:
        view["code"] = scan.code
    if scan.pause_message:
        view["pause_message"] = scan.pause_message
    if scan.closed_at is not None:
        view["closed_at"] = isoformat(scan.closed_at)
    if role is ScanRole.MODERATOR:
        view["links"]["console"] = f"/admin/scans/{scan.id}"
        view["moderators"] = [present_person(person) for person in scan.moderators]
        if counts is not None:
            view["counts"] = _present_counts(counts)
    return view


def _present_counts(counts: CountsByStatus) -> dict[str, int]:
    return {status.value: number for status, number in counts.items()}
