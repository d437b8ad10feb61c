"""The commands of ``python -m taskstream``."""

from __future__ import annotations

import gc
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, NoReturn

import click

from taskstream import clock, faults
from taskstream.addresses import origin_at, origins_for_others
from taskstream.app import Application, create_app
from taskstream.concurrency import concurrency_for
from taskstream.demo import can_run, demo_settings, simulated_people
from taskstream.errors import Invalid, NotFound, VersionConflict
from taskstream.logs import configure_logs
from taskstream.presenters.typescript import protocol_file
from taskstream.realtime.serving import allow_many_files, listen, serve
from taskstream.repositories.activities import ActivityRepository
from taskstream.repositories.recount import recount
from taskstream.repositories.sessions import SessionRepository
from taskstream.repositories.users import UserRepository
from taskstream.schemas.accounts import NewPasswordForm
from taskstream.schemas.base import parse
from taskstream.services.activity_log import ActivityLog
from taskstream.services.lost_passwords import LostPasswords
from taskstream.services.passwords import Passwords
from taskstream.settings import BadSettings, Settings, example_file, load, read
from taskstream.storage import (
    SCHEMA,
    Store,
    StoreError,
    StoreLocked,
    StoreMissing,
    name_of_store,
    open_store,
)

Announce = Callable[[Application, int], None]

OBJECTS_BETWEEN_COLLECTIONS = 10_000
PAGES_HINT = "The link works on this computer only; set TASKSTREAM_HOST=0.0.0.0 to let others in."


@click.group(invoke_without_command=True)
@click.pass_context
def command(context: click.Context) -> None:
    """TaskStream. Without a command: start the product."""
    if context.invoked_subcommand is None:
        context.invoke(start)


@command.command()
@click.pass_obj
def start(env_file: Path) -> None:
    """Start the product and serve until interrupted."""
    settings = settings_or_exit(env_file)
    configure_logs(settings.log_format)
    run(settings)


@command.command()
@click.pass_obj
def demo(env_file: Path) -> None:
    """Start the product with an open scan and twenty simulated workers."""
    if not can_run():
        _fail("The simulated workers need the development requirements. Use: make demo")
    usual = settings_or_exit(env_file)
    settings = settings_or_exit(env_file, **demo_settings(usual))
    configure_logs(settings.log_format)
    # Twenty registrations would push what the demo says off the screen.
    logging.getLogger("taskstream").setLevel(logging.WARNING)
    with ExitStack() as people:

        def let_them_in(_application: Application, port: int) -> None:
            people.enter_context(simulated_people(port, settings.bootstrap_code))

        run(settings, let_them_in)


@command.command()
def settings() -> None:
    """Print every variable with its default, as .env.example has it."""
    click.echo(example_file(), nl=False)


@command.command("new-epoch")
@click.pass_obj
def renew(env_file: Path) -> None:
    """Tell every client to begin anew. Needed after a backup was restored; the server must be stopped."""
    with _database(settings_or_exit(env_file, how=read)) as (store, name):
        click.echo(f"{name} begins a new epoch: {store.renew_epoch()}")


@command.command("recount")
@click.pass_obj
def count_again(env_file: Path) -> None:
    """Count again, by the tasks' histories, what is kept in counters; the server must be stopped."""
    with _database(settings_or_exit(env_file, how=read)) as (store, name):
        mended = recount(store, clock.now())
        store.settle()
        outcome = f"{mended} wrong, put right." if mended else "all is counted as it happened."
        click.echo(f"{name}: {outcome}")


@command.command("reset-password")
@click.argument("name")
@click.pass_obj
def reset_password(env_file: Path, name: str) -> None:
    """Give NAME another password and end all sessions of that account; the server must be stopped."""
    settings = settings_or_exit(env_file, how=read)
    with _database(settings) as (store, database):
        lost = LostPasswords(
            UserRepository(store),
            SessionRepository(store),
            Passwords(concurrency_for(settings.async_mode)),
            ActivityLog(ActivityRepository(store), keep_days=settings.activity_days),
        )
        try:
            user = lost.account(name)
            lost.give(user, parse(NewPasswordForm, {"new_password": _typed_password()}))
        except NotFound:
            _fail(f"There is no account {name!r} in {database}. Nothing was changed.")
        except Invalid as error:
            _fail(
                *(f"The password: {fault.message}" for fault in error.faults),
                "Nothing was changed.",
            )
        except VersionConflict:
            _fail("The account was changed meanwhile. Nothing was changed; try again.")
        click.echo(
            f"{user.username} has another password, and is signed out everywhere ({database})."
        )


@command.command()
def protocol() -> None:
    """Print the protocol's types for the pages (frontend/src/live/protocol.gen.ts)."""
    click.echo(protocol_file(), nl=False)


