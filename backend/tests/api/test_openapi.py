"""The description says what the code does: every route, every shape, and nothing else."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import requests
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from taskstream import errors
from taskstream.api.endpoint import declared_by
from taskstream.api.openapi_document import VERSIONED
from taskstream.app import Application
from tests.actors import Caller, User
from tests.api.sessions import application
from tests.running import Server

TOKENS = Path(__file__).resolve().parents[3] / "frontend" / "src" / "styles" / "tokens.css"
# They show something to people, so they are no part of the API.
PAGES = {"pages.front", "pages.asset", "openapi.docs", "openapi.docs_style"}
SAMPLE = {
    "scan_id": "0" * 26,
    "task_id": "0" * 53,
    "user_id": "0" * 26,
    "session_id": "0" * 26,
    "table": "steps",
    "part": "reasons",
}
# Everything that our own table does not declare and that HTTP adds by itself.
IMPLIED = {"HEAD", "OPTIONS"}


@pytest.fixture(scope="module")
def made() -> Any:
    """An application in this process."""
    with application() as running:
        yield running


@pytest.fixture(scope="module")
def document(server: Server) -> dict[str, Any]:
    """The document as a running server gives it."""
    described: dict[str, Any] = requests.get(f"{server.url}/openapi.json", timeout=10).json()
    return described


def operations(document: dict[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    """Return every (method, path, operation)."""
    return [
        (method.upper(), path, told)
        for path, methods in document["paths"].items()
        for method, told in methods.items()
    ]


def test_it_is_openapi_3_1(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    OpenAPIV31SpecValidator(document).validate()


def test_every_route_is_described_and_every_description_is_a_route(
    made: Application, document: dict[str, Any]
) -> None:
    routes = {
        (method, re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule.removeprefix(VERSIONED)))
        for rule in made.flask.url_map.iter_rules()
        if rule.endpoint.replace("_v1.", ".") not in PAGES
        for method in (rule.methods or set()) - IMPLIED
    }

    assert {(method, path) for method, path, _ in operations(document)} == routes


def test_every_view_says_who_may_call_it(made: Application) -> None:
    undeclared = {
        name.replace("_v1.", ".")
        for name, view in made.flask.view_functions.items()
        if declared_by(view) is None
    }

    assert undeclared == PAGES


def test_every_path_answers_at_the_root_and_under_the_version(
    server: Server, document: dict[str, Any]
) -> None:
    for method, path, _ in operations(document):
        found = path.format(**SAMPLE)
        codes = [
            requests.request(method, f"{server.url}{prefix}{found}", timeout=10).status_code
            for prefix in ("", VERSIONED)
        ]
        # /setup is a page at the root.
        assert codes[0] == codes[1] or path == "/setup", (method, path)
        assert codes[1] not in {405, 500}, (method, path)


def test_names_of_operations_are_unique(document: dict[str, Any]) -> None:
    names = [told["operationId"] for _, _, told in operations(document)]

    assert len(names) == len(set(names))


def test_calls_that_need_a_token_say_so_and_are_refused_without(
    server: Server, document: dict[str, Any]
) -> None:
    closed = [(m, path) for m, path, told in operations(document) if told["security"]]
    assert closed
    for method, path in closed:
        answer = Caller(server).request(method, path.format(**SAMPLE))
        assert answer.json()["code"] == "token_missing", (method, path)


def test_every_code_it_names_is_one_of_ours(document: dict[str, Any]) -> None:
    known = {
        kind.code
        for kind in vars(errors).values()
        if isinstance(kind, type) and hasattr(kind, "code")
    }
    named = {
        code
        for _, _, told in operations(document)
        for response in told["responses"].values()
        if "application/problem+json" in response.get("content", {})
        for code in re.findall(r"\* ``(\w+)``", response["description"])
    }

    assert named
    assert named <= known


def test_optional_fields_may_be_left_out_and_are_never_null(document: dict[str, Any]) -> None:
    schemas = document["components"]["schemas"]

    assert schemas["RegisterForm"]["required"] == ["username", "password"]
    assert schemas["RegisterForm"]["properties"]["role"]["$ref"] == "#/components/schemas/Role"
    assert schemas["TaskView"]["properties"]["reason"] == {"type": "string"}


class Links(HTMLParser):
    """What a page refers to, what it can be referred to by, and what the policy forbids."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.targets: set[str] = set()
        self.ids: list[str] = []
        self.inline: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        for name, value in attributes:
            if name in {"href", "src"}:
                self.targets.add(value or "")
            if name == "id":
                self.ids.append(value or "")
            if name == "style" or name.startswith("on"):
                self.inline.append(name)
        if tag in {"script", "style"}:
            self.inline.append(tag)


