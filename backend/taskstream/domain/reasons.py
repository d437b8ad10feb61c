"""The reasons that a scan offers to who refuses a task: a list in versions. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from taskstream.clock import Millis
from taskstream.domain.scans import Scan
from taskstream.domain.tasks import TaskAction
from taskstream.domain.verdicts import Verdict
from taskstream.errors import FieldFault, Invalid, ReasonsChanged

# A page hears of another list in milliseconds. This is for who was just choosing, or had been cut off:
# what he read and chose holds. Who has not heard for longer is to look again.
STILL_GOOD_MS: Final = 60_000


@dataclass(frozen=True, slots=True)
class FormerReasons:
    """A version of the list that another has taken the place of, at ``until``."""

    version: int
    reasons: tuple[str, ...]
    until: Millis


def names_former(scan: Scan, verdict: Verdict) -> bool:
    """Say whether the verdict's reason is to be looked up in a version that is not the present one."""
    return (
        verdict.reasons_version is not None
        and verdict.reasons_version != scan.reasons_version
        and verdict.reason not in scan.refusal_reasons
    )


def with_version(
    scan: Scan, verdict: Verdict, former: FormerReasons | None, now: Millis
) -> Verdict:
    """Return the verdict with the version that its reason is of, or none for one's own words.

    ``former`` is the version that it names, where ``names_former``. Raises Invalid for a reason
    that its version does not have, and ReasonsChanged for a version that has been gone for too long.
    """
    refuses_for = verdict.reason if verdict.action is TaskAction.REFUSE else None
    if refuses_for is not None and refuses_for in scan.refusal_reasons:
        return verdict._replace(reasons_version=scan.reasons_version)
    if verdict.reasons_version is None:
        return verdict
    if refuses_for is None:
        return verdict._replace(reasons_version=None)
    if former is None or refuses_for not in former.reasons:
        fault = f"is not in version {verdict.reasons_version} of the scan's reasons"
        raise Invalid([FieldFault("reason", fault)])
    if now - former.until > STILL_GOOD_MS:
        raise ReasonsChanged(scan.refusal_reasons, scan.reasons_version)
    return verdict