def main(env_file: Path) -> None:
    """Run the command line; ``env_file`` holds settings that the environment leaves unset."""
    command(obj=env_file, prog_name="python -m taskstream")


def settings_or_exit(
    env_file: Path, *, how: Callable[..., Settings] = load, **overrides: Any
) -> Settings:
    """Return the settings, or end with every fault in words. ``how``: load or read."""
    try:
        return how(env_file, **overrides)
    except BadSettings as error:
        _fail("These settings are wrong:", *(f"  {fault}" for fault in error.faults))


def run(settings: Settings, announce: Announce | None = None) -> None:
    """Serve the product until interrupted, then let go of everything.

    ``announce`` is called once calls are taken, with the port.
    """
    announce = announce or _announce
    allow_many_files()
    try:
        listener = listen(settings.host, settings.port)
    except OSError as error:
        _fail(
            f"Cannot listen on {settings.host}:{settings.port}: {error.strerror}.",
            "Stop what uses the port, or choose another: TASKSTREAM_PORT=5001 make run",
        )
    try:
        application = create_app(settings)
    except StoreLocked as error:
        _fail(f"The database cannot be opened: {error}", _own_database(settings))
    except StoreError as error:
        _fail(f"The database cannot be opened: {error}")
    application.stop_at_signals()
    # Not before: a start that cannot be finished would prove nothing.
    faults.arm(settings.fault_chances)
    try:
        application.start_background()
        _keep_for_good()
        serve(
            application.flask,
            settings.async_mode,
            listener,
            lambda port: announce(application, port),
        )
    finally:
        application.close()


@contextmanager
def _database(settings: Settings) -> Iterator[tuple[Store, str]]:
    """Open the server's database for a command, with its name, or end with what is in the way.

    It makes none: whoever forgot a setting would be told of success on an empty one.
    """
    url, concurrency = settings.store_url, concurrency_for(settings.async_mode)
    try:
        store = open_store(url, SCHEMA, concurrency, must_exist=True)
        try:
            store.ensure_schema()
            yield store, name_of_store(url)
        finally:
            store.close()
    except StoreMissing as error:
        where = "TASKSTREAM_DATABASE_URL" if settings.database_url else "TASKSTREAM_DATA_DIR"
        _fail(
            f"The database cannot be opened: {error}",
            f"Nothing was made. Set {where} as the server has it.",
        )
    except StoreError as error:
        _fail(f"The database cannot be opened: {error}")


def _typed_password() -> str:
    """Return what somebody types unseen, twice; or, from a program, the first line that it sends."""
    if sys.stdin.isatty():
        typed: str = click.prompt("New password", hide_input=True, confirmation_prompt=True)
        return typed
    return sys.stdin.readline().rstrip("\r\n")


def _own_database(settings: Settings) -> str:
    """Say how two copies run side by side."""
    if settings.database_url:
        return "Or give this one a database of its own: another TASKSTREAM_DATABASE_URL."
    return "Or give this one a data folder of its own: TASKSTREAM_DATA_DIR=../var/second make run"


def _keep_for_good() -> None:
    """Leave all that was made at start out of every later collection.

    It lives as long as the process. A full collection would go through it each time, which stops
    the loop for many milliseconds and finds nothing.
    """
    gc.collect()
    gc.freeze()
    # A batch of suggestions makes thousands of objects that refer to nothing that refers back:
    # looked for every 700, as Python does unasked, that is a tenth of the time that they take.
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS, 20, 20)


def _announce(application: Application, port: int) -> None:
    settings = application.services.settings
    # What stands for every address is none that a browser could open.
    is_here = settings.on_loopback or settings.on_every_address
    address = origin_at("localhost" if is_here else settings.host, port)
    click.echo(f"TaskStream runs on {address}  (Ctrl+C stops it)")
    for origin in origins_for_others(settings, port):
        if origin != address:
            click.echo(f"Others reach it at {origin}")
    accounts = application.services.accounts
    code = accounts.bootstrap_code()
    if code is None and accounts.needs_admin():
        click.echo("There is no admin yet, and none can be made: set TASKSTREAM_BOOTSTRAP_CODE.")
    if code is not None:
        click.echo(f"There is no admin yet. Become the first one: {address}/setup#code={code}")
        click.echo(f"The one-time admin code is {code}")
    # Behind a proxy that is as it should be.
    if settings.on_loopback and not settings.trusted_proxies:
        click.echo(PAGES_HINT)
    sys.stdout.flush()


def _fail(*lines: str) -> NoReturn:
    for line in lines:
        click.echo(line, err=True)
    raise SystemExit(1)
