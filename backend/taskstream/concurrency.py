"""What the code may ask of the event loop, on eventlet, gevent and plain threads alike.

Chosen once by ``TASKSTREAM_ASYNC_MODE``. Below the transport only this file, ``greenlets.py``
and ``patching.py`` know the libraries by name. A native thread is one that the loop does not
schedule: password hashing and slow disks go there, so that everybody else is served meanwhile.
"""

from __future__ import annotations

import _thread
import signal
import threading
from collections.abc import Callable
from functools import partial
from typing import Any, Literal, Protocol, TypeVar

T = TypeVar("T")
AsyncMode = Literal["eventlet", "gevent", "threading"]


class Waiter(Protocol):
    """A result that somebody waits for. Set once, by anyone in the loop."""

    def set(self, value: Any, *, at_once: bool = False) -> None:
        """Give the result and wake the one who waits: in the loop's next turn, or ``at_once``.

        At once is for callbacks of the loop that have nothing else to do: where the library can,
        he goes on before this returns, and what he raises comes out of it.
        """

    def wait(self, seconds: float | None = None) -> Any:
        """Return the result, or None once the time is up; other work goes on meanwhile."""


class Concurrency(Protocol):
    """One kind of event loop."""

    mode: AsyncMode
    # True: one thread runs everything and only switches where it waits.
    cooperative: bool

    def waiter(self) -> Waiter:
        """Return a new waiter."""

    def at_end_of_turn(self, callback: Callable[[], None]) -> None:
        """Run ``callback`` in the loop itself, after what is ready now. Cooperative modes only.

        It must neither wait nor raise: an exception there would stop the loop.
        """

    def later(self, seconds: float, callback: Callable[[], None]) -> None:
        """Run ``callback`` in the loop itself after so long, as ``at_end_of_turn`` does."""

    def in_native_thread(self, function: Callable[..., T], *args: Any) -> T:
        """Return ``function(*args)``, run where it does not stop the loop."""

    def spawn(self, function: Callable[..., Any], *args: Any) -> None:
        """Start ``function(*args)`` beside the caller and do not wait."""

    def sleep(self, seconds: float) -> None:
        """Wait; other work goes on meanwhile."""

    def exit_main(self) -> None:
        """End what made this object, with SystemExit. Also for signal handlers.

        A handler runs in whatever was running. Raised there, the exit would end a single
        connection, and the process would serve on. With plain threads, a call from another
        thread than the main one arrives there as SIGTERM.
        """


class EventletConcurrency:
    """Eventlet: the default."""

    mode: AsyncMode = "eventlet"
    cooperative = True

    def __init__(self) -> None:
        from eventlet import hubs
        from greenlet import getcurrent

        from taskstream.greenlets import Greenlets, HubWaiter

        self._main = getcurrent()
        self._greenlets = Greenlets()
        # Looked up once: to import them in each call takes longer than the call.
        self._hub = hubs.get_hub
        self._waiter = HubWaiter

    def waiter(self) -> Waiter:
        return self._waiter()

    def at_end_of_turn(self, callback: Callable[[], None]) -> None:
        self._hub().schedule_call_global(0, callback)

    def later(self, seconds: float, callback: Callable[[], None]) -> None:
        self._hub().schedule_call_global(seconds, callback)

    def in_native_thread(self, function: Callable[..., T], *args: Any) -> T:
        from eventlet import tpool

        result: T = tpool.execute(function, *args)
        return result

    def spawn(self, function: Callable[..., Any], *args: Any) -> None:
        self._greenlets.spawn(partial(function, *args))

    def sleep(self, seconds: float) -> None:
        import eventlet

        eventlet.sleep(seconds)

    def exit_main(self) -> None:
        from greenlet import getcurrent

        hub = self._hub()
        # The hub hands the exit on. While it waits for the network nothing else would wake it.
        if getcurrent() in {hub.greenlet, self._main}:
            raise SystemExit(0)
        hub.schedule_call_global(0, self._main.throw, SystemExit(0))


class _GeventWaiter:
    def __init__(self) -> None:
        from gevent.event import AsyncResult

        self._result: Any = AsyncResult()

    def set(self, value: Any, *, at_once: bool = False) -> None:  # noqa: ARG002 - it cannot
        self._result.set(value)

    def wait(self, seconds: float | None = None) -> Any:
        return self._result.wait(timeout=seconds)


class GeventConcurrency:
    """Gevent: the same shape of loop, another library."""

    mode: AsyncMode = "gevent"
    cooperative = True

    def __init__(self) -> None:
        from greenlet import getcurrent

        self._main = getcurrent()

    def waiter(self) -> Waiter:
        return _GeventWaiter()

    def at_end_of_turn(self, callback: Callable[[], None]) -> None:
        import gevent

        gevent.get_hub().loop.run_callback(callback)

    def later(self, seconds: float, callback: Callable[[], None]) -> None:
        import gevent

        gevent.get_hub().loop.timer(seconds).start(callback)

    def in_native_thread(self, function: Callable[..., T], *args: Any) -> T:
        import gevent

        result: T = gevent.get_hub().threadpool.apply(function, args)
        return result

    def spawn(self, function: Callable[..., Any], *args: Any) -> None:
        import gevent

        gevent.spawn(function, *args)

    def sleep(self, seconds: float) -> None:
        import gevent

        gevent.sleep(seconds)

    def exit_main(self) -> None:
        import gevent
        from greenlet import getcurrent

        hub = gevent.get_hub()
        if getcurrent() in {hub, self._main}:
            raise SystemExit(0)
        hub.loop.run_callback(self._main.throw, SystemExit(0))


class _ThreadWaiter:
    def __init__(self) -> None:
        self._done = threading.Event()
        self._value: Any = None

    def set(self, value: Any, *, at_once: bool = False) -> None:  # noqa: ARG002 - it always is
        self._value = value
        self._done.set()

    def wait(self, seconds: float | None = None) -> Any:
        self._done.wait(seconds)
        return self._value


class ThreadingConcurrency:
    """Plain threads: for tools, tests and machines where neither library can be had."""

    mode: AsyncMode = "threading"
    cooperative = False

    def waiter(self) -> Waiter:
        return _ThreadWaiter()

    def at_end_of_turn(self, callback: Callable[[], None]) -> None:
        raise NotImplementedError("plain threads have no turns; use a writer thread")

    def later(self, seconds: float, callback: Callable[[], None]) -> None:
        raise NotImplementedError("plain threads have no turns; use a writer thread")

    def in_native_thread(self, function: Callable[..., T], *args: Any) -> T:
        return function(*args)

    def spawn(self, function: Callable[..., Any], *args: Any) -> None:
        threading.Thread(target=function, args=args, daemon=True).start()

    def sleep(self, seconds: float) -> None:
        threading.Event().wait(seconds)

    def exit_main(self) -> None:
        # Python runs signal handlers in the main thread.
        if threading.current_thread() is threading.main_thread():
            raise SystemExit(0)
        _thread.interrupt_main(signal.SIGTERM)


def concurrency_for(mode: AsyncMode) -> Concurrency:
    """Return the loop of that name."""
    kinds: dict[AsyncMode, type[Concurrency]] = {
        "eventlet": EventletConcurrency,
        "gevent": GeventConcurrency,
        "threading": ThreadingConcurrency,
    }
    return kinds[mode]()
