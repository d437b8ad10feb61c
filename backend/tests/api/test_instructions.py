"""A scan's instructions: Markdown as it is typed, and HTML that nothing can be smuggled into."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from taskstream.presenters.sanitizing import TAGS, sanitize_html
from tests.actors import User, enter, good, problem, register
from tests.conftest import StartServer
from tests.payloads import FILE, PAYLOADS, as_json

REPOSITORY = Path(__file__).resolve().parents[3]
ALLOWED: dict[str, set[str]] = {
    **{tag: set() for tag in ("blockquote", "br", "code", "em", "h2", "h3", "hr", "li")},
    **{tag: set() for tag in ("p", "pre", "strong", "ul")},
    "ol": {"start"},
    "a": {"href", "rel", "target"},
}
LINK = 'rel="noopener noreferrer nofollow" target="_blank"'

WRITTEN = [
    ("", ""),
    (" \n ", ""),
    ("Look at seals.", "<p>Look at seals.</p>"),
    # Who knows no Markdown sees what he has typed.
    ("One\nTwo\n\nThree", "<p>One<br>\nTwo</p>\n<p>Three</p>"),
    ("if a<b and c>d & e", "<p>if a&lt;b and c&gt;d &amp; e</p>"),
    ("    not code\n\nTitle\n---", "<p>not code</p>\n<p>Title</p>\n<hr>"),
    (
        "**bold** *slanted* `a < b`",
        "<p><strong>bold</strong> <em>slanted</em> <code>a &lt; b</code></p>",
    ),
    ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
    ("3. a\n4. b", '<ol start="3">\n<li>a</li>\n<li>b</li>\n</ol>'),
    ("> quoted", "<blockquote>\n<p>quoted</p>\n</blockquote>"),
    ("```\na < b\n```", "<pre><code>a &lt; b\n</code></pre>"),
    # The page has a first heading already, and these follow on it, whatever they begin with.
    ("### A\n\n#### B\n\n##### C", "<h2>A</h2>\n<h3>B</h3>\n<h3>C</h3>"),
    ("![seal](http://x.example)", f'<p>!<a href="http://x.example" {LINK}>seal</a></p>'),
    ("[to](HTTPS://x.example)", f'<p><a href="HTTPS://x.example" {LINK}>to</a></p>'),
    ("[to](mailto:a@x.example)", f'<p><a href="mailto:a@x.example" {LINK}>to</a></p>'),
    # Nobody is led to another page of this product under another name.
    ("[to](/admin)", "<p>to</p>"),
    (
        "(see https://x.example?b&c, or app.py)",
        f'<p>(see <a href="https://x.example?b&amp;c" {LINK}>https://x.example?b&amp;c</a>, or app.py)</p>',
    ),
    ("`https://x.example`", "<p><code>https://x.example</code></p>"),
]  # fmt: skip


class Reader(HTMLParser):
    """Reads HTML and complains of whatever is not allowed in it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _ in attrs}
        if tag not in ALLOWED or not names <= ALLOWED[tag]:
            self.faults.append(f"<{tag} {attrs}>")
        if tag != "a":
            return
        link = dict(attrs)
        if not re.match(r"https?://|mailto:", str(link.get("href")), re.IGNORECASE):
            self.faults.append(f"leads to {link.get('href')}")
        if (link.get("rel"), link.get("target")) != ("noopener noreferrer nofollow", "_blank"):
            self.faults.append(f"opens as {attrs}")

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"comment {data}")

    def handle_decl(self, decl: str) -> None:
        self.faults.append(f"declaration {decl}")

    def handle_pi(self, data: str) -> None:
        self.faults.append(f"instruction {data}")


def faults_in(shown: str) -> list[str]:
    """Return what is in the HTML and may not be there."""
    reader = Reader()
    reader.feed(shown)
    reader.close()
    return reader.faults


