"""The built pages beside the API: which path gives what, to whom, and for how long."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from taskstream.api import pages
from taskstream.app import Application
from tests.api.sessions import application
from tests.docs.pages import routes

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
PROGRAM = {"Accept": "*/*"}
JSON = {"Accept": "application/json"}
INDEX = "<!doctype html><title>TaskStream</title>"


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Pages as a build leaves them."""
    folder = tmp_path / "dist"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text(INDEX)
    (folder / "icon.svg").write_text("<svg/>")
    (folder / "assets" / "index-abc123.js").write_text("export {}")
    (tmp_path / "secret.txt").write_text("not yours")
    monkeypatch.setattr(pages, "PAGES_DIR", folder)
    return folder


class Client:
    """Calls an application of this process, and reads each answer to its end."""

    def __init__(self, made: Application) -> None:
        self._client = made.flask.test_client()

    def get(self, path: str, headers: dict[str, str] | None = None) -> Any:
        return self._client.get(path, headers=headers, buffered=True)

    def post(self, path: str, json: Any, headers: dict[str, str]) -> Any:
        return self._client.post(path, json=json, headers=headers, buffered=True)


@pytest.fixture
def client() -> Iterator[Client]:
    """Somebody without a token."""
    with application() as made:
        yield Client(made)


# What the pages' router knows, and what it shows as "not found" by itself.
PATHS = [
    *[(path, 200) for path in (*routes(), "/admin/", "/join/K7M4QX")],
    *[
        (path, 404)
        for path in ("/nothing", "/worker/scan", "/worker/scan/a/b", "/login/x", "/join/a/b")
    ],
    *[(path, 404) for path in ("/assets", "/assets/gone.js", "/%00", "/a%00b")],
]


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize(("path", "status"), PATHS)
def test_a_browser_is_given_the_page(client: Client, path: str, status: int) -> None:
    response = client.get(path, headers=BROWSER)

    assert response.status_code == status
    assert response.content_type == "text/html; charset=utf-8"
    assert response.text == INDEX
    # Names the files of this build, so it must not be kept without asking.
    assert "no-cache" in response.headers["Cache-Control"]


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("headers", [PROGRAM, JSON, {}])
@pytest.mark.parametrize(("path", "status"), [("/nothing", 404), ("/login", 405), ("/admin", 404)])
def test_a_program_is_told_and_not_shown(
    client: Client, path: str, status: int, headers: dict[str, str]
) -> None:
    response = client.get(path, headers=headers)

    assert response.status_code == status
    assert response.content_type == "application/problem+json"


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("headers", [PROGRAM, JSON, {}])
def test_the_front_door_tells_programs_how_it_is(client: Client, headers: dict[str, str]) -> None:
    response = client.get("/", headers=headers)

    assert response.status_code == 200
    assert response.json["status"] == "ok"
    assert response.headers["Vary"] == "Accept"


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("path", ["/login", "/register"])
def test_the_method_tells_a_page_from_the_call_of_the_same_path(client: Client, path: str) -> None:
    assert client.get(path, headers=BROWSER).text == INDEX
    assert client.post(path, json={}, headers=BROWSER).content_type == "application/problem+json"


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("path", ["/scans", "/scans/abc", "/me", "/limits", "/health"])
def test_pages_never_take_a_path_of_the_api(client: Client, path: str) -> None:
    assert "json" in client.get(path, headers=BROWSER).content_type


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("path", ["/api/v1/nothing", "/api/v1/", "/api/", "/api/v2/scans"])
def test_below_the_api_there_are_no_pages(client: Client, path: str) -> None:
    response = client.get(path, headers=BROWSER)

    assert response.status_code == 404
    assert response.content_type == "application/problem+json"


@pytest.mark.usefixtures("built")
def test_setup_is_a_page_at_the_root_and_a_call_under_the_version(client: Client) -> None:
    assert client.get("/setup", headers=BROWSER).text == INDEX
    assert client.get("/setup", headers=JSON).status_code == 404
    answer = client.get("/api/v1/setup", headers=BROWSER).json
    assert answer == {"needs_admin": True, "registration": "bootstrap"}


