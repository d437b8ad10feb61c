"""Every variable that the product reads: typed, frozen, and refused all together.

Values come from the environment, then from a ``.env`` file. ``.env.example`` is printed
from here by ``python -m taskstream settings``; a test holds the file equal to it.
"""

from __future__ import annotations

import hashlib
import os
import re
import textwrap
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

from dotenv import dotenv_values
from pydantic import Field, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from taskstream.concurrency import AsyncMode
from taskstream.faults import FaultPoint, parse_faults
from taskstream.kept_secrets import SECRET_MIN_LENGTH, UnusableSecret, kept_secret
from taskstream.origins import check_origin, is_loopback, is_unspecified
from taskstream.rates import LIMITS, Rate, parse_rate
from taskstream.slips import slips_among

# What stands in examples and tutorials is no secret.
KNOWN_SECRETS = frozenset(
    {"change-me", "changeme", "secret", "dev", "development", "your-secret-key"}
)

PREFIX = "TASKSTREAM_"

DATABASE = re.compile(r"sqlite:///.+|mongodb(\+srv)?://.+")

Registration = Literal["bootstrap", "invite", "open", "closed"]


class BadSettings(Exception):
    """Some variables are wrong. ``faults`` lists every one, with what would be right."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


class Settings(BaseSettings):
    """What the operator may choose. Made once, at start."""

    model_config = SettingsConfigDict(
        frozen=True,
        extra="ignore",
        env_ignore_empty=True,
        populate_by_name=True,
        # Names in the environment count too then; HOST and PORT alone are often somebody else's.
        env_prefix=PREFIX,
    )

    secret_key: str = Field(
        "",
        validation_alias="SECRET_KEY",
        description="Signs what Flask itself keeps. Unset: made once and kept in the data folder (0600).",
    )
    jwt_secret_key: str = Field(
        "",
        validation_alias="JWT_SECRET_KEY",
        description="Signs access and refresh tokens. Unset: made once and kept in the data folder"
        " (0600). Changing it signs everybody out.",
    )
    host: str = Field(
        "127.0.0.1",
        validation_alias="TASKSTREAM_HOST",
        description="Address to listen on. 0.0.0.0 lets other machines in.",
    )
    port: int = Field(
        5000,
        ge=0,
        le=65535,
        validation_alias="TASKSTREAM_PORT",
        description="Port to listen on; 0 takes a free one.",
    )
    data_dir: Path = Field(
        Path("../var"),
        validation_alias="TASKSTREAM_DATA_DIR",
        description="Folder for the embedded database and the secrets; relative to backend/. Two copies"
        " that run at once need one each.",
    )
    database_url: str = Field(
        "",
        validation_alias="TASKSTREAM_DATABASE_URL",
        description="sqlite:///path/to/file.db or mongodb://user:password@host/name."
        " Unset: taskstream.db in the data folder.",
    )
    commit: Literal["auto", "loop", "thread"] = Field(
        "auto",
        validation_alias="TASKSTREAM_COMMIT",
        description="Where SQLite commits: in the event loop, in a thread, or auto (in a thread"
        " while the disk is slow).",
    )
    async_mode: AsyncMode = Field(
        "eventlet",
        validation_alias="TASKSTREAM_ASYNC_MODE",
        description="The event loop: eventlet, gevent or threading (the last for tests and tools).",
    )
    transport: Literal["fast", "stock"] = Field(
        "fast",
        validation_alias="TASKSTREAM_TRANSPORT",
        description="How sockets are served on eventlet: fast (our own, docs/transport.md) or stock"
        " (the libraries'). The other event loops always use the stock one.",
    )
    allowed_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        (),
        validation_alias="TASKSTREAM_ALLOWED_ORIGINS",
        description="Other origins whose pages may call, separated by commas, such as"
        " https://tasks.example.org. The product's own pages always may.",
    )
    public_url: str = Field(
        "",
        validation_alias="TASKSTREAM_PUBLIC_URL",
        description="The address that is shared, such as https://tasks.example.org. Unset: the one in"
        " the browser; where that is localhost, this machine's own on the network.",
    )
    trusted_proxies: int = Field(
        0,
        ge=0,
        le=5,
        validation_alias="TASKSTREAM_TRUSTED_PROXIES",
        description="How many reverse proxies stand in front and set X-Forwarded-*. 0: believe none.",
    )
    secure_cookies: bool = Field(
        default=False,
        validation_alias="TASKSTREAM_SECURE_COOKIES",
        description="true: send the refresh cookie over HTTPS only. Over HTTPS it always is.",
    )
    allow_open_admin: bool = Field(
        default=False,
        validation_alias="TASKSTREAM_ALLOW_OPEN_ADMIN",
        description="true: allow TASKSTREAM_ADMIN_REGISTRATION=open on other addresses than loopback.",
    )
    admin_registration: Registration = Field(
        "bootstrap",
        validation_alias="TASKSTREAM_ADMIN_REGISTRATION",
        description="Who may register as ADMIN: bootstrap (the first one, with the code printed at"
        " start; then by invitation), invite (by invitation only), open (anybody; loopback only),"
        " closed (nobody registers at all, but for the first admin).",
    )
    bootstrap_code: str = Field(
        "",
        validation_alias="TASKSTREAM_BOOTSTRAP_CODE",
        description="The first admin's one-time code. Unset: made and printed at each start while"
        " there is no admin.",
    )
    heartbeat_seconds: float = Field(
        10,
        ge=0.25,
        le=20,
        validation_alias="TASKSTREAM_HEARTBEAT_SECONDS",
        description="How often everybody in a scan is told where it stands, so that whoever has"
        " missed something notices. At most 20: after 25 a page says that it may be old. At least"
        " 0.25: more often, it would cost as much as what it tells of.",
    )
    log_format: Literal["text", "json"] = Field(
        "text",
        validation_alias="TASKSTREAM_LOG_FORMAT",
        description="text for people, json for machines.",
    )
    activity_days: int = Field(
        365,
        ge=1,
        le=3650,
        validation_alias="TASKSTREAM_ACTIVITY_DAYS",
        description="For how many days the log of activity is kept: who signed in, opened, exported.",
    )
    test_mode: bool = Field(
        default=False,
        validation_alias="TASKSTREAM_TEST_MODE",
        description="true: the product is being tested and obeys TASKSTREAM_FAULTS. On loopback only.",
    )
    faults: str = Field(
        "",
        validation_alias="TASKSTREAM_FAULTS",
        description="Where the process kills itself, and how likely each time, such as"
        " before-commit:0.01,after-ack:0.02. In test mode only.",
    )
    sockets_per_user: int = Field(
        10,
        ge=1,
        validation_alias="TASKSTREAM_LIMIT_SOCKETS_PER_USER",
        description="Limit: open sockets of one user.",
    )
    backlog: int = Field(
        2_000,
        ge=1,
        validation_alias="TASKSTREAM_LIMIT_BACKLOG",
        description="Limit: suggestions of everybody that are taken in and not answered yet. What is"
        " beyond is refused as busy, and sent again later.",
    )
    limit_submit: str = Field(LIMITS["SUBMIT"][0], validation_alias="TASKSTREAM_LIMIT_SUBMIT")
    limit_decide: str = Field(LIMITS["DECIDE"][0], validation_alias="TASKSTREAM_LIMIT_DECIDE")
    limit_join: str = Field(LIMITS["JOIN"][0], validation_alias="TASKSTREAM_LIMIT_JOIN")
    limit_call: str = Field(LIMITS["CALL"][0], validation_alias="TASKSTREAM_LIMIT_CALL")
    limit_rest: str = Field(LIMITS["REST"][0], validation_alias="TASKSTREAM_LIMIT_REST")
    limit_anonymous: str = Field(
        LIMITS["ANONYMOUS"][0], validation_alias="TASKSTREAM_LIMIT_ANONYMOUS"
    )
    limit_login: str = Field(LIMITS["LOGIN"][0], validation_alias="TASKSTREAM_LIMIT_LOGIN")
    limit_login_address: str = Field(
        LIMITS["LOGIN_ADDRESS"][0], validation_alias="TASKSTREAM_LIMIT_LOGIN_ADDRESS"
    )
    limit_register: str = Field(LIMITS["REGISTER"][0], validation_alias="TASKSTREAM_LIMIT_REGISTER")
    limit_guest: str = Field(LIMITS["GUEST"][0], validation_alias="TASKSTREAM_LIMIT_GUEST")
    limit_code: str = Field(LIMITS["CODE"][0], validation_alias="TASKSTREAM_LIMIT_CODE")
    limit_code_user: str = Field(
        LIMITS["CODE_USER"][0], validation_alias="TASKSTREAM_LIMIT_CODE_USER"
    )
    limit_username: str = Field(LIMITS["USERNAME"][0], validation_alias="TASKSTREAM_LIMIT_USERNAME")
    limit_preview: str = Field(LIMITS["PREVIEW"][0], validation_alias="TASKSTREAM_LIMIT_PREVIEW")

    @field_validator("secret_key", "jwt_secret_key")
    @classmethod
    def _is_a_secret(cls, value: str) -> str:
        if value and value.lower() in KNOWN_SECRETS:
            raise ValueError("this value is known to everybody; unset it, and one is made for you")
        if value and len(value) < SECRET_MIN_LENGTH:
            raise ValueError(f"use {SECRET_MIN_LENGTH} characters or more, or unset it")
        return value

    @field_validator("database_url")
    @classmethod
    def _is_a_database(cls, value: str) -> str:
        if value and not DATABASE.fullmatch(value):
            raise ValueError("use sqlite:///path/to/file.db or mongodb://host/name")
        return value

    @field_validator("allowed_origins", mode="before")
    @classmethod
    def _split(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        return tuple(part.strip().rstrip("/") for part in value.split(",") if part.strip())

    @field_validator("allowed_origins")
    @classmethod
    def _are_origins(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for origin in value:
            check_origin(origin)
        return value

    @field_validator("public_url")
    @classmethod
    def _is_an_origin(cls, value: str) -> str:
        if value:
            check_origin(value.rstrip("/"))
        return value.rstrip("/")

    @field_validator("bootstrap_code")
    @classmethod
    def _is_long_enough(cls, value: str) -> str:
        if value and len(value) < 8:  # noqa: PLR2004 - said in the message
            raise ValueError("use 8 characters or more, or unset it")
        return value

    @field_validator(*(f"limit_{name.lower()}" for name in LIMITS))
    @classmethod
    def _is_a_rate(cls, value: str) -> str:
        parse_rate(value)
        return value

    @field_validator("test_mode")
    @classmethod
    def _is_out_of_reach(cls, value: bool, info: ValidationInfo) -> bool:  # noqa: FBT001 - how pydantic calls it
        host = info.data.get("host", "")
        if value and not is_loopback(host):
            raise ValueError(f"others reach {host}; listen on 127.0.0.1 to test, or unset it")
        return value

    @field_validator("faults")
    @classmethod
    def _are_for_tests(cls, value: str, info: ValidationInfo) -> str:
        if value and not info.data.get("test_mode"):
            raise ValueError("this kills the server; unset it, or set TASKSTREAM_TEST_MODE=true")
        parse_faults(value)
        return value

    @field_validator("admin_registration")
    @classmethod
    def _is_safe_there(cls, value: Registration, info: ValidationInfo) -> Registration:
        host = info.data.get("host", "")
        if value == "open" and not is_loopback(host) and not info.data.get("allow_open_admin"):
            raise ValueError(
                f"open lets anybody who reaches {host} become an admin; listen on 127.0.0.1,"
                " choose bootstrap, or set TASKSTREAM_ALLOW_OPEN_ADMIN=true"
            )
        return value

    @property
    def on_loopback(self) -> bool:
        """Whether only this computer can reach the product."""
        return is_loopback(self.host)

    @property
    def on_every_address(self) -> bool:
        """Whether the product listens on all of the machine's addresses."""
        return is_unspecified(self.host)

    @property
    def fast_transport(self) -> bool:
        """Whether sockets are served by the product's own transport."""
        return self.transport == "fast" and self.async_mode == "eventlet"

    @property
    def store_url(self) -> str:
        """Return the database's URL, the embedded one where none is set."""
        return self.database_url or f"sqlite:///{self.data_dir.absolute() / 'taskstream.db'}"

    @cached_property
    def instance_id(self) -> str:
        """Return 8 hex digits that tell this data folder from others on the same host.

        Cookies ignore ports: two copies on one machine would overwrite each other's.
        """
        return hashlib.sha256(str(self.data_dir.resolve()).encode()).hexdigest()[:8]

    @property
    def fault_chances(self) -> Mapping[FaultPoint, float]:
        """Return where the process is to end itself, and how likely."""
        return parse_faults(self.faults)

    @cached_property
    def limits(self) -> Mapping[str, Rate | None]:
        """Return each limit by its name; None is off."""
        return {name: parse_rate(getattr(self, f"limit_{name.lower()}")) for name in LIMITS}


