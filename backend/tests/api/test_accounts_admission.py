"""Who may register as what: codes, modes, and two who come at once."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests

from taskstream import clock
from taskstream.domain.invites import INVITE_LIFETIME_MS
from taskstream.settings import Registration
from tests.actors import PASSWORD, Caller, User, good, problem, register
from tests.api.sessions import Browser, Clock, application
from tests.conftest import StartServer
from tests.running import Server

CODE = "the operator's own code"


def attempt(server: Server, name: str | None = None, **more: Any) -> requests.Response:
    """Try to register under a new name."""
    body = {"username": name or f"x {uuid.uuid4().hex[:8]}", "password": PASSWORD, **more}
    return Caller(server).post("/register", body)


def role_of(answer: requests.Response) -> tuple[str, str | None]:
    """Return the role that was given, and the one that was only asked for."""
    session = good(answer, 201)
    return session["user"]["role"], session.get("requested_role")


def invitation(admin: User, role: str) -> str:
    """Return the code of a new invitation."""
    code: str = good(admin.post("/invites", {"role": role}), 201)["code"]
    return code


def setup_of(server: Server) -> dict[str, Any]:
    """Return what the pages are told before anybody has signed in."""
    return good(Caller(server).get("/setup"))


def test_the_printed_code_makes_the_first_admin_and_is_dead_then(start_server: StartServer) -> None:
    server = start_server()
    code = server.admin_code
    assert setup_of(server) == {"needs_admin": True, "registration": "bootstrap"}

    assert role_of(attempt(server, role="ADMIN", admin_code=code)) == ("ADMIN", None)

    assert problem(attempt(server, role="ADMIN", admin_code=code)) == (403, "bad_admin_code")
    assert setup_of(server)["needs_admin"] is False
    server.lines.clear()
    server.restart()
    assert not any("admin code" in line for line in server.lines)


def test_a_wrong_code_makes_nothing(start_server: StartServer) -> None:
    server = start_server()

    refused = attempt(server, "Ada", role="ADMIN", admin_code="a guess")

    assert problem(refused) == (403, "bad_admin_code")
    body = {"username": "Ada", "password": PASSWORD}
    assert problem(Caller(server).post("/login", body)) == (401, "bad_credentials")
    assert setup_of(server)["needs_admin"] is True


def test_a_claim_that_nothing_proves_makes_a_worker_and_says_so(server: Server) -> None:
    answer = attempt(server, "Claimer", role="ADMIN")

    assert role_of(answer) == ("WORKER", "ADMIN")
    again = Caller(server).post("/login", {"username": "Claimer", "password": PASSWORD})
    assert good(again)["requested_role"] == "ADMIN"
    claimer = User(server, again.json()["access_token"])
    assert problem(claimer.post("/scans", {"name": "Mine"})) == (403, "forbidden")


@pytest.mark.parametrize("mode", ["eventlet", "gevent", "threading"])
def test_of_many_who_use_the_code_at_once_one_becomes_admin(
    start_server: StartServer, mode: str
) -> None:
    server = start_server(TASKSTREAM_ASYNC_MODE=mode)
    code = server.admin_code

    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: attempt(server, role="ADMIN", admin_code=code), range(6)))

    assert sorted(answer.status_code for answer in answers) == [201] + [403] * 5


def test_an_operators_own_code(start_server: StartServer) -> None:
    server = start_server(TASKSTREAM_BOOTSTRAP_CODE=CODE)

    assert role_of(attempt(server, admin_code=CODE)) == ("ADMIN", None)


@pytest.mark.parametrize("role", ["ADMIN", "WORKER"])
def test_an_invitation_works_once_and_decides_the_role(admin: User, role: str) -> None:
    code = invitation(admin, role)

    assert role_of(attempt(admin.server, admin_code=code)) == (role, None)
    assert problem(attempt(admin.server, admin_code=code)) == (403, "bad_admin_code")


def test_a_workers_invitation_makes_no_admin(admin: User) -> None:
    code = invitation(admin, "WORKER")

    assert role_of(attempt(admin.server, role="ADMIN", admin_code=code)) == ("WORKER", "ADMIN")


def test_an_invitation_may_be_typed_in_capitals(admin: User) -> None:
    code = f" {invitation(admin, 'ADMIN').upper()} "

    assert role_of(attempt(admin.server, admin_code=code))[0] == "ADMIN"


def test_two_who_use_an_invitation_at_once(admin: User) -> None:
    code = invitation(admin, "ADMIN")

    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda _: attempt(admin.server, admin_code=code), range(4)))

    assert sorted(answer.status_code for answer in answers) == [201, 403, 403, 403]


def test_an_invitation_is_not_used_up_by_a_registration_that_fails(
    admin: User, worker: User
) -> None:
    code = invitation(admin, "ADMIN")
    taken = attempt(admin.server, worker.name, admin_code=code)
    common = attempt(admin.server, admin_code=code, password="password1")

    assert problem(taken) == (409, "username_taken")
    assert problem(common) == (422, "invalid")
    assert role_of(attempt(admin.server, admin_code=code))[0] == "ADMIN"


def test_two_who_take_a_name_at_once_leave_the_other_invitation_good(admin: User) -> None:
    name = f"Ada {uuid.uuid4().hex[:8]}"
    codes = [invitation(admin, "ADMIN") for _ in range(2)]

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda code: attempt(admin.server, name, admin_code=code), codes))

    by_status = {answer.status_code: code for answer, code in zip(answers, codes, strict=True)}
    assert set(by_status) == {201, 409}
    assert role_of(attempt(admin.server, admin_code=by_status[409]))[0] == "ADMIN"
    assert problem(attempt(admin.server, admin_code=by_status[201])) == (403, "bad_admin_code")


def test_an_invitation_tells_when_it_ends_and_ends_then(monkeypatch: pytest.MonkeyPatch) -> None:
    time = Clock()
    monkeypatch.setattr(clock, "now", time.now)
    with application(code=CODE) as made:
        browser = Browser(made)
        token = browser.register("Ada", admin_code=CODE)["access_token"]
        bearer = {"Authorization": f"Bearer {token}"}
        codes = [browser.post("/invites", {"role": "ADMIN"}, **bearer).json for _ in range(2)]
        assert codes[0]["expires_at"] <= clock.isoformat(
            clock.Millis(time.now() + INVITE_LIFETIME_MS)
        )
        body = {"username": "Grace", "password": PASSWORD, "admin_code": codes[0]["code"]}

        time.forward(seconds=INVITE_LIFETIME_MS / 1000 - 60)
        assert browser.post("/register", body).status_code == 201
        time.forward(seconds=61)
        late = body | {"username": "Edith", "admin_code": codes[1]["code"]}
        assert browser.post("/register", late).json["code"] == "bad_admin_code"


@pytest.mark.parametrize("role", ["OWNER", None, 1])
def test_an_invitation_for_no_role(admin: User, role: object) -> None:
    assert problem(admin.post("/invites", {"role": role})) == (422, "invalid")


def test_who_may_invite(admin: User, worker: User) -> None:
    body = {"role": "WORKER"}

    assert admin.post("/invites", body).status_code == 201
    assert problem(worker.post("/invites", body)) == (403, "forbidden")
    assert problem(Caller(admin.server).post("/invites", body)) == (401, "token_missing")


Outcome = tuple[int, str, str | None] | tuple[int, str]
# What somebody without a code, with the bootstrap code, and then with an invitation becomes.
MODES: dict[Registration, dict[str, Outcome]] = {
    "bootstrap": {
        "worker": (201, "WORKER", None),
        "claim": (201, "WORKER", "ADMIN"),
        "invited": (201, "ADMIN", None),
    },
    "invite": {
        "worker": (201, "WORKER", None),
        "claim": (201, "WORKER", "ADMIN"),
        "invited": (201, "ADMIN", None),
    },
    "open": {
        "worker": (201, "WORKER", None),
        "claim": (201, "ADMIN", None),
        "invited": (201, "ADMIN", None),
    },
    # Nobody, but for the first admin: how else could there be one?
    "closed": {
        "worker": (403, "registration_closed"),
        "claim": (403, "registration_closed"),
        "invited": (403, "registration_closed"),
    },
}


@pytest.mark.parametrize("mode", MODES)
def test_what_each_mode_makes_of_whom(mode: Registration) -> None:
    with application(mode, CODE) as made:
        browser = Browser(made)
        token = browser.register("First", role="ADMIN", admin_code=CODE)["access_token"]
        bearer = {"Authorization": f"Bearer {token}"}
        code = browser.post("/invites", {"role": "ADMIN"}, **bearer).json["code"]
        come: dict[str, Callable[[], Outcome]] = {
            "worker": lambda: outcome(browser, "Worker"),
            "claim": lambda: outcome(browser, "Claim", role="ADMIN"),
            "invited": lambda: outcome(browser, "Invited", admin_code=code),
        }

        assert {who: comes() for who, comes in come.items()} == MODES[mode]
        assert outcome(browser, "Second", admin_code=CODE)[0] == 403


@pytest.mark.parametrize(
    ("mode", "has_code"),
    # By invitation only: none is made up and printed, but an operator may still set one.
    [("bootstrap", True), ("invite", False), ("open", True), ("closed", True)],
)
def test_where_a_code_is_made(mode: Registration, *, has_code: bool) -> None:
    with application(mode) as made:
        assert (made.services.accounts.bootstrap_code() is not None) is has_code


def test_a_wrong_code_for_the_first_admin_is_told_as_such_when_closed() -> None:
    with application("closed", CODE) as made:
        assert outcome(Browser(made), "Ada", admin_code="a guess") == (403, "bad_admin_code")


def outcome(browser: Browser, name: str, **more: str) -> Outcome:
    """Try to register; return what came of it."""
    answer = browser.post("/register", {"username": name, "password": PASSWORD, **more})
    if answer.status_code != 201:
        return answer.status_code, answer.json["code"]
    return 201, answer.json["user"]["role"], answer.json.get("requested_role")


def test_the_first_admin_of_a_stopped_start_is_not_lost(start_server: StartServer) -> None:
    server = start_server(TASKSTREAM_BOOTSTRAP_CODE=CODE)
    admin = first_admin_with(server)

    server.kill()
    server.start()

    assert good(admin.get("/me"))["role"] == "ADMIN"
    assert setup_of(server)["needs_admin"] is False


def first_admin_with(server: Server) -> User:
    """Become the first admin with the operator's code."""
    return register(server, "Ada", role="ADMIN", admin_code=CODE)
