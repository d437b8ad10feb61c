"""Which version of a scan's reasons a verdict goes by, without a server."""

from __future__ import annotations

from dataclasses import replace

import pytest

from taskstream.clock import Millis
from taskstream.domain.reasons import STILL_GOOD_MS, FormerReasons, names_former, with_version
from taskstream.domain.scans import Person, Scan, ScanChanges, ScanStatus, edited
from taskstream.domain.tasks import TaskAction
from taskstream.domain.verdicts import Verdict
from taskstream.errors import Invalid, ReasonsChanged

OWNER = Person("o", "Olga")
PLAIN = Scan("s", "Gate", "", ScanStatus.OPEN, 180, OWNER, (), Millis(1), 4)
SCAN = replace(PLAIN, refusal_reasons=("Seen", "Blurred"), reasons_version=3)
FORMER = FormerReasons(2, ("Drill", "Seen"), until=Millis(1_000))
JUST, LONG_AGO = Millis(1_000 + STILL_GOOD_MS), Millis(1_001 + STILL_GOOD_MS)


def refuse(reason: str | None, version: int | None = None) -> Verdict:
    return Verdict(TaskAction.REFUSE, 1, reason, reasons_version=version)


# The verdict, when it comes, and the version that its reason is noted with.
TAKEN = [
    (refuse("Seen", 3), LONG_AGO, 3),
    # A program that knows nothing of versions.
    (refuse("Seen"), LONG_AGO, 3),
    (refuse("Camera 4 shows nothing"), LONG_AGO, None),
    (refuse(None), LONG_AGO, None),
    # What he read and chose a moment ago holds.
    (refuse("Drill", 2), JUST, 2),
    # Still offered: whichever list he read it in, it is of the present one.
    (refuse("Seen", 2), LONG_AGO, 3),
    (Verdict(TaskAction.RETURN, 1, "Seen"), LONG_AGO, None),
    (Verdict(TaskAction.VALIDATE, 1), LONG_AGO, None),
]


@pytest.mark.parametrize(("verdict", "now", "version"), TAKEN)
def test_p60_a_reason_is_noted_with_its_version(
    verdict: Verdict, now: Millis, version: int | None
) -> None:
    former = FORMER if names_former(SCAN, verdict) else None

    settled = with_version(SCAN, verdict, former, now)

    assert settled == verdict._replace(reasons_version=version)


def test_p60_a_list_that_is_long_gone_is_told_with_the_present_one() -> None:
    with pytest.raises(ReasonsChanged) as told:
        with_version(SCAN, refuse("Drill", 2), FORMER, LONG_AGO)

    assert told.value.extras() == {"refusal_reasons": ["Seen", "Blurred"], "reasons_version": 3}


@pytest.mark.parametrize(
    ("verdict", "former"),
    [
        (refuse("Drill", 3), None),
        (refuse("Blurred twice", 2), FORMER),
        # A version that there never was.
        (refuse("Drill", 4), None),
    ],
)
def test_p60_a_reason_that_its_version_does_not_have_is_refused(
    verdict: Verdict, former: FormerReasons | None
) -> None:
    with pytest.raises(Invalid):
        with_version(SCAN, verdict, former, JUST)


def test_p60_another_list_has_the_next_version_and_the_same_one_has_not() -> None:
    same = edited(SCAN, ScanChanges(refusal_reasons=SCAN.refusal_reasons, name="Dock"), Millis(9))
    turned = edited(SCAN, ScanChanges(refusal_reasons=("Blurred", "Seen")), Millis(9))

    assert PLAIN.reasons_version == 1
    assert same.reasons_version == 3
    # Their digits have changed with it.
    assert turned.reasons_version == 4
