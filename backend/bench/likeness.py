"""``python -m bench.likeness``: what it costs to find texts that are alike.

First one text against 5,000 that wait, of several kinds, each several times, so that what is the
text's stands beside what is the machine's; then suggestions on their way into the database, in turns
with stacks switched off, kept, and kept with all the comparing counted in.
Processor time of this thread, so that others on the machine are left out of it.
"""

from __future__ import annotations

import gc
import random
import statistics
import tempfile
import time
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path

from bench.filled import services_in
from taskstream.clock import Millis
from taskstream.domain.actors import Actor
from taskstream.domain.scans import Person
from taskstream.domain.stacks import Stacks
from taskstream.domain.tasks import Suggestion, Task, TaskStatus
from taskstream.domain.users import Role
from taskstream.ids import new_id
from taskstream.schemas.scans import NewScan
from taskstream.services.container import Services
from taskstream.services.intake import Submission

PAIRS = Path(__file__).resolve().parents[1] / "tests" / "likeness" / "pairs.tsv"
WAITING, LOOKS, ROUNDS, PER_ROUND, AT_ONCE = 5_000, 1_000, 9, 2_000, 20
# What a text takes for itself is the least of what it took in so many rounds: the rest is the machine's.
AGAIN = 5
REAL = [text for line in PAIRS.read_text("utf-8").splitlines() for text in line.split("\t")[1:]]
WORDS = sorted({word for text in REAL for word in text.split()})

KINDS: dict[str, Callable[[int], str]] = {
    "those of the labelled pairs": lambda _: random.choice(REAL),
    "the same, each with a number of its own": lambda n: f"Suggestion {n}: {random.choice(REAL)}",
    "the same, each with two words of others": lambda _: " ".join(
        [random.choice(REAL), *random.choices(WORDS, k=2)]
    ),
    "seven words out of forty": lambda _: " ".join(random.choices(WORDS[:40], k=7)),
    "eighty words each": lambda _: " ".join(random.choices(WORDS, k=80)),
    "all one text": lambda _: REAL[0],
}


def a_task(number: int, text: str) -> Task:
    """Return a task that waits."""
    return Task(
        id=f"s.{number}", scan_id="s", client_id="c", author=Person("w", "W"), text=text,
        status=TaskStatus.PENDING, version=1, created_at=Millis(1), history=(), number=number,
    )  # fmt: skip


def looks(texts: Sequence[str]) -> Sequence[float]:
    """Return what each of these takes in microseconds that comes behind those that wait."""
    stacks = Stacks()
    tasks = [a_task(number, text) for number, text in enumerate(texts)]
    for task in tasks[:WAITING]:
        stacks.put(task, Millis(1))
    stacks.news()
    # As the product does once it has started.
    gc.collect()
    gc.freeze()
    found = []
    for task in tasks[WAITING:]:
        begun = time.thread_time()
        stacks.put(task, Millis(1))
        found.append((time.thread_time() - begun) * 1e6)
    return found


def submitting(services: Services, *, stacking: bool, comparing: bool) -> float:
    """Return what a suggestion takes in microseconds, in batches of 20."""
    admin = Actor(new_id(), "Admin", Role.ADMIN, new_id())
    workers = [Actor(new_id(), f"Worker {number}", Role.WORKER, new_id()) for number in range(20)]
    scan = services.scans.open(admin, NewScan(name="Scan", stacking=stacking))
    services.stacking.of(scan)
    while services.stacking.is_busy:
        services.stacking.work(1)
    batches = [
        [
            Submission(worker, scan.id, [Suggestion(uuid.uuid4().hex, random.choice(REAL))])
            for worker in workers[:AT_ONCE]
        ]
        for _ in range(PER_ROUND // AT_ONCE)
    ]
    begun = time.thread_time()
    for batch in batches:
        services.intake.submit_many(batch)
    if comparing:
        while services.stacking.is_busy:
            services.stacking.work(1)
    return (time.thread_time() - begun) / PER_ROUND * 1e6


def main() -> None:
    """Measure, and print two tables."""
    random.seed(7)
    print(f"| {WAITING:,} that wait | p50 µs | p95 | p99 | mean | p99, the least of {AGAIN} |")
    print("| --- | --- | --- | --- | --- | --- |")
    for name, text_of in KINDS.items():
        texts = [text_of(number) for number in range(WAITING + LOOKS)]
        rounds = [looks(texts) for _ in range(AGAIN)]
        cuts = statistics.quantiles([each for found in rounds for each in found], n=100)
        least = statistics.quantiles(map(min, zip(*rounds, strict=True)), n=100)[98]
        figures = (cuts[49], cuts[94], cuts[98], statistics.fmean(map(statistics.fmean, rounds)))
        cells = " | ".join(f"{each:.0f}" for each in (*figures, least))
        print(f"| {name} | {cells} |", flush=True)
    print("\n| a suggestion, stored | µs |\n| --- | --- |")
    ways = {
        "stacks switched off": (False, False),
        "stacks kept, the queue alone": (True, False),
        "stacks kept, all comparing counted in": (True, True),
    }
    measured: dict[str, list[float]] = {name: [] for name in ways}
    with tempfile.TemporaryDirectory() as folder:
        services = services_in(Path(folder))
        for _ in range(ROUNDS):
            for name, (stacking, comparing) in ways.items():
                measured[name].append(submitting(services, stacking=stacking, comparing=comparing))
        services.store.close()
    for name, each_round in measured.items():
        print(f"| {name} | {statistics.median(each_round):.1f} |")


if __name__ == "__main__":
    main()
