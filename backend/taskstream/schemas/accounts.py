"""What may come in about accounts."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, SecretStr

from taskstream.domain.scripts import mixes_scripts
from taskstream.domain.text import fault_in
from taskstream.domain.users import (
    PASSWORD_MAX,
    PASSWORD_MIN,
    USERNAME_MAX,
    USERNAME_MIN,
    Role,
    clean_username,
    username_fault,
)
from taskstream.schemas.base import Form, TextUpTo

# Longer than any name or code that could be right, short enough to be looked up.
ATTEMPT_MAX = 200


def _usable_name(typed: str) -> str:
    if len(typed) > ATTEMPT_MAX:  # bounds the work; what NFKC makes of it is measured below
        raise ValueError(f"use at most {USERNAME_MAX} characters")
    name = clean_username(typed)
    fault = username_fault(name)
    if fault:
        raise ValueError(fault)
    return name


def _usable_guest_name(typed: str) -> str:
    name = _usable_name(typed)
    if mixes_scripts(name):
        raise ValueError("do not mix letters of several scripts in one word")
    return name


def _usable_password(password: SecretStr) -> SecretStr:
    if len(password.get_secret_value()) < PASSWORD_MIN:
        raise ValueError(f"use {PASSWORD_MIN} characters or more")
    return password


def _readable(secret: SecretStr) -> SecretStr:
    fault = fault_in(secret.get_secret_value(), PASSWORD_MAX)
    if fault:
        raise ValueError(fault)
    return secret


Username = Annotated[
    str,
    AfterValidator(_usable_name),
    Field(
        description="Letters, digits, dots, underscores, hyphens and inner spaces. Unique"
        " whatever the case.",
        examples=["Ada L."],
        json_schema_extra={"minLength": USERNAME_MIN, "maxLength": USERNAME_MAX},
    ),
]
# A SecretStr shows only stars where it is printed, logged or part of an error.
Secret = Annotated[SecretStr, AfterValidator(_readable)]
NewPassword = Annotated[
    Secret,
    AfterValidator(_usable_password),
    Field(
        description="Not one of the 10,000 commonest, nor the user name.",
        json_schema_extra={"minLength": PASSWORD_MIN, "maxLength": PASSWORD_MAX},
    ),
]
AnyRole = Annotated[Role, Field(strict=False)]


class RegisterForm(Form):
    """Makes an account."""

    username: Username
    password: NewPassword
    role: Annotated[AnyRole | None, Field(description="WORKER unless a code says otherwise.")] = (
        None
    )
    admin_code: Annotated[
        Secret | None,
        Field(description="The first admin's code, or an invitation's. It decides the role."),
    ] = None


class GuestForm(Form):
    """Enters a scan without an account."""

    name: Annotated[
        str,
        AfterValidator(_usable_guest_name),
        Field(
            description="Shown to the scan's moderators. Not like that of anybody in the scan.",
            examples=["Ada L."],
            json_schema_extra={"minLength": USERNAME_MIN, "maxLength": USERNAME_MAX},
        ),
    ]


class LoginForm(Form):
    """Signs in. The rules for new names and passwords do not apply: a wrong one is just wrong."""

    username: Annotated[str, TextUpTo(ATTEMPT_MAX)]
    password: Secret


class ModeratorForm(Form):
    """Names somebody by his user name. A name that nobody could have is just nobody's."""

    username: Annotated[str, TextUpTo(ATTEMPT_MAX)]


class PasswordForm(Form):
    """Changes one's own password."""

    present_password: Secret
    new_password: NewPassword


class NewPasswordForm(Form):
    """Gives somebody else's account a password; whoever does that need not know the present one."""

    new_password: NewPassword


class InviteForm(Form):
    """Invites somebody to register with a role."""

    role: AnyRole
