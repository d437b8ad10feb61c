"""A bare relay on plain websockets (the library ``websockets``): no Socket.IO either."""

from __future__ import annotations

import asyncio
from contextlib import suppress

import orjson
from websockets.asyncio.server import ServerConnection, broadcast, serve
from websockets.exceptions import ConnectionClosed

admins: set[ServerConnection] = set()


async def relay(socket: ServerConnection) -> None:
    """Answer every message; pass suggestions on to the admins."""
    assert socket.request is not None
    if socket.request.path.startswith("/admin"):
        admins.add(socket)
    with suppress(ConnectionClosed):
        async for text in socket:
            number, event, argument = orjson.loads(text)
            if event == "new_task_suggestion":
                broadcast(admins, orjson.dumps(["new_task", {"task": argument}]).decode())
            await socket.send(orjson.dumps([number, {"ok": True}]).decode())
    admins.discard(socket)


async def main() -> None:
    """Serve on a free port of this machine; say which."""
    async with serve(relay, "127.0.0.1", 0, compression=None, backlog=4096) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        print(f"ready 127.0.0.1:{port}", flush=True)
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
