"""What the README tells people to type does what it says."""

from __future__ import annotations

import json
import re
import subprocess

from tests.actors import User
from tests.docs.pages import section, text


def test_a_program_sends_a_suggestion(admin: User) -> None:
    block = re.search(
        r"```sh\n(.*?)```", section(text("README.md"), "## Bots and programs"), re.DOTALL
    )
    assert block
    scan = admin.open_scan()
    script = block[1].replace("http://localhost:5000", admin.server.url)
    script = script.replace("paste-the-last-part-of-the-link-here", scan["links"]["worker"][13:])

    answer = subprocess.run(
        ["bash", "-eu", "-o", "pipefail", "-c", script], capture_output=True, text=True, check=False
    )

    assert answer.returncode == 0, answer.stderr
    sent = json.loads(answer.stdout)
    assert sent["text"] == "Door 7 has been open for 5 minutes", sent
    assert admin.see(sent)["author"]["name"] == "door sensor 7"
