"""Accounts and their sessions: register, sign in, refresh, sign out, recognise."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from taskstream import clock, ids
from taskstream.changes import Publisher, SessionEnded
from taskstream.domain.actors import Actor
from taskstream.domain.sessions import (
    REFRESH_LIFETIME_MS,
    Claims,
    Session,
    Standing,
    rotate,
    standing,
)
from taskstream.domain.users import Role, User, name_key
from taskstream.errors import (
    BadAdminCode,
    BadCredentials,
    FieldFault,
    Invalid,
    NotFound,
    TokenInvalid,
    UsernameTaken,
)
from taskstream.repositories.sessions import SessionRepository
from taskstream.repositories.users import UserRepository
from taskstream.schemas.accounts import LoginForm, RegisterForm
from taskstream.services.admission import Admission, IssuedInvite, Ticket
from taskstream.services.passwords import Passwords, is_common
from taskstream.storage import Duplicate, StoreUnavailable

log = logging.getLogger(__name__)

# Each sign-in clears away so many sessions that have run out.
SWEEP = 20


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Somebody, and the session that he acts in."""

    user: User
    session: Session


class Accounts:
    """Everything about who is who. Tokens are made and read elsewhere, in ``authentication``."""

    def __init__(
        self,
        users: UserRepository,
        sessions: SessionRepository,
        *,
        admission: Admission,
        passwords: Passwords,
        publisher: Publisher,
    ) -> None:
        self._users = users
        self._sessions = sessions
        self._admission = admission
        self._passwords = passwords
        self._publisher = publisher

    def register(self, form: RegisterForm) -> SignedIn:
        """Make an account and sign it in.

        Raises BadAdminCode, RegistrationClosed, UsernameTaken, Invalid (a common
        password) or Busy; nothing is stored then.
        """
        code = None if form.admin_code is None else form.admin_code.get_secret_value()
        ticket = self._admission.ticket(form.role, code)
        password = form.password.get_secret_value()
        if is_common(password):
            raise Invalid([FieldFault("password", "is one of the commonest; choose another")])
        if self._users.by_name(name_key(form.username)) is not None:
            raise UsernameTaken  # told now, before the price of a hash is paid
        user = _new_user(form.username, self._passwords.hash(password), ticket)
        with self._admission.using(ticket):
            self._add(user)
        log.info("user %s registered as %s", user.id, user.role.value)
        return self._open_session(user)

    def login(self, form: LoginForm) -> SignedIn:
        """Check a name and a password, and open a session. Raises BadCredentials, Busy."""
        user = self._users.by_name(name_key(form.username))
        stored = None if user is None else user.password_hash
        is_right = self._passwords.verify(form.password.get_secret_value(), stored)
        if user is None or not is_right:
            raise BadCredentials
        return self._open_session(user)

    def refresh(self, claims: Claims) -> SignedIn:
        """Take a refresh token's claims and return the session with its successor.

        For some seconds the token before is answered with the same successor, so that
        two tabs at once, or a lost answer, do no harm. After that it was stolen, or its
        successor was: the session ends. While nothing can be written the token stays good.
        Raises TokenInvalid.
        """
        signed_in = self._recognised(claims)
        session, now = signed_in.session, clock.now()
        match standing(session, claims.token_id, now):
            case Standing.JUST_REPLACED:
                return signed_in
            case Standing.REUSED:
                log.warning("session %s ended: a refresh token came twice", session.id)
                self.logout(session.id)
                raise TokenInvalid
            case Standing.CURRENT:
                rotated = rotate(session, ids.new_id(), now)
                try:
                    is_first = self._sessions.swap(rotated, if_version=session.version)
                except StoreUnavailable:
                    # Whoever is signed in reads on, with what the store holds: a full disk has
                    # not taken the successor, a lost answer may hide that it was.
                    return self._recognised(claims)
                if is_first:
                    return SignedIn(signed_in.user, rotated)
                # Another tab was faster. What we hold is now the token before the last one.
                return self.refresh(claims)

    def logout(self, session_id: str) -> None:
        """End the session, if there is one; its access tokens and sockets end with it."""
        if self._sessions.end(session_id):
            self._publisher.publish(SessionEnded(session_id))

    def recognise(self, claims: Claims) -> Actor:
        """Return who acts. Raises TokenInvalid when the account or the session is gone."""
        known = self._recognised(claims)
        return Actor(known.user.id, known.user.username, known.user.role, known.session.id)

    def get(self, user_id: str) -> User:
        """Return the account. Raises NotFound."""
        user = self._users.find(user_id)
        if user is None:
            raise NotFound
        return user

    def invite(self, actor: Actor, role: Role) -> IssuedInvite:
        """Make an invitation to register with that role."""
        return self._admission.invite(role, by_id=actor.id)

    def needs_admin(self) -> bool:
        """Say whether nobody is an ADMIN yet."""
        return self._admission.needs_admin()

    def bootstrap_code(self) -> str | None:
        """Return the first admin's code while it is good; None when there is none."""
        return self._admission.bootstrap_code()

    def _recognised(self, claims: Claims) -> SignedIn:
        session = self._sessions.find(claims.session_id)
        if session is None:
            raise TokenInvalid
        user = self._users.find(session.user_id)
        if user is None:
            raise TokenInvalid
        if user.id != claims.user_id:
            raise TokenInvalid
        if user.token_version != claims.token_version:
            raise TokenInvalid
        return SignedIn(user, session)

    def _add(self, user: User) -> None:
        try:
            self._users.add(user)
        except Duplicate:
            # Only the first admin's id is not random: somebody used the code a moment ago.
            raise BadAdminCode from None

    def _open_session(self, user: User) -> SignedIn:
        now = clock.now()
        self._sessions.sweep(now, SWEEP)
        session = Session(
            id=ids.new_id(),
            user_id=user.id,
            token_version=user.token_version,
            current=ids.new_id(),
            previous=None,
            rotated_at=now,
            expires_at=clock.Millis(now + REFRESH_LIFETIME_MS),
            version=1,
        )
        self._sessions.add(session)
        return SignedIn(user, session)


def _new_user(username: str, password_hash: str, ticket: Ticket) -> User:
    return User(
        id=ticket.user_id,
        username=username,
        name_key=name_key(username),
        role=ticket.role,
        password_hash=password_hash,
        token_version=1,
        created_at=clock.now(),
        requested_role=ticket.requested_role,
        version=1,
    )
