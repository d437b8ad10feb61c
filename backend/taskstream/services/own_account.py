"""What somebody does about his own account: where he is signed in, and his password."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace

from taskstream import clock, ids
from taskstream.changes import OthersEnded, Publisher, SessionEnded
from taskstream.domain.activity import Deed, device_words
from taskstream.domain.actors import Actor
from taskstream.domain.sessions import Session, rotate
from taskstream.errors import (
    FieldFault,
    Invalid,
    NotFound,
    TokenInvalid,
    VersionConflict,
    WrongPassword,
)
from taskstream.repositories.sessions import SessionRepository
from taskstream.repositories.users import UserRepository
from taskstream.schemas.accounts import PasswordForm
from taskstream.services.accounts import SignedIn
from taskstream.services.activity_log import ActivityLog
from taskstream.services.limits import Limits
from taskstream.services.passwords import Passwords, password_fault

log = logging.getLogger(__name__)

# Who was not seen for longer than so many others is not listed; "sign out all others" ends it too.
SHOWN = 100


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """Each call is about the caller alone: nobody reaches another's sessions or password."""

    users: UserRepository
    sessions: SessionRepository
    passwords: Passwords
    limits: Limits
    publisher: Publisher
    activity: ActivityLog

    def signed_in_with(self, actor: Actor) -> list[Session]:
        """Return his sessions: the one that asks, then the others, who was seen last first."""
        user, now = self.users.find(actor.id), clock.now()
        good = [
            session
            for session in self.sessions.of(actor.id)
            if user is not None
            and session.token_version == user.token_version
            and session.expires_at > now
        ]
        good.sort(key=lambda session: (session.id != actor.session_id, -session.seen_at))
        return good[:SHOWN]

    def end(self, actor: Actor, session_id: str) -> None:
        """End one of his sessions, with its tokens and sockets. Raises NotFound."""
        session = self.sessions.find(session_id)
        if session is None or session.user_id != actor.id:
            raise NotFound
        if self.sessions.end(session_id):
            self.publisher.publish(SessionEnded(session_id))
            about = device_words(session.device)
            self.activity.note(Deed.SIGNED_OUT, actor.person, about=about)

    def end_others(self, actor: Actor) -> None:
        """End all his sessions but the one that asks, with their tokens and sockets."""
        self._end_others(actor)
        self.activity.note(Deed.OTHERS_SIGNED_OUT, actor.person)

    def _end_others(self, actor: Actor) -> None:
        for session in list(self.sessions.of(actor.id)):
            if session.id != actor.session_id:
                self.sessions.end(session.id)
        self.publisher.publish(OthersEnded(actor.id, actor.session_id))

    def change_password(self, actor: Actor, form: PasswordForm) -> SignedIn:
        """Set another password, and end every session but the one that asks.

        That one gets other tokens. Raises WrongPassword, RateLimited (of tries for one
        account), Invalid (one that is easily guessed), Busy, VersionConflict when the account was
        changed meanwhile; nothing is changed then.
        """
        new = form.new_password.get_secret_value()
        fault = password_fault(new, actor.name)
        if fault is not None:
            raise Invalid([FieldFault("new_password", fault)])
        # Not the bucket of signing in: whoever uses that up must not keep the owner from this.
        self.limits.take("LOGIN", f"password:{actor.id}")
        user = self.users.find(actor.id)
        if user is None:
            raise TokenInvalid
        if not self.passwords.verify(form.present_password.get_secret_value(), user.password_hash):
            raise WrongPassword
        changed = user.with_password(self.passwords.hash(new))
        if not self.users.swap(changed, if_version=user.version):
            raise VersionConflict
        log.info("user %s has another password", user.id)
        session = self._carried_over(actor.session_id, changed.token_version)
        self._end_others(actor)
        self.activity.note(Deed.PASSWORD_CHANGED, actor.person)
        return SignedIn(changed, session)

    def _carried_over(self, session_id: str, token_version: int) -> Session:
        """Return the session as it goes on. Raises TokenInvalid when it has ended meanwhile."""
        while session := self.sessions.find(session_id):
            renewed = replace(
                rotate(session, ids.new_id(), clock.now()), token_version=token_version
            )
            if self.sessions.swap(renewed, if_version=session.version):
                return renewed
        raise TokenInvalid
