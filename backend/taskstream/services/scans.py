"""Opening, finding and changing scans."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from taskstream import clock, ids
from taskstream.changes import ModeratorsChanged, Publisher, ScanChanged
from taskstream.domain.activity import Deed, deeds_between
from taskstream.domain.actors import Actor
from taskstream.domain.reasons import FormerReasons
from taskstream.domain.scans import (
    Person,
    Scan,
    ScanChanges,
    ScanRole,
    ScanStatus,
    edited,
    with_moderator,
    without_moderator,
)
from taskstream.domain.tasks import TaskStatus
from taskstream.domain.users import User, name_key
from taskstream.errors import NotFound, UnknownUsername, VersionConflict
from taskstream.repositories.codes import CodeRepository
from taskstream.repositories.reasons import ReasonsRepository
from taskstream.repositories.scans import MemberRepository, ScanList, ScanRepository
from taskstream.repositories.tasks import TaskRepository
from taskstream.repositories.users import UserRepository
from taskstream.schemas.scans import NewScan, ScanPatch
from taskstream.services.activity_log import ActivityLog


@dataclass(frozen=True, slots=True)
class Scans:
    """What can be done with scans."""

    scans: ScanRepository
    codes: CodeRepository
    reasons: ReasonsRepository
    members: MemberRepository
    tasks: TaskRepository
    users: UserRepository
    publisher: Publisher
    activity: ActivityLog

    def open(self, actor: Actor, form: NewScan) -> Scan:
        """Return a new open scan that the actor owns."""
        scan_id = ids.new_scan_id()
        scan = Scan(
            id=scan_id,
            name=form.name,
            instructions=form.instructions,
            status=ScanStatus.OPEN,
            target_seconds=form.target_seconds,
            owner=actor.person,
            moderators=(),
            created_at=clock.now(),
            version=1,
            refusal_reasons=tuple(form.refusal_reasons),
            grace_seconds=form.grace_seconds,
            code=self.codes.reserve(scan_id),
            guests=form.guests,
            stacking=form.stacking,
        )
        self.scans.add(scan)
        self.activity.note(Deed.OPENED, actor.person, scan=scan)
        return scan

    def page(self, actor: Actor, *, after: str | None, limit: int) -> ScanList:
        """Return the scans that he moderates or has joined, newest first."""
        if actor.is_admin:
            return self.scans.newest(after=after, limit=limit)
        scan_ids, next_ = self.members.scan_ids_of(actor.id, after=after, limit=limit)
        return ScanList(self.scans.by_ids(scan_ids), next_)

    def counts(self, scans: list[Scan]) -> dict[str, Mapping[TaskStatus, int]]:
        """Return for each scan how many tasks have each status. For moderators' eyes."""
        return self.tasks.counters_of_many([scan.id for scan in scans])

    def edit(self, actor: Actor, scan: Scan, patch: ScanPatch, *, version: int) -> Scan:
        """Return the changed scan. ``version`` is the one that the caller saw.

        Raises VersionConflict, with the scan as it is now.
        """
        if version != scan.version:
            raise VersionConflict(current=scan)
        reasons = patch.refusal_reasons
        changes = ScanChanges(
            name=patch.name,
            instructions=patch.instructions,
            target_seconds=patch.target_seconds,
            status=patch.status,
            refusal_reasons=None if reasons is None else tuple(reasons),
            grace_seconds=patch.grace_seconds,
            guests=patch.guests,
            stacking=patch.stacking,
            pause_message=patch.pause_message,
        )
        now = clock.now()
        after = edited(scan, changes, now)
        if after.reasons_version != scan.reasons_version:
            # Before the change, which may be lost to another: then this one is still the present list,
            # and stored anew when it no longer is.
            former = FormerReasons(scan.reasons_version, scan.refusal_reasons, until=now)
            self.reasons.keep(scan.id, former)
        changed = self._with_code(scan, after)
        self.publisher.publish(ScanChanged(changed))
        for deed, about in deeds_between(scan, changed):
            self.activity.note(deed, actor.person, scan=changed, about=about)
        return changed

    def name_moderator(self, actor: Actor, scan: Scan, user_id: str) -> None:
        """Let somebody moderate the scan; doing it twice is doing it once.

        Raises NotFound for an unknown user and for a guest, VersionConflict when the scan
        changed meanwhile.
        """
        user = self.users.find(user_id)
        if user is None or user.guest_of is not None:
            raise NotFound
        self._name(actor, scan, user)

    def name_moderator_called(self, actor: Actor, scan: Scan, username: str) -> Person:
        """The same, by his user name, however it is written. Return who that is.

        Raises UnknownUsername, VersionConflict.
        """
        user = self.users.by_name(name_key(username))
        if user is None:
            raise UnknownUsername
        self._name(actor, scan, user)
        return user.person

    def _name(self, actor: Actor, scan: Scan, user: User) -> None:
        changed = with_moderator(scan, user.person)
        if changed is not scan:
            self._swap(scan, changed)
        # Also when he was named before: it mends what a crash between the two writes left.
        self.members.put(scan.id, user.id, ScanRole.MODERATOR, clock.now())
        if changed is not scan:
            self._announce_moderators(changed, user.id)
            self.activity.note(Deed.MODERATOR_NAMED, actor.person, scan=scan, about=user.username)

    def unname_moderator(self, actor: Actor, scan: Scan, user_id: str) -> None:
        """End it; his open sockets follow. Raises VersionConflict."""
        changed = without_moderator(scan, user_id)
        if changed is scan:
            return
        self._swap(scan, changed)
        # Who had joined as a worker before is one again.
        self.members.remove(scan.id, user_id, came_as=ScanRole.MODERATOR)
        self._announce_moderators(changed, user_id)
        [name] = [person.name for person in scan.moderators if person.id == user_id]
        self.activity.note(Deed.MODERATOR_ENDED, actor.person, scan=scan, about=name)

    def _with_code(self, before: Scan, after: Scan) -> Scan:
        """Store the change; a scan that is not closed has a code then, and a closed one has none."""
        is_closed = after.status is ScanStatus.CLOSED
        code = None if is_closed else before.code or self.codes.reserve(before.id)
        try:
            changed = self._swap(before, replace(after, code=code))
        except VersionConflict:
            if code is not None and code != before.code:
                self.codes.release(code, before.id)
            raise
        if before.code is not None and code is None:
            self.codes.release(before.code, before.id)
        return changed

    def _announce_moderators(self, scan: Scan, user_id: str) -> None:
        # First, so that who moderates no longer is out of the room when the others are told.
        self.publisher.publish(ModeratorsChanged(scan, user_id))
        self.publisher.publish(ScanChanged(scan))

    def _swap(self, before: Scan, after: Scan) -> Scan:
        if not self.scans.swap(after, if_version=before.version):
            raise VersionConflict(current=self.scans.find(before.id))
        return after
