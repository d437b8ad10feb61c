"""What arrives in one turn of the hub is handled together, and each socket's in its order."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final, Generic, Protocol, TypeVar

from taskstream.greenlets import Greenlets

# Of one socket, in things to say and in bytes; what is beyond waits in the network until these are handled.
WAITING_MAX: Final = 256
WAITING_BYTES_MAX: Final = 256 * 1024
# Of one socket in one turn: whoever sends more in one go does not crowd out the others.
EACH_MAX: Final = 50


@dataclass(slots=True)
class Letter:
    """What a socket has to say: one thing, or several of one kind (``batch``), which are handled together.

    ``contents``: in order, and at most ``EACH_MAX``; ``size``: what they take up, in bytes.
    """

    contents: list[Any]
    batch: str | None = None
    size: int = 0


class Mailbox(Protocol):
    """A socket, as the one who empties its letters sees it."""

    waiting: deque[Letter]
    # How many things those say, and what they take up, in bytes.
    count: int
    held: int
    # True while a letter of it is handled: the next one waits, so that their order holds.
    busy: bool

    def pause(self) -> None:
        """Take in nothing more."""

    def resume(self) -> None:
        """Take in again."""


M = TypeVar("M", bound=Mailbox)


@dataclass(slots=True)
class Turns(Generic[M]):
    """Hands on what letters say: ``one`` thing, or ``many`` of a kind from whoever has sent such.

    Both are called in a greenlet of their own and may wait; neither raises.
    """

    one: Callable[[M, Any], None]
    many: Callable[[str, Sequence[tuple[M, Sequence[Any]]]], None]
    _ready: list[M] = field(default_factory=list)
    _greenlets: Greenlets = field(default_factory=Greenlets)

    def post(self, mailbox: M, letters: Sequence[Letter]) -> None:
        """Take letters. In the hub too."""
        mailbox.waiting.extend(letters)
        for letter in letters:
            mailbox.count += len(letter.contents)
            mailbox.held += letter.size
        if _is_full(mailbox):
            mailbox.pause()
        if not mailbox.busy:
            self._make_ready(mailbox)

    def _make_ready(self, mailbox: M) -> None:
        # Busy from here on: it stands in the list once.
        mailbox.busy = True
        if not self._ready:
            self._greenlets.spawn(self._run)
        self._ready.append(mailbox)

    def _run(self) -> None:
        ready, self._ready = self._ready, []
        kinds: dict[str, list[tuple[M, Sequence[Any]]]] = {}
        alone: list[tuple[M, Any]] = []
        for mailbox in ready:
            kind, contents = _next(mailbox)
            if kind is None:
                alone.append((mailbox, contents[0]))
            else:
                kinds.setdefault(kind, []).append((mailbox, contents))
        calls = [partial(self._handle_one, mailbox, content) for mailbox, content in alone]
        calls += [partial(self._handle_many, kind, entries) for kind, entries in kinds.items()]
        # The last one here: where only one has something to say, that is one switch less.
        *others, last = calls
        for call in others:
            self._greenlets.spawn(call)
        last()

    def _handle_one(self, mailbox: M, content: Any) -> None:
        try:
            self.one(mailbox, content)
        finally:
            self._release(mailbox)

    def _handle_many(self, kind: str, entries: Sequence[tuple[M, Sequence[Any]]]) -> None:
        try:
            self.many(kind, entries)
        finally:
            for mailbox, _ in entries:
                self._release(mailbox)

    def _release(self, mailbox: M) -> None:
        mailbox.busy = False
        # Not before: what one read brings is more than one turn takes.
        if not _is_full(mailbox):
            mailbox.resume()
        if mailbox.waiting:
            self._make_ready(mailbox)


def _next(mailbox: Mailbox) -> tuple[str | None, Sequence[Any]]:
    """Take out the next letter, with those of its kind right behind it that have room beside it.

    Returns the kind, and what they say.
    """
    waiting = mailbox.waiting
    letter = waiting.popleft()
    kind, contents, size = letter.batch, letter.contents, letter.size
    while kind is not None and waiting:
        following = waiting[0]
        if following.batch != kind or len(contents) + len(following.contents) > EACH_MAX:
            break
        contents += following.contents
        size += following.size
        waiting.popleft()
    mailbox.count -= len(contents)
    mailbox.held -= size
    return kind, contents


def _is_full(mailbox: Mailbox) -> bool:
    return mailbox.count > WAITING_MAX or mailbox.held > WAITING_BYTES_MAX
