"""Every collection of the product: the fields that may be asked for, and what serves the questions.

A field that is not declared here may be stored, but not filtered or sorted on. Each index
costs every write; ``tests/contract/test_query_plans.py`` lists the questions that need them.
"""

from __future__ import annotations

from typing import Final

from taskstream.storage.migrations import MIGRATIONS
from taskstream.storage.port import CollectionSchema, Index, Schema

USERS: Final = CollectionSchema(
    "users",
    {
        "name_key": "text",
        "role": "text",
        "guest_of": "text",
        "likeness": "text",
        "version": "integer",
        "created_at": "integer",
    },
    (
        Index("name_key", ("name_key",), unique=True),
        Index("role", ("role",)),
        Index("guest_of", ("guest_of", "created_at")),
        Index("likeness", ("likeness", "guest_of")),
    ),
)
SESSIONS: Final = CollectionSchema(
    "sessions",
    {"user_id": "text", "version": "integer", "expires_at": "integer"},
    (Index("user", ("user_id",)), Index("expiry", ("expires_at",))),
)
# The id is the hash of the code: the code itself is nowhere.
INVITES: Final = CollectionSchema(
    "invites",
    {"state": "text", "expires_at": "integer"},
    (Index("expiry", ("expires_at",)),),
)
SCANS: Final = CollectionSchema(
    "scans",
    {"owner_id": "text", "status": "text", "version": "integer", "created_at": "integer"},
    (Index("created", ("created_at",)), Index("owner_created", ("owner_id", "created_at"))),
)
# The id is the code.
CODES: Final = CollectionSchema("codes", {"scan_id": "text"})
# The id is "<scan>.<user>": a user is once in a scan.
MEMBERS: Final = CollectionSchema(
    "members",
    {"scan_id": "text", "user_id": "text", "role": "text", "joined_at": "integer"},
    (Index("user_joined", ("user_id", "joined_at")), Index("scan_role", ("scan_id", "role"))),
)
# A worker's own tasks are few enough to be sorted in memory.
TASKS: Final = CollectionSchema(
    "tasks",
    {
        "scan_id": "text",
        "status": "text",
        "seq": "integer",
        "number": "integer",
        "author_id": "text",
        "client_id": "text",
        "version": "integer",
        "created_at": "integer",
    },
    (
        Index("scan_status_seq", ("scan_id", "status", "seq")),
        # MongoDB's; SQLite has the order of numbers from the blocks of `author`.
        Index("scan_number", ("scan_id", "number")),
        # A repeated submission finds its first answer. Our clients' ids begin with the time, so this
        # one grows at its end too; with the author before them it would grow in as many places as
        # there are workers, and each commit would write so many pages more.
        Index("submit_key", ("scan_id", "client_id", "author_id"), unique=True),
        # A worker's own tasks. In blocks for the same reason: one of 256 fills some four pages.
        Index("author", ("scan_id", "author_id"), blocks=("number", 256)),
    ),
    # A verdict leaves them, and all indexes but the first with them.
    steady=("scan_id", "number", "author_id", "client_id"),
)
# Which held verdict is due when. The id is the task's, with the version that the verdict makes.
HELD: Final = CollectionSchema("held", {"due_at": "integer"}, (Index("due", ("due_at",)),))
# What scans offered before what they offer now. The id is "<scan>.<version of the list>".
REASONS: Final = CollectionSchema("reasons", {"scan_id": "text", "version": "integer"})
# What people did, for as long as the operator keeps it.
ACTIVITIES: Final = CollectionSchema(
    "activities",
    {"at": "integer", "kind": "text", "by_id": "text", "scan_id": "text"},
    (
        Index("at", ("at",)),
        Index("kind_at", ("kind", "at")),
        Index("by_at", ("by_id", "at")),
        Index("scan_at", ("scan_id", "at")),
    ),
)
COUNTERS: Final = CollectionSchema("counters", {})
META: Final = CollectionSchema("meta", {})

SCHEMA: Final = Schema(
    (
        USERS,
        SESSIONS,
        INVITES,
        SCANS,
        CODES,
        MEMBERS,
        TASKS,
        HELD,
        REASONS,
        ACTIVITIES,
        COUNTERS,
        META,
    ),
    MIGRATIONS,
)
