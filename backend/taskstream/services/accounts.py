"""Accounts and their sessions: register, sign in, refresh, sign out, recognise."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace

from taskstream import clock, ids
from taskstream.changes import GuestRemoved, Publisher, SessionEnded
from taskstream.domain.activity import Deed, device_words
from taskstream.domain.actors import Actor
from taskstream.domain.devices import UNKNOWN, Device
from taskstream.domain.scans import Scan
from taskstream.domain.sessions import (
    REFRESH_LIFETIME_MS,
    Claims,
    Session,
    Standing,
    rotate,
    standing,
)
from taskstream.domain.users import Role, User, guest_key, name_key
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
from taskstream.services.activity_log import ActivityLog
from taskstream.services.admission import FIRST_ADMIN_ID, Admission, IssuedInvite, Ticket
from taskstream.services.passwords import Passwords, password_fault
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
        activity: ActivityLog,
    ) -> None:
        self._users = users
        self._sessions = sessions
        self._admission = admission
        self._passwords = passwords
        self._publisher = publisher
        self._activity = activity

    def register(
        self, form: RegisterForm, *, guest: Actor | None = None, device: Device = UNKNOWN
    ) -> SignedIn:
        """Make an account and sign it in. A ``guest`` becomes it, and what he has sent stays his.

        Raises BadAdminCode, RegistrationClosed, UsernameTaken, Invalid (a password
        that is easily guessed), Busy, or TokenInvalid for a guest who was removed; nothing is stored then.
        """
        code = None if form.admin_code is None else form.admin_code.get_secret_value()
        ticket = self._admission.ticket(form.role, code)
        password = form.password.get_secret_value()
        fault = password_fault(password, form.username)
        if fault is not None:
            raise Invalid([FieldFault("password", fault)])
        if self._users.by_name(name_key(form.username)) is not None:
            raise UsernameTaken  # told now, before the price of a hash is paid
        user = _new_user(form.username, self._passwords.hash(password), ticket)
        # The first admin has an id of his own: he is nobody's successor.
        if guest is not None and ticket.user_id != FIRST_ADMIN_ID:
            return self._become(guest, user, ticket)
        with self._admission.using(ticket):
            self._add(user)
        log.info("user %s registered as %s", user.id, user.role.value)
        self._activity.note(Deed.REGISTERED, user.person, about=user.role.value)
        return self._open_session(user, device)

    def login(self, form: LoginForm, *, device: Device = UNKNOWN) -> SignedIn:
        """Check a name and a password, and open a session. Raises BadCredentials, Busy."""
        user = self._users.by_name(name_key(form.username))
        stored = None if user is None else user.password_hash
        is_right = self._passwords.verify(form.password.get_secret_value(), stored)
        if user is None or not is_right:
            raise BadCredentials
        signed_in = self._open_session(user, device)
        self._activity.note(Deed.SIGNED_IN, user.person, about=device_words(device))
        return signed_in

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
        session = self._sessions.find(session_id)
        if session is None or not self._sessions.end(session_id):
            return
        self._publisher.publish(SessionEnded(session_id))
        user = self._users.find(session.user_id)
        if user is not None:
            self._activity.note(Deed.SIGNED_OUT, user.person, about=device_words(session.device))

    def recognise(self, claims: Claims) -> Actor:
        """Return who acts. Raises TokenInvalid when the account or the session is gone."""
        known = self._recognised(claims)
        user = known.user
        if user.guest_of != claims.guest_of:
            raise TokenInvalid  # made for the guest that an account was once
        return Actor(user.id, user.username, user.role, known.session.id, user.guest_of)

    def get(self, user_id: str) -> User:
        """Return the account. Raises NotFound."""
        user = self._users.find(user_id)
        if user is None:
            raise NotFound
        return user

    def invite(self, actor: Actor, role: Role) -> IssuedInvite:
        """Make an invitation to register with that role."""
        issued = self._admission.invite(role, by_id=actor.id)
        self._activity.note(Deed.INVITED, actor.person, about=role.value)
        return issued

    def needs_admin(self) -> bool:
        """Say whether nobody is an ADMIN yet."""
        return self._admission.needs_admin()

    def bootstrap_code(self) -> str | None:
        """Return the first admin's code while it is good; None when there is none."""
        return self._admission.bootstrap_code()

    def enter_as_guest(self, name: str, scan: Scan, device: Device) -> SignedIn:
        """Make a guest of that scan and sign him in."""
        user_id = ids.new_id()
        guest = User(
            id=user_id,
            username=name,
            name_key=guest_key(user_id),
            role=Role.WORKER,
            password_hash="",
            token_version=1,
            created_at=clock.now(),
            requested_role=None,
            version=1,
            guest_of=scan.id,
        )
        self._users.add(guest)
        signed_in = self._open_session(guest, device)
        self._activity.note(Deed.ENTERED, guest.person, scan=scan, about=device_words(device))
        return signed_in

    def has_session(self, user_id: str) -> bool:
        """Say whether he is signed in anywhere."""
        now = clock.now()
        return any(session.expires_at > now for session in self._sessions.of(user_id))

    def remove_guest(self, actor: Actor, user_id: str, scan: Scan) -> bool:
        """End a guest of that scan, with all his sessions; say whether there was one."""
        guest = self._users.find(user_id)
        if guest is None or not self._users.remove_guest(user_id, scan.id):
            return False
        self._sessions.end_all(user_id)
        self._publisher.publish(GuestRemoved(scan.id, user_id))
        self._activity.note(Deed.GUEST_REMOVED, actor.person, scan=scan, about=guest.username)
        return True

    def _become(self, guest: Actor, user: User, ticket: Ticket) -> SignedIn:
        """Put the account in the guest's place; his session goes on with other tokens."""
        known, session = self._users.find(guest.id), self._sessions.find(guest.session_id)
        if known is None or known.guest_of is None or session is None:
            raise TokenInvalid
        account = replace(
            user,
            id=known.id,
            token_version=known.token_version,
            created_at=known.created_at,
            version=known.version + 1,
        )
        with self._admission.using(replace(ticket, user_id=known.id)):
            if not self._users.swap(account, if_version=known.version):
                raise TokenInvalid
        log.info("guest %s registered as %s", account.id, account.role.value)
        self._activity.note(Deed.REGISTERED, account.person, about=account.role.value)
        return SignedIn(account, session)

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

    def _open_session(self, user: User, device: Device) -> SignedIn:
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
            device=device,
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
