"""A lost password: whoever runs the server gives another one, while nobody serves."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Final

from taskstream.domain.activity import Deed
from taskstream.domain.users import User, name_key
from taskstream.errors import FieldFault, Invalid, NotFound, VersionConflict
from taskstream.repositories.sessions import SessionRepository
from taskstream.repositories.users import UserRepository
from taskstream.schemas.accounts import NewPasswordForm
from taskstream.services.activity_log import ActivityLog
from taskstream.services.passwords import Passwords, password_fault

log = logging.getLogger(__name__)

# Stands in the log of activity where somebody's own change of his password has nothing.
WITH_WHAT: Final = "reset-password"


@dataclass(frozen=True, slots=True)
class LostPasswords:
    """No present password is asked for: who reaches the data folder could write there anyway."""

    users: UserRepository
    sessions: SessionRepository
    passwords: Passwords
    activity: ActivityLog

    def account(self, name: str) -> User:
        """Return the account of that name, in whichever spelling. Raises NotFound."""
        user = self.users.by_name(name_key(name))
        if user is None:
            raise NotFound
        return user

    def give(self, user: User, form: NewPasswordForm) -> None:
        """Set another password and end all sessions.

        Raises Invalid (one that is easily guessed), VersionConflict when the account was changed
        meanwhile, by a server that still runs on MongoDB; nothing is changed then.
        """
        new = form.new_password.get_secret_value()
        fault = password_fault(new, user.username)
        if fault is not None:
            raise Invalid([FieldFault("new_password", fault)])
        changed = user.with_password(self.passwords.hash(new))
        if not self.users.swap(changed, if_version=user.version):
            raise VersionConflict
        log.info("user %s has another password, by command", user.id)
        self.sessions.end_all(user.id)
        self.activity.note(Deed.PASSWORD_CHANGED, user.person, about=WITH_WHAT)