def load(env_file: Path | None = None, **overrides: Any) -> Settings:
    """Read the settings, with secrets made and kept where unset.

    Raises BadSettings with every fault at once.
    """
    settings = read(env_file, **overrides)
    try:
        kept = {
            name: getattr(settings, name) or kept_secret(settings.data_dir / name)
            for name in ("secret_key", "jwt_secret_key")
        }
    except UnusableSecret as error:
        raise BadSettings([str(error)]) from None
    return settings.model_copy(update=kept)


def read(env_file: Path | None = None, **overrides: Any) -> Settings:
    """Read the settings and make nothing. Raises BadSettings with every fault at once."""
    # A slip that nobody is told of leaves the default in force: open where it should be closed.
    given = {**(dotenv_values(env_file) if env_file else {}), **os.environ}
    slips = slips_among(given, [name for name in variables() if name.startswith(PREFIX)], PREFIX)
    try:
        settings = Settings(_env_file=env_file, **overrides)
    except ValidationError as error:
        raise BadSettings([*map(_fault, error.errors()), *slips]) from None
    if slips:
        raise BadSettings(slips)
    return settings


def _fault(fault: Any) -> str:
    words = str(fault["msg"]).removeprefix("Value error, ")
    where = str(fault["loc"][0]) if fault["loc"] else ""
    return f"{where}: {words}" if where else words


def variables() -> dict[str, Any]:
    """Return every variable with its field, in the order of the example file."""
    return {str(field.validation_alias): field for field in Settings.model_fields.values()}


def example_file() -> str:
    """Return the text of ``.env.example``."""
    parts = [
        "# Every variable that TaskStream reads, with its default. Copy to .env and change what you need.",
        "# The environment wins over this file.",
    ]
    for name, field in variables().items():
        limit = name.removeprefix("TASKSTREAM_LIMIT_")
        words = (
            field.description or f"Limit: {LIMITS[limit][1]}; <count>/<s|min|h>:<burst>, or off."
        )
        default = field.default
        if isinstance(default, tuple):
            default = ",".join(default)
        if isinstance(default, bool):
            default = str(default).lower()
        parts += ["", *textwrap.wrap(words, 96, initial_indent="# ", subsequent_indent="# ")]
        parts.append(f"#{name}={default}")
    return "\n".join(parts) + "\n"
