"""Migrations and the database's life: what ``meta`` keeps, the same for both adapters."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import Final

from taskstream import clock
from taskstream.storage.port import Collection, Corrupt, Duplicate, Migration, Store

EPOCH: Final = "epoch"
MIGRATIONS: Final = "migrations"
# Stands while tallies may be missing.
UNSETTLED: Final = "unsettled"


def read_epoch(meta: Collection) -> str:
    """Return the id of the database's life, made by whoever asks first."""
    if (known := meta.get(EPOCH)) is None:
        known = {"_id": EPOCH, "value": secrets.token_hex(8)}
        try:
            meta.insert(known)
        except Duplicate:
            return read_epoch(meta)
    value: str = known["value"]
    return value


def new_epoch(meta: Collection) -> str:
    """Give the database another id, and return it."""
    value = secrets.token_hex(8)
    meta.upsert({"_id": EPOCH, "value": value})
    return value


def run_migrations(store: Store, migrations: Sequence[Migration]) -> list[int]:
    """Run what was not yet run, in order, noting each; return the numbers.

    Nobody else may do so at the same time. Raises Corrupt for a database that has seen
    migrations unknown here.
    """
    steps = sorted(migrations, key=lambda migration: migration.number)
    numbers = [step.number for step in steps]
    if len(set(numbers)) != len(numbers) or any(number < 1 for number in numbers):
        raise ValueError(f"migrations are numbered from 1, each differently: {numbers}")
    meta = store.collection("meta")
    log = meta.get(MIGRATIONS) or {"_id": MIGRATIONS, "number": 0, "applied": []}
    if log["number"] > max(numbers, default=0):
        raise Corrupt(
            f"this database was written by a newer version of TaskStream: its data is at step "
            f"{log['number']}, this version knows steps up to {max(numbers, default=0)}. Start "
            "the newer version, or restore a backup that was made before it ran."
        )
    done: list[int] = []
    for step in (step for step in steps if step.number > log["number"]):
        step.apply(store)
        entry = {"number": step.number, "name": step.name, "at": clock.now()}
        log = {**log, "number": step.number, "applied": [*log["applied"], entry]}
        meta.upsert(log)
        done.append(step.number)
    return done
