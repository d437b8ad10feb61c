"""Who holds which code, also in data that is older than codes."""

from __future__ import annotations

from collections.abc import Iterator
from unittest.mock import Mock

import pytest

from taskstream import ids
from taskstream.clock import Millis
from taskstream.domain.actors import Actor
from taskstream.domain.scans import Person, Scan, ScanStatus
from taskstream.domain.users import Role
from taskstream.errors import NotFound
from taskstream.repositories.activities import ActivityRepository
from taskstream.repositories.codes import CodeRepository
from taskstream.repositories.reasons import ReasonsRepository
from taskstream.repositories.scans import MemberRepository, ScanRepository
from taskstream.repositories.tasks import TaskRepository
from taskstream.repositories.users import UserRepository
from taskstream.schemas.scans import NewScan, ScanPatch
from taskstream.services.activity_log import ActivityLog
from taskstream.services.joining import Joining
from taskstream.services.scans import Scans
from taskstream.storage import Patch, Store
from taskstream.storage.migrations import give_codes

OLGA = Person("o", "Olga")


def drawn(monkeypatch: pytest.MonkeyPatch, *codes: str) -> Iterator[str]:
    """Have these codes drawn next, in this order; return what is left of them."""
    left = iter(codes)
    monkeypatch.setattr(ids, "new_scan_code", lambda: next(left))
    return left


def test_no_two_scans_get_one_code(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    codes = CodeRepository(store)
    drawn(monkeypatch, "AAAAAA", "AAAAAA", "AAAAAA", "CCCCCC")

    assert [codes.reserve("one"), codes.reserve("two")] == ["AAAAAA", "CCCCCC"]
    assert codes.scan_id_of("AAAAAA") == "one"


def test_a_code_is_released_by_its_own_scan_only(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = CodeRepository(store)
    drawn(monkeypatch, "AAAAAA", "AAAAAA")
    codes.reserve("one")

    codes.release("AAAAAA", "two")
    assert codes.scan_id_of("AAAAAA") == "one"

    codes.release("AAAAAA", "one")
    assert codes.reserve("three") == "AAAAAA"


def test_scans_from_before_codes_get_one_each_once(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    scans, codes = ScanRepository(store), CodeRepository(store)
    for name, status in (("a", "open"), ("b", "paused"), ("c", "closed"), ("d", "open")):
        scans.add(Scan(name, name, "", ScanStatus(status), 180, OLGA, (), Millis(1), 3))
        store.collection("scans").update(name, Patch(unset=["code"]))
    left = drawn(monkeypatch, "AAAAAA", "AAAAAA", "CCCCCC", "DDDDDD", "EEEEEE")

    give_codes(store)
    given = {scan.id: scan.code for scan in scans.by_ids(["a", "b", "c", "d"])}
    give_codes(store)

    assert given == {"a": "AAAAAA", "b": "CCCCCC", "c": None, "d": "DDDDDD"}
    assert {codes.scan_id_of(code): code for code in given.values() if code} == {
        "a": "AAAAAA",
        "b": "CCCCCC",
        "d": "DDDDDD",
    }
    assert list(left) == ["EEEEEE"]


def test_a_code_that_a_crash_left_behind_leads_nowhere(store: Store) -> None:
    scans, codes = ScanRepository(store), CodeRepository(store)
    code = codes.reserve("one")
    scans.add(Scan("one", "Gate", "", ScanStatus.CLOSED, 180, OLGA, (), Millis(1), 2))

    with pytest.raises(NotFound):
        Joining(scans, codes).by_code(code)


def test_closing_a_scan_lets_others_have_its_code(store: Store) -> None:
    codes = CodeRepository(store)
    repositories = (MemberRepository(store), TaskRepository(store), UserRepository(store))
    doors = (Mock(), ActivityLog(ActivityRepository(store), keep_days=1))
    scans = Scans(ScanRepository(store), codes, ReasonsRepository(store), *repositories, *doors)
    olga = Actor("o", "Olga", Role.ADMIN, "session")
    scan = scans.open(olga, NewScan(name="Gate"))
    assert scan.code is not None
    assert codes.scan_id_of(scan.code) == scan.id

    closed = scans.edit(olga, scan, ScanPatch(status=ScanStatus.CLOSED), version=1)

    assert closed.code is None
    assert codes.scan_id_of(scan.code) is None
