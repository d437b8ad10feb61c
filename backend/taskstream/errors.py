"""Everything that the product refuses, as one tree of exceptions.

Services raise meaning, not HTTP. ``presenters/problems.py`` alone turns an error
into a status, a problem document and a socket acknowledgement, all with the same
stable ``code``::

    TaskStreamError
    ├── BadRequest            what was sent cannot be read                      400
    │   ├── MalformedJson  UnknownEvent
    ├── NotAuthenticated      nobody, or nobody we can be sure of               401
    │   ├── TokenMissing  TokenInvalid  TokenExpired  BadCredentials
    ├── Forbidden             somebody, but not for this                        403
    │   ├── BadOrigin  BadAdminCode  RegistrationClosed  NotJoined  WrongPassword  Removed
    ├── NotFound              not there, or not for you: the same words         404
    ├── Conflict              the record is not as the caller saw it            409
    │   ├── UsernameTaken  NameTaken  ScanNotOpen  KeyReused  VersionConflict  WrongState
    │   └── PreconditionFailed                                              412
    ├── MethodNotAllowed  TooLarge  UnsupportedMediaType               405, 413, 415
    ├── Invalid               readable, but a value breaks a rule               422
    ├── RateLimited           too much, too fast                                429
    │   └── TooManySockets
    ├── InternalError         a fault of ours                                   500
    └── Unavailable           not now; the same call may work later             503
        └── Busy

An error that is ``final`` was not applied, and repeating the call as it is will not help
until something else changes. With one that is not, the same call may be sent again.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

# Up to so many are said; beyond, minutes say enough.
SECONDS_SAID = 90


@dataclass(frozen=True, slots=True)
class FieldFault:
    """One field that breaks one rule. ``field`` is a dotted path, ``message`` is for people."""

    field: str
    message: str


class TaskStreamError(Exception):
    """Base of every error that a caller may see. ``code`` is stable; the words are not."""

    code: ClassVar[str]
    title: ClassVar[str]
    status: ClassVar[int]
    final: ClassVar[bool] = True

    def __init__(self, detail: str | None = None) -> None:
        super().__init__(detail or self.title)
        self.detail = detail or self.title

    def extras(self) -> dict[str, Any]:
        """Return what goes into the problem document beside the standard members."""
        return {}


class BadRequest(TaskStreamError):
    """What was sent cannot be read."""

    code, title, status = "bad_request", "The request cannot be read.", 400


class MalformedJson(BadRequest):
    """The body is not JSON."""

    code, title = "malformed_json", "The body is not valid JSON."


class UnknownEvent(BadRequest):
    """The socket sent an event that the protocol does not know."""

    code, title = "unknown_event", "There is no such event."


class NotAuthenticated(TaskStreamError):
    """Nobody, or nobody we can be sure of."""

    code, title, status = "not_authenticated", "Sign in first.", 401


class TokenMissing(NotAuthenticated):
    """No token was sent."""

    code, title = "token_missing", "Sign in first: no token was sent."


class TokenInvalid(NotAuthenticated):
    """The token is not one of ours, of another type, or has been revoked."""

    code, title = "token_invalid", "The token is not valid. Sign in again."


class TokenExpired(NotAuthenticated):
    """The token was good once."""

    code, title = "token_expired", "The token has expired. Refresh it."


class BadCredentials(NotAuthenticated):
    """Unknown user or wrong password: the same answer, at the same cost."""

    code, title = "bad_credentials", "The user name or the password is wrong."


class Forbidden(TaskStreamError):
    """Somebody, but not for this."""

    code, title, status = "forbidden", "You may not do that.", 403


class BadOrigin(Forbidden):
    """A browser sent this from a page that is not ours."""

    code, title = "bad_origin", "This call comes from a page of another origin."


class BadAdminCode(Forbidden):
    """The code is unknown, used up or expired."""

    code, title = "bad_admin_code", "This code is unknown, used up or expired."


class RegistrationClosed(Forbidden):
    """The operator lets nobody register."""

    code, title = "registration_closed", "Registration is closed here."


class NotJoined(Forbidden):
    """The socket acts in a scan that it has not joined."""

    code, title = "not_joined", "Join the scan first."


class WrongPassword(Forbidden):
    """The present password, which a change asks for, is another one."""

    code, title = "wrong_password", "That is not your present password."

    def extras(self) -> dict[str, Any]:
        """Return which field it is, as with a value that breaks a rule."""
        return {
            "errors": [
                {"field": "present_password", "message": "this is not your present password"}
            ]
        }


class Removed(Forbidden):
    """A moderator has put the guest out whom this browser was."""

    code, title = "removed", "A moderator has removed you from this scan."


class NotFound(TaskStreamError):
    """Not there, or not for this actor: one answer, so that it never reveals an id."""

    code, title, status = "not_found", "There is nothing here for you.", 404


class UnknownUsername(NotFound):
    """No account has this user name. Whose display name it is as a guest reads the same."""

    code, title = "unknown_username", "Nobody has an account with this user name."

    def extras(self) -> dict[str, Any]:
        """Return which field it is, as with a value that breaks a rule."""
        return {"errors": [{"field": "username", "message": "nobody has this user name"}]}


class MethodNotAllowed(TaskStreamError):
    """The path exists, the method does not."""

    code, title, status = "method_not_allowed", "This address does not take that method.", 405


class Conflict(TaskStreamError):
    """The record is not as the caller saw it."""

    code, title, status = "conflict", "This has changed meanwhile.", 409

    def __init__(self, detail: str | None = None, *, current: object = None) -> None:
        """``current`` is the record as it is now; a presenter shows it to who may see it."""
        super().__init__(detail)
        self.current = current


class UsernameTaken(Conflict):
    """Somebody has this name, compared after NFKC and case folding."""

    code, title = "username_taken", "This user name is taken."


class NameTaken(Conflict):
    """Somebody in the scan has a name that a guest's would read like."""

    code, title = "name_taken", "Somebody in this scan has this name, or one that reads like it."

    def extras(self) -> dict[str, Any]:
        """Return which field it is, as with a value that breaks a rule."""
        message = (
            "somebody here has this name, or one that reads like it: add an initial or a number"
        )
        return {"errors": [{"field": "name", "message": message}]}


