"""Many at once, on each event loop: every call answered, nothing lost and nothing doubled."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.actors import first_admin, good, new_key, register
from tests.conftest import MODES, StartServer
from tests.raw import RawSocket

WORKERS, TABS, EACH = 5, 10, 6
TOTAL = WORKERS * TABS * EACH


@pytest.mark.parametrize("mode", MODES)
def test_fifty_sockets_submit_at_once(start_server: StartServer, mode: str) -> None:
    server = start_server(TASKSTREAM_ASYNC_MODE=mode)
    admin = first_admin(server)
    scan, workers = admin.open_scan(), [register(server) for _ in range(WORKERS)]
    desk = RawSocket(server, admin.token)
    tabs = [RawSocket(server, worker.token) for worker in workers for _ in range(TABS)]
    for socket in (desk, *tabs):
        assert socket.call("join_scan", {"scan_id": scan["id"]})["ok"]
    texts = [f"Seal {number}" for number in range(TOTAL)]

    def submit(place: int) -> list[dict[str, object]]:
        forms = [
            {"scan_id": scan["id"], "client_id": new_key(), "text": text}
            for text in texts[place * EACH : (place + 1) * EACH]
        ]
        answers = tabs[place].call_many("new_task_suggestion", forms)
        assert all(answer["ok"] and not answer["duplicate"] for answer in answers), answers
        return [answer["task"] for answer in answers]

    with ThreadPoolExecutor(len(tabs)) as pool:
        tasks = [task for found in pool.map(submit, range(len(tabs))) for task in found]

    # Each tab got its own answers, and they are what the store holds.
    assert [task["text"] for task in tasks] == texts
    stored = good(admin.get(f"/scans/{scan['id']}/tasks?limit=500"))["items"]
    assert stored == sorted(tasks, key=lambda task: int(str(task["seq"])))
    for counter in ("number", "seq"):
        assert len({task[counter] for task in tasks}) == TOTAL
    # The desk heard of each once, in whichever form.
    heard: list[str] = []
    for name, data in desk.arrivals():
        assert name in ("new_task", "new_tasks")
        heard += [task["id"] for task in data.get("tasks", [data.get("task")])]
        if len(heard) >= TOTAL:
            break
    assert sorted(heard) == sorted(str(task["id"]) for task in tasks)
    for socket in (desk, *tabs):
        socket.close()
    assert not any("Traceback" in line for line in server.lines), server.lines