@pytest.mark.usefixtures("built")
def test_an_asset_is_kept_for_ever_and_other_files_are_not(client: Client) -> None:
    asset = client.get("/assets/index-abc123.js")
    icon = client.get("/icon.svg")

    assert (asset.status_code, icon.status_code) == (200, 200)
    assert "javascript" in asset.content_type
    kept = asset.headers["Cache-Control"]
    assert "immutable" in kept
    assert "max-age=31536000" in kept
    assert "immutable" not in icon.headers["Cache-Control"]


PACKED = {"br": "br", "gzip": "gz"}


@pytest.fixture
def packed(built: Path) -> Path:
    """The same, with what the build packs."""
    for name in ("index.html", "assets/index-abc123.js"):
        for kind in PACKED.values():
            (built / f"{name}.{kind}").write_bytes(f"{name} as {kind}".encode())
    return built


@pytest.mark.usefixtures("packed")
@pytest.mark.parametrize("path", ["/", "/assets/index-abc123.js"])
@pytest.mark.parametrize(
    ("takes", "given"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip", "gzip"),
        ("*", "br"),
        ("identity", None),
        ("br;q=0, *;q=0", None),
        ("", None),
    ],
)
def test_a_file_is_given_as_the_build_has_packed_it_to_whoever_takes_it(
    client: Client, path: str, takes: str, given: str | None
) -> None:
    response = client.get(path, headers={**BROWSER, "Accept-Encoding": takes})
    plain = client.get(path, headers=BROWSER)

    assert response.headers.get("Content-Encoding") == given
    assert response.content_type == plain.content_type
    assert response.headers["Cache-Control"] == plain.headers["Cache-Control"]
    assert (response.data == plain.data) is (given is None)
    if given is not None:
        assert response.text.endswith(f" as {PACKED[given]}")
    # A cache in between keeps them apart.
    assert "Accept-Encoding" in response.headers["Vary"]
    assert "Accept-Encoding" in plain.headers["Vary"]


@pytest.mark.usefixtures("packed")
def test_what_a_browser_has_in_its_own_packing_it_is_not_given_again(client: Client) -> None:
    tags = set()
    for takes in ("br", "gzip", "identity"):
        headers = {"Accept-Encoding": takes}
        tag = client.get("/assets/index-abc123.js", headers=headers).headers["ETag"]
        again = client.get("/assets/index-abc123.js", headers={**headers, "If-None-Match": tag})
        assert (again.status_code, again.data) == (304, b"")
        tags.add(tag)

    assert len(tags) == 3


@pytest.mark.usefixtures("packed")
def test_what_was_not_packed_is_given_as_it_is(client: Client) -> None:
    icon = client.get("/icon.svg", headers={"Accept-Encoding": "br, gzip"})

    assert (icon.status_code, icon.text) == (200, "<svg/>")
    assert "Content-Encoding" not in icon.headers
    assert client.get("/assets/gone.js", headers={"Accept-Encoding": "br"}).status_code == 404


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize(
    "path",
    [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/assets/../../secret.txt",
        "/assets/%2e%2e/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "//etc/passwd",
    ],
)
def test_nothing_outside_the_build_is_given(client: Client, path: str) -> None:
    response = client.get(path, headers=PROGRAM)

    assert response.status_code in (404, 308)
    assert "not yours" not in response.text
    assert "root:" not in response.text


@pytest.mark.usefixtures("built")
@pytest.mark.parametrize("path", ["/", "/nothing"])
def test_a_page_is_always_whole(client: Client, path: str) -> None:
    first = client.get(path, headers=BROWSER)
    asked = {**BROWSER, "If-None-Match": first.headers.get("ETag", "*"), "Range": "bytes=0-3"}

    again = client.get(path, headers=asked)

    assert (again.status_code, again.text) == (first.status_code, INDEX)
    assert "Content-Range" not in again.headers


def test_before_the_first_build_it_says_what_to_do(
    client: Client, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "PAGES_DIR", built / "nowhere")

    response = client.get("/", headers=BROWSER)

    assert response.status_code == 503
    assert "make build" in response.text
    assert client.get("/", headers=JSON).json["status"] == "ok"