class ScanNotOpen(Conflict):
    """The scan is paused or closed."""

    code, title = "scan_not_open", "This scan does not take suggestions now."


class VersionConflict(Conflict):
    """A write named a version that is not the present one. Same code as its base."""


class WrongState(Conflict):
    """The action does not apply to the task's present status."""

    code, title = "wrong_state", "That does not apply to the task as it is now."


class ReasonsChanged(Conflict):
    """A verdict names a version of the scan's reasons that has not been offered for a while."""

    code, title = "reasons_changed", "The reasons for refusing have changed. Choose again."

    def __init__(self, refusal_reasons: Sequence[str], reasons_version: int) -> None:
        """Both are those that are offered now."""
        super().__init__()
        self.refusal_reasons = list(refusal_reasons)
        self.reasons_version = reasons_version

    def extras(self) -> dict[str, Any]:
        """Return the present list."""
        return {
            "refusal_reasons": self.refusal_reasons,
            "reasons_version": self.reasons_version,
        }


class KeyReused(Conflict):
    """The same idempotency key came with another content."""

    code, title = "key_reused", "This key was used for something else."


class PreconditionFailed(Conflict):
    """The header ``If-Match`` names a version that is not the present one."""

    code, title, status = "precondition_failed", "This has changed meanwhile.", 412


class TooLarge(TaskStreamError):
    """The body is over the limit."""

    code, title, status = "too_large", "That is too large.", 413


class UnsupportedMediaType(TaskStreamError):
    """The body is not declared as JSON."""

    code, title, status = (
        "unsupported_media_type",
        "Send JSON (Content-Type: application/json).",
        415,
    )


class Invalid(TaskStreamError):
    """Readable, but a value breaks a rule."""

    code, title, status = "invalid", "Some of this is not valid.", 422

    def __init__(self, faults: Sequence[FieldFault]) -> None:
        super().__init__("; ".join(f"{fault.field}: {fault.message}" for fault in faults))
        self.faults = tuple(faults)

    def extras(self) -> dict[str, Any]:
        """Return the faults, field by field."""
        return {"errors": [{"field": f.field, "message": f.message} for f in self.faults]}


def _in_words(seconds: float) -> str:
    """Return a time to wait as people say it, rounded up."""
    whole = max(1, math.ceil(seconds))
    if whole == 1:
        return "a second"
    if whole <= SECONDS_SAID:
        return f"{whole} seconds"
    return f"{math.ceil(whole / 60)} minutes"


class RateLimited(TaskStreamError):
    """Too much, too fast. ``retry_after`` is in seconds."""

    code, title, status, final = "rate_limited", "Too many at once.", 429, False

    def __init__(self, retry_after: float, detail: str | None = None) -> None:
        super().__init__(detail or f"{self.title} Try again in {_in_words(retry_after)}.")
        self.retry_after = retry_after

    def extras(self) -> dict[str, Any]:
        """Return the seconds to wait."""
        return {"retry_after": round(self.retry_after, 3)}


class TooManySockets(RateLimited):
    """This user has as many sockets open as one user may."""

    code, title = "too_many_sockets", "Too many connections at once. Close another tab."

    def __init__(self) -> None:
        super().__init__(5.0, self.title)


class InternalError(TaskStreamError):
    """A fault of ours. Logged with the request id, answered without its text."""

    code, title, status, final = "internal_error", "Something went wrong on our side.", 500, False


class Unavailable(TaskStreamError):
    """Not now; the same call may work later. ``retry_after`` is in seconds."""

    code, title, status, final = "unavailable", "Not available right now. Try again.", 503, False

    def __init__(self, detail: str | None = None, *, retry_after: float = 1.0) -> None:
        super().__init__(detail)
        self.retry_after = retry_after

    def extras(self) -> dict[str, Any]:
        """Return the seconds to wait."""
        return {"retry_after": self.retry_after}


class Busy(Unavailable):
    """More is coming in at once than can be taken: suggestions, or passwords to be checked."""

    code, title = "busy", "Too much is coming in at once. Try again in a moment."