def preview(user: User, source: str) -> str:
    """Return how the instructions would look."""
    answer = good(user.post("/instructions/preview", {"instructions": source}))
    rendered: str = answer["instructions_html"]
    return rendered


@pytest.mark.parametrize(("source", "shown"), WRITTEN)
def test_a_little_markdown_becomes_a_little_html(worker: User, source: str, shown: str) -> None:
    assert preview(worker, source) == shown


@pytest.mark.parametrize("payload", PAYLOADS)
def test_p59_nothing_can_be_smuggled_in(admin: User, scan: dict[str, Any], payload: str) -> None:
    changed = admin.change(scan, instructions=payload)

    assert changed["instructions"] == payload
    assert faults_in(changed["instructions_html"]) == []
    # Nothing is swallowed either: what was meant to run stands there to be read.
    if "alert" in payload and "](" not in payload:
        assert "alert" in html.unescape(changed["instructions_html"])
    assert preview(admin, payload) == changed["instructions_html"]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_makes_html_safe_does_not_lean_on_what_makes_it(payload: str) -> None:
    safe = sanitize_html(payload)

    assert faults_in(safe) == []
    assert sanitize_html(safe) == safe


def test_there_are_enough_payloads_and_the_pages_try_the_same() -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) > 40
    assert FILE.read_text() == as_json()


def test_p59_everybody_in_the_scan_has_them_at_once_guests_too(
    server: Any, admin: User, worker: User
) -> None:
    scan = admin.open_scan(instructions="Look *twice*.", guests=True)
    guest = enter(server, scan)
    sockets = [user.join(scan) for user in (admin, worker, guest)]
    assert {socket.joined["scan"]["instructions_html"] for socket in sockets} == {
        "<p>Look <em>twice</em>.</p>"
    }

    admin.change(scan, instructions="Look **once**.")

    for socket in sockets:
        told = socket.next_event("scan_updated")["scan"]
        assert told["instructions"] == "Look **once**."
        assert told["instructions_html"] == "<p>Look <strong>once</strong>.</p>"
    assert good(guest.get(f"/scans/{scan['id']}"))["instructions_html"] == told["instructions_html"]


def test_they_have_an_end(admin: User, worker: User) -> None:
    longest, longer = {"instructions": "&" * 4_000}, {"instructions": "x" * 4_001}

    assert good(worker.post("/instructions/preview", longest))
    for response in (
        worker.post("/instructions/preview", longer),
        admin.post("/scans", {"name": "Gate", **longer}),
    ):
        assert problem(response) == (422, "invalid")
        assert response.json()["errors"][0]["field"] == "instructions"


def test_a_preview_is_for_who_has_an_account(server: Any, admin: User) -> None:
    guest = enter(server, admin.open_scan(guests=True))

    assert problem(guest.post("/instructions/preview", {"instructions": "x"})) == (403, "forbidden")


def test_nobody_keeps_the_server_busy_with_previews(start_server: StartServer) -> None:
    server = start_server(TASKSTREAM_LIMIT_PREVIEW="1/h:2")
    worker, another = register(server), register(server)
    worst = {"instructions": "*_" * 1_990}

    answers = [worker.post("/instructions/preview", worst) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert problem(answers[-1]) == (429, "rate_limited")
    assert good(worker.get("/me"))
    assert preview(another, "x") == "<p>x</p>"


def test_the_page_draws_what_the_server_writes_and_the_documents_tell_both() -> None:
    page = (REPOSITORY / "frontend" / "src" / "lib" / "richText.ts").read_text(encoding="utf-8")
    drawn = re.search(r"RICH_TAGS = \[(.*?)\]", page)
    assert drawn
    protocol = (REPOSITORY / "docs" / "protocol.md").read_text(encoding="utf-8")
    told = protocol.partition("HTML that is safe to show: ")[2].partition(", with")[0]

    assert set(re.findall(r"\w+", drawn[1])) == TAGS
    assert set(re.findall(r"`(\w+)`", told)) == TAGS == set(ALLOWED)
