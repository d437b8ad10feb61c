"""A bad network: a TCP proxy that cuts at a byte, delays, throttles, or falls silent."""

from __future__ import annotations

import asyncio
import random
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

START_SECONDS = 10
CHUNK = 4096


@dataclass(frozen=True)
class Fate:
    """What becomes of one connection. Bytes are counted in both directions together."""

    cut_at: int | None = None
    silent_at: int | None = None
    delay: float = 0.0
    bytes_per_second: float | None = None


@dataclass
class Silence:
    """One connection on which nothing came through any more, and when each end gave it up."""

    began: float
    client: float | None = None
    server: float | None = None


class BadWeather:
    """Deals out fates: so many silences at first, among cuts that go on until it is calm."""

    def __init__(self, silences: int) -> None:
        self._silences = silences
        self._dice = random.Random()
        self.is_calm = False

    def __call__(self) -> Fate:
        dice = self._dice
        if self._silences and dice.random() < 0.5:
            self._silences -= 1
            return Fate(silent_at=dice.randrange(3_000, 8_000))
        if self.is_calm:
            return Fate()
        return Fate(
            # As likely among the first bytes, while shaking hands, as in the midst of work.
            cut_at=dice.choice([int(5_000 ** dice.random()), dice.randrange(5_000, 40_000)]),
            delay=dice.choice([0.0, 0.0, 0.01, 0.05]),
            bytes_per_second=dice.choice([None, None, 20_000.0]),
        )


class Cut(Exception):
    """This connection has come to its last byte."""


class Proxy:
    """Stands before a server, in a thread of its own."""

    def __init__(self, target: str, fates: Callable[[], Fate]) -> None:
        self._target = urlsplit(target)
        self._fates = fates
        self.cuts = 0
        self.silences: list[Silence] = []
        # With their tasks: the library keeps neither, and what waits for nothing else is collected.
        self._passages: dict[Passage, asyncio.Task[None] | None] = {}
        self._news = threading.Condition()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)
        self._thread.start()
        assert self._ready.wait(START_SECONDS)

    @property
    def url(self) -> str:
        """The address that clients take instead of the server's."""
        return f"http://127.0.0.1:{self._port}"

    def wait_for(self, true: Callable[[], bool], seconds: float) -> bool:
        """Wait until something about cuts or silences is so; return whether it came to be."""
        with self._news:
            return self._news.wait_for(true, seconds)

    def fall_silent(self) -> None:
        """Let nothing through any more on the connections that there are."""

        def silence() -> None:
            for passage in self._passages:
                passage.fall_silent()

        self._loop.call_soon_threadsafe(silence)

    def wait_until_noticed(self, number: int, seconds: float) -> bool:
        """Wait until both ends of so many silent connections have given them up."""

        def noticed() -> bool:
            return sum(bool(each.client and each.server) for each in self.silences) >= number

        return self.wait_for(noticed, seconds)

    def stop(self) -> None:
        """Close every connection, and end."""
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join()

    async def _serve(self) -> None:
        self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        self._port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._over.wait()
        server.close()

    async def _connected(self, client: asyncio.StreamReader, out: asyncio.StreamWriter) -> None:
        try:
            server, into = await asyncio.open_connection(self._target.hostname, self._target.port)
        except OSError:
            out.transport.abort()
            return
        passage = Passage(self, self._fates())
        self._passages[passage] = asyncio.current_task()
        try:
            await asyncio.gather(
                passage.carry(client, into, from_client=True),
                passage.carry(server, out, from_client=False),
            )
        except Cut:
            self.told(cut=True)
        finally:
            del self._passages[passage]
            for end in (out, into):
                end.transport.abort()

    def told(self, *, cut: bool = False) -> None:
        """Note that something has happened."""
        with self._news:
            self.cuts += cut
            self._news.notify_all()


class Passage:
    """One connection through the proxy."""

    def __init__(self, proxy: Proxy, fate: Fate) -> None:
        self._proxy = proxy
        self._fate = fate
        self._passed = 0
        self._silence: Silence | None = None

    async def carry(
        self, source: asyncio.StreamReader, sink: asyncio.StreamWriter, *, from_client: bool
    ) -> None:
        """Pass on what comes, until it ends. Raises Cut at the byte that was to be the last."""
        with suppress(ConnectionError):
            while data := await source.read(CHUNK):
                await self._wait(len(data))
                await self._pass_on(data, sink)
        if self._silence is None:
            sink.close()
            return
        if from_client:
            self._silence.client = time.monotonic()
        else:
            self._silence.server = time.monotonic()
        self._proxy.told()

    def fall_silent(self) -> None:
        """Let nothing through any more, and close nothing."""
        if self._silence is None:
            self._silence = Silence(time.monotonic())
            self._proxy.silences.append(self._silence)
            self._proxy.told()

    async def _wait(self, size: int) -> None:
        seconds = self._fate.delay
        if self._fate.bytes_per_second:
            seconds += size / self._fate.bytes_per_second
        if seconds:
            await asyncio.sleep(seconds)

    async def _pass_on(self, data: bytes, sink: asyncio.StreamWriter) -> None:
        if self._silence is not None:
            return
        fate, before = self._fate, self._passed
        self._passed += len(data)
        if fate.silent_at is not None and self._passed >= fate.silent_at:
            data = data[: max(0, fate.silent_at - before)]
            self.fall_silent()
        if fate.cut_at is not None and self._passed >= fate.cut_at:
            sink.write(data[: max(0, fate.cut_at - before)])
            await sink.drain()
            raise Cut
        sink.write(data)
        await sink.drain()
