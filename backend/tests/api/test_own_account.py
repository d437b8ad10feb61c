"""What somebody does about his own account: his devices, and his password."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from socketio.exceptions import ConnectionError as Refused

from taskstream import clock, ids
from taskstream.app import Application
from taskstream.domain.sessions import REFRESH_LIFETIME_MS, Session
from taskstream.repositories.sessions import SessionRepository
from taskstream.services.own_account import SHOWN
from tests.actors import PASSWORD, Caller, User, enter, good, problem, register
from tests.api.sessions import Browser, application, refresh_token
from tests.conftest import StartServer
from tests.running import Server

NEW = "another horse, another battery"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0"
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15"
    " (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1"
)


@pytest.fixture
def ada(server: Server) -> Iterator[User]:
    """Somebody whom no other test signs out."""
    ada = register(server)
    yield ada
    ada.hang_up()


def elsewhere(user: User, agent: str = PHONE, password: str = PASSWORD) -> User:
    """Return the same person, signed in on another device."""
    device = User(user.server, None, id=user.id, name=user.name)
    body = {"username": user.name, "password": password}
    device.token = good(device.post("/login", body, headers={"User-Agent": agent}))["access_token"]
    return device


def devices(user: User) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = good(user.get("/me/sessions"))["items"]
    return items


def change(user: User, present: str = PASSWORD, new: str = NEW, **options: Any) -> Any:
    """Ask for another password; take over the token that comes with it."""
    body = {"present_password": present, "new_password": new}
    answer = user.post("/me/password", body, **options)
    if answer.ok:
        user.token = answer.json()["access_token"]
    return answer


def is_out(device: User) -> bool:
    """Say whether a device is signed out altogether: its token, its cookie, a new socket."""
    codes = {problem(device.get("/me")), problem(device.post("/refresh"))}
    with pytest.raises(Refused):
        device.live()
    return codes == {(401, "token_invalid")}


def test_the_list_says_which_devices_and_since_when(ada: User) -> None:
    before = clock.isoformat(clock.now())
    phone = elsewhere(ada)
    desk = elsewhere(ada, FIREFOX)

    listed = devices(desk)

    assert [(item.get("browser"), item.get("system"), item["current"]) for item in listed] == [
        ("Firefox", "Linux", True),
        ("Safari", "iPhone", False),
        # Who registered with a program that calls itself so.
        ("python-requests", None, False),
    ]
    for item in listed[:2]:
        assert min(item["signed_in_at"], item["seen_at"]) >= before
    assert devices(phone)[0]["id"] == listed[1]["id"]


def test_nothing_of_it_is_secret_and_little_of_it_is_kept(ada: User) -> None:
    assert set(devices(ada)[0]) == {"id", "browser", "signed_in_at", "seen_at", "current"}
    with application() as made:
        Browser(made).register("Ada")
        (kept,) = made.services.store.scan_all("sessions")
    assert set(kept) - {"_v"} == {
        "_id", "user_id", "token_version", "current", "previous", "rotated_at", "expires_at",
        "version", "browser", "system",
    }  # fmt: skip


def test_nobody_sees_or_ends_anothers(server: Server, ada: User) -> None:
    grace = register(server)
    (hers,) = devices(ada)

    assert hers["id"] not in [item["id"] for item in devices(grace)]
    assert problem(grace.delete(f"/me/sessions/{hers['id']}")) == (404, "not_found")
    assert problem(grace.delete("/me/sessions/nothing")) == (404, "not_found")
    assert grace.delete("/me/sessions").status_code == 204
    good(ada.get("/me"))


def test_p3_one_device_is_signed_out_at_once(ada: User) -> None:
    phone, desk = elsewhere(ada), elsewhere(ada, FIREFOX)
    socket, others = phone.live(), desk.live()
    (lost,) = [item for item in devices(ada) if item.get("system") == "iPhone"]

    assert ada.delete(f"/me/sessions/{lost['id']}").status_code == 204

    assert socket.next_event("notice")["code"] == "signed_out"
    assert socket.gone.get(timeout=10)
    assert is_out(phone)
    assert lost["id"] not in [item["id"] for item in devices(ada)]
    good(desk.get("/me"))
    assert others.call("echo", {})["ok"]
    assert problem(ada.delete(f"/me/sessions/{lost['id']}")) == (404, "not_found")
    desk.hang_up()


def test_p3_all_others_are_signed_out_at_once(ada: User) -> None:
    others = [elsewhere(ada), elsewhere(ada, FIREFOX)]
    sockets, own = [device.live() for device in others], ada.live()

    assert ada.delete("/me/sessions").status_code == 204

    for socket in sockets:
        assert socket.next_event("notice")["code"] == "signed_out"
        assert socket.gone.get(timeout=10)
    assert all(is_out(device) for device in others)
    assert [item["current"] for item in devices(ada)] == [True]
    assert own.call("echo", {})["ok"]
    good(ada.post("/refresh"))


def test_p3_another_password_signs_out_every_other_device(ada: User) -> None:
    phone = elsewhere(ada)
    socket, own, before = phone.live(), ada.live(), refresh_token(ada.session)
    old = Caller(ada.server, ada.token)

    session = good(change(ada))

    assert session["user"]["id"] == ada.id
    assert socket.next_event("notice")["code"] == "signed_out"
    assert is_out(phone)
    # This device goes on, with other tokens and the same socket.
    assert refresh_token(ada.session) != before
    assert own.call("auth_refresh", {"token": ada.token})["ok"]
    good(ada.post("/refresh"))
    assert [item["current"] for item in devices(ada)] == [True]
    assert problem(old.get("/me")) == (401, "token_invalid")


def test_the_new_password_is_the_one_that_signs_in(ada: User) -> None:
    good(change(ada))

    body = {"username": ada.name, "password": PASSWORD}
    assert problem(Caller(ada.server).post("/login", body)) == (401, "bad_credentials")
    good(elsewhere(ada, password=NEW).get("/me"))


def test_a_wrong_present_password_changes_nothing(ada: User) -> None:
    phone = elsewhere(ada)

    refused = change(ada, present="not the present one")

    assert problem(refused) == (403, "wrong_password")
    assert refused.json()["errors"] == [
        {"field": "present_password", "message": "this is not your present password"}
    ]
    good(ada.get("/me"))
    good(phone.get("/me"))
    good(elsewhere(ada).get("/me"))


# The same rules as for a new account.
@pytest.mark.parametrize(
    ("new", "fault"),
    [
        ("short", "use 8 characters or more"),
        ("x" * 201, "is 201 characters long; at most 200 are allowed"),
        ("Password1", "choose one that is less common"),
    ],
)
def test_the_rules_for_a_new_password(ada: User, new: str, fault: str) -> None:
    refused = change(ada, new=new)

    assert problem(refused) == (422, "invalid")
    assert refused.json()["errors"] == [{"field": "new_password", "message": fault}]


def test_the_user_name_is_no_new_password(ada: User) -> None:
    refused = change(ada, new=ada.name.upper())

    assert problem(refused) == (422, "invalid")
    fault = {
        "field": "new_password",
        "message": "is the same as the user name; choose another",
    }
    assert refused.json()["errors"] == [fault]


def test_tries_are_limited_for_each_account(start_server: StartServer) -> None:
    server = start_server(TASKSTREAM_LIMIT_LOGIN="2/h:2")
    ada, grace = register(server), register(server)
    for _ in range(2):
        change(ada, present="a guess at it")

    refused = change(ada)

    assert problem(refused) == (429, "rate_limited")
    assert int(refused.headers["Retry-After"]) > 0
    good(change(grace))
    # Guessing at a sign-in is counted apart: a stranger must not keep the owner from this.
    for _ in range(2):
        Caller(server).post("/login", {"username": grace.name, "password": "a guess"})
    good(change(grace, NEW, PASSWORD))


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/me/sessions"),
        ("DELETE", "/me/sessions"),
        ("DELETE", "/me/sessions/x"),
        ("POST", "/me/password"),
    ],
)
def test_guests_and_pages_of_other_origins_are_refused(
    server: Server, admin: User, ada: User, method: str, path: str
) -> None:
    guest = enter(server, admin.open_scan(guests=True))
    body = {"present_password": PASSWORD, "new_password": NEW}

    assert problem(guest.request(method, path, json=body)) == (403, "forbidden")
    evil = {"Origin": "https://evil.example"}
    assert problem(ada.request(method, path, json=body, headers=evil)) == (403, "bad_origin")


@pytest.fixture
def made() -> Iterator[Application]:
    """An application in this process."""
    with application() as made:
        yield made


def sign_in(browser: Browser, password: str = PASSWORD) -> Any:
    return browser.post("/login", {"username": "Ada", "password": password})


def bearer(session: Any) -> dict[str, str]:
    return {"Authorization": f"Bearer {session['access_token']}"}


def test_who_signed_in_with_the_old_password_in_the_same_moment_is_out(
    made: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, there = Browser(made), Browser(made)
    session = here.register("Ada")
    add = SessionRepository.add
    late: list[Session] = []

    def add_late(_self: SessionRepository, new: Session) -> None:
        # Its name and password were right a moment ago; it is stored when all is over.
        late.append(new)

    monkeypatch.setattr(SessionRepository, "add", add_late)
    stolen = sign_in(there).json
    body = {"present_password": PASSWORD, "new_password": NEW}
    assert here.post("/me/password", body, **bearer(session)).status_code == 200
    add(SessionRepository(made.services.store), late[0])

    assert there.post("/me/password", body, **bearer(stolen)).json["code"] == "token_invalid"
    assert there.post("/refresh").json["code"] == "token_invalid"


def test_what_has_run_out_is_not_listed(made: Application) -> None:
    browser = Browser(made)
    session = browser.register("Ada")
    add_sessions(made, session["user"]["id"], 1, lifetime=-1)

    listed = browser.get("/me/sessions", **bearer(session)).json["items"]

    assert [item["current"] for item in listed] == [True]


def test_of_very_many_the_last_seen_are_listed_and_all_are_ended(made: Application) -> None:
    browser = Browser(made)
    session = browser.register("Ada")
    add_sessions(made, session["user"]["id"], 600)

    listed = browser.get("/me/sessions", **bearer(session)).json["items"]

    assert len(listed) == SHOWN
    assert listed[0]["current"]
    seen = [item["seen_at"] for item in listed[1:]]
    assert seen == sorted(seen, reverse=True)
    assert browser.delete("/me/sessions", **bearer(session)).status_code == 204
    assert [kept["_id"] for kept in made.services.store.scan_all("sessions")] == [listed[0]["id"]]


def add_sessions(
    made: Application, user_id: str, count: int, lifetime: int = REFRESH_LIFETIME_MS
) -> None:
    """Sign somebody in so many times, each a second before the other."""
    repository, now = SessionRepository(made.services.store), clock.now()
    for place in range(count):
        repository.add(
            Session(
                id=ids.new_id(),
                user_id=user_id,
                token_version=1,
                current=ids.new_id(),
                previous=None,
                rotated_at=clock.Millis(now - 1000 * place),
                expires_at=clock.Millis(now + lifetime),
                version=1,
            )
        )
