"""The nginx of docs/operations.md, as it is written there, with TLS before the running product."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
import requests

from tests.actors import new_key, register
from tests.conftest import StartServer
from tests.deploy.front import Nginx, cannot, free_port
from tests.docs.pages import section, text
from tests.running import Server

# What stands around the block on every machine; the paths are for who may not write the usual ones.
AROUND = """
pid {folder}/nginx.pid;
error_log /dev/stderr warn;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{block}
}}
"""


def certificate(folder: Path) -> Path:
    """Make one for 127.0.0.1, signed by itself, with its key beside it; return it."""
    openssl = shutil.which("openssl")
    if openssl is None:
        cannot("there is no openssl here: apt-get install openssl")
    subprocess.run(
        [openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
         "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1",
         "-keyout", folder / "privkey.pem", "-out", folder / "fullchain.pem"],
        check=True,
        capture_output=True,
    )  # fmt: skip
    return folder / "fullchain.pem"


@pytest.fixture
def behind(start_server: StartServer) -> Server:
    """The product, told of the proxy as the page says."""
    return start_server(TASKSTREAM_TRUSTED_PROXIES="1")


class TlsFront(Nginx):
    """The nginx of the page, before the server at ``behind``; it answers without TLS at ``plain_url``."""

    def __init__(self, folder: Path, behind: str) -> None:
        https, http = free_port(), free_port()
        [_, rest] = section(text("docs/operations.md"), "## Over HTTPS").split("```nginx\n")
        block = (
            rest.partition("```")[0]
            .replace("listen 443", f"listen 127.0.0.1:{https}")
            .replace("listen 80", f"listen 127.0.0.1:{http}")
            .replace("/etc/ssl/tasks.example.org", str(folder))
            .replace("http://127.0.0.1:5000", behind)
        )
        self.plain_url = f"http://127.0.0.1:{http}"
        configuration = AROUND.format(folder=folder, block=block)
        super().__init__(folder, configuration, f"https://127.0.0.1:{https}")


@pytest.fixture
def front(behind: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TlsFront]:
    made = str(certificate(tmp_path))
    # Who calls and who opens a socket believe this certificate for the time of the test.
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", made)
    monkeypatch.setenv("WEBSOCKET_CLIENT_CA_BUNDLE", made)
    running = TlsFront(tmp_path, behind.url)
    yield running
    running.stop()


def test_the_loop_goes_through_it(front: TlsFront, behind: Server) -> None:
    through: Server = SimpleNamespace(url=front.url)  # type: ignore[assignment]  # all they need
    code = {"role": "ADMIN", "admin_code": behind.admin_code}
    admin, worker = register(through, "Ada L.", **code), register(through)
    scan = admin.open_scan()
    console, portal = admin.join(scan), worker.join(scan)

    form = {"scan_id": scan["id"], "client_id": new_key(), "text": "Through the proxy"}
    sent = portal.call("new_task_suggestion", form)

    assert console.next_event("new_task")["task"]["id"] == sent["task"]["id"]
    for person in (admin, worker):
        person.hang_up()


def test_the_product_knows_of_tls_and_who_calls(front: TlsFront, behind: Server) -> None:
    form = {"username": "Ada L.", "password": "a long password"}

    answer = requests.post(f"{front.url}/api/v1/register", json=form, timeout=5)

    assert answer.status_code == 201
    assert "; Secure" in answer.headers["Set-Cookie"]
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]
    behind.stop()
    assert not [line for line in behind.whole_log() if "X-Forwarded-For" in line]


def test_who_comes_without_tls_is_sent_to_it(front: TlsFront) -> None:
    answer = requests.get(f"{front.plain_url}/join/x?y=1", timeout=5, allow_redirects=False)

    assert answer.status_code == 301
    assert answer.headers["Location"] == "https://127.0.0.1/join/x?y=1"