@pytest.mark.parametrize("prefix", ["", VERSIONED])
def test_the_page_is_whole_and_needs_nobody_else(server: Server, prefix: str) -> None:
    answer = requests.get(f"{server.url}{prefix}/docs", timeout=10)
    page = Links(answer.text)

    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert page.inline == []
    assert len(page.ids) == len(set(page.ids))
    assert {target[1:] for target in page.targets if target.startswith("#")} <= set(page.ids)
    assert {target for target in page.targets if not target.startswith("#")} == {
        "/icon.svg",
        "/fonts.css",
        "docs/style.css",
        "openapi.json",
    }
    for file, kind in (("docs/style.css", "text/css"), ("openapi.json", "application/json")):
        found = requests.get(f"{server.url}{prefix}/{file}", timeout=10)
        assert found.status_code == 200
        assert found.headers["Content-Type"].startswith(kind)


def test_the_page_shows_every_call_and_every_shape(
    server: Server, document: dict[str, Any]
) -> None:
    ids = Links(requests.get(f"{server.url}/docs", timeout=10).text).ids

    assert {told["operationId"] for _, _, told in operations(document)} <= set(ids)
    assert {f"schema-{name}" for name in document["components"]["schemas"]} <= set(ids)


def test_the_page_calls_groups_by_words(server: Server, document: dict[str, Any]) -> None:
    page = requests.get(f"{server.url}/docs", timeout=10).text
    for tag in document["tags"]:
        assert re.search(rf'<h2 id="tag-{tag["name"]}">[A-Z][a-z ]+</h2>', page), tag


def test_a_host_that_is_markup_stays_text(server: Server) -> None:
    answer = requests.get(
        f"{server.url}/docs", headers={"Host": "x'><script>alert(1)</script>"}, timeout=10
    )

    assert "<script" not in answer.text


def test_the_example_of_registering_works(server: Server) -> None:
    page = requests.get(f"{server.url}/docs", timeout=10).text
    body = re.search(r"/api/v1/register&#39;.*?-d &#39;(\{.*?\})&#39;", page, re.DOTALL)
    assert body is not None

    answer = Caller(server).request(
        "POST",
        "/register",
        data=body[1].replace("&#34;", '"').replace("Ada L.", "Example"),
        headers={"Content-Type": "application/json"},
    )

    assert answer.status_code == 201, answer.text


def test_the_page_has_the_colours_of_the_product(server: Server) -> None:
    style = requests.get(f"{server.url}/docs/style.css", timeout=10).text
    ours = re.findall(r"(--[\w-]+): (#\w+)", style)
    tokens = set(re.findall(r"(--[\w-]+):\s*(#\w+)", TOKENS.read_text()))

    assert ours
    assert set(ours) <= tokens


def test_answers_have_the_shapes_that_are_described(admin: User, worker: User) -> None:
    document = admin.get("/openapi.json").json()
    scan = admin.open_scan()
    task = worker.submit(scan)
    for path, name in (
        ("/me", "UserView"),
        ("/scans", "ScanPage"),
        (f"/scans/{scan['id']}", "ScanView"),
        (f"/scans/{scan['id']}/tasks", "TaskPage"),
        (f"/scans/{scan['id']}/summary", "ScanSummary"),
        (f"/scans/{scan['id']}/share", "ShareView"),
        (f"/scans/{scan['id']}/stacks", "StackList"),
        (f"/tasks/{task['id']}", "TaskDetail"),
        ("/analytics/report?from=2026-11-01T00:00Z&to=2026-11-02T00:00Z", "AnalyticsReport"),
        ("/tasks/unknown", "Problem"),
        ("/limits", "LimitsView"),
        ("/health", "Health"),
        ("/setup", "SetupView"),
    ):
        schema = {"$ref": f"#/components/schemas/{name}", "components": document["components"]}
        OAS31Validator(schema).validate(admin.get(path).json())
