"""The product once through: a worker sends, the admin decides, the worker knows."""

from __future__ import annotations

import pytest

from tests.actors import first_admin, good, new_key, register
from tests.conftest import MODES, StartServer


@pytest.mark.parametrize("mode", MODES)
def test_a_worker_sends_the_admin_decides_the_worker_knows(
    start_server: StartServer, mode: str
) -> None:
    server = start_server(TASKSTREAM_ASYNC_MODE=mode)
    admin, worker = first_admin(server), register(server)
    scan = admin.open_scan()
    desk, phone = admin.join(scan), worker.join(scan)

    sent = phone.call(
        "new_task_suggestion",
        {"scan_id": scan["id"], "client_id": new_key(), "text": "Seal 88-214 is cut"},
    )
    seen = desk.next_event("new_task")["task"]
    decided = desk.call(
        "task_action", {"task_id": seen["id"], "action": "validate", "version": seen["version"]}
    )
    told = phone.next_event("task_updated")["task"]

    assert sent["ok"]
    assert seen == sent["task"]
    assert told == decided["task"]
    assert told["status"] == "validated"
    assert told["decided_by"]["id"] == admin.id

    server.restart()

    assert good(admin.get(f"/scans/{scan['id']}/tasks"))["items"] == [told]
    again = worker.join(scan)
    assert again.joined["tasks"] == [told]
    assert [entry["action"] for entry in worker.see(told)["history"]] == ["submit", "validate"]
    admin.hang_up()
    worker.hang_up()
