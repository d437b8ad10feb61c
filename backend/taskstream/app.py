"""Puts one application together. The only file that knows every layer."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from flask import Flask
from flask_socketio import SocketIO
from werkzeug.middleware.proxy_fix import ProxyFix

from taskstream import clock
from taskstream.access import Access
from taskstream.api.accounts import accounts
from taskstream.api.activity import activity
from taskstream.api.analytics import analytics
from taskstream.api.context import EXTENSION
from taskstream.api.duty import register_duty
from taskstream.api.failures import register_failures
from taskstream.api.guests import guests
from taskstream.api.instructions import instructions
from taskstream.api.joining import joining
from taskstream.api.openapi import openapi
from taskstream.api.openapi_document import VERSIONED
from taskstream.api.own_account import own_account
from taskstream.api.pages import pages
from taskstream.api.scans import scans
from taskstream.api.security_headers import register_security_headers, with_security_headers
from taskstream.api.summaries import summaries
from taskstream.api.system import setup, system
from taskstream.api.tasks import tasks
from taskstream.api.unnamed_proxies import telling_of_proxies
from taskstream.authentication import configure_jwt
from taskstream.changes import Announcer, Publisher
from taskstream.concurrency import Concurrency, concurrency_for
from taskstream.realtime.connections import Connections
from taskstream.realtime.gate import guard
from taskstream.realtime.handlers import Handlers
from taskstream.realtime.heartbeat import Heartbeat
from taskstream.realtime.presence import Presence
from taskstream.realtime.publisher import SocketPublisher
from taskstream.realtime.server import (
    end_expired,
    end_strangers,
    make_socketio,
    use_fast_transport,
)
from taskstream.realtime.stopping import Stopping, counted
from taskstream.realtime.watching import Watching
from taskstream.realtime.websockets import check_upgrades, read_strictly
from taskstream.repositories.activities import ActivityRepository
from taskstream.repositories.calendars import CalendarRepository
from taskstream.repositories.codes import CodeRepository
from taskstream.repositories.held import HeldRepository
from taskstream.repositories.invites import InviteRepository
from taskstream.repositories.listing import TaskListing
from taskstream.repositories.reasons import ReasonsRepository
from taskstream.repositories.recount import recount
from taskstream.repositories.rollups import RollUpRepository
from taskstream.repositories.scans import MemberRepository, ScanRepository
from taskstream.repositories.sessions import SessionRepository
from taskstream.repositories.tasks import TaskRepository
from taskstream.repositories.users import UserRepository
from taskstream.services.accounts import Accounts
from taskstream.services.activity_log import ActivityLog
from taskstream.services.admission import Admission
from taskstream.services.analytics import Analytics
from taskstream.services.backlog import Backlog
from taskstream.services.claims import Claims
from taskstream.services.container import Services
from taskstream.services.decision_log import DecisionLog
from taskstream.services.duty import Duty
from taskstream.services.folding import Folding
from taskstream.services.following import Following
from taskstream.services.grace import Grace
from taskstream.services.guests import Guests
from taskstream.services.intake import Intake
from taskstream.services.joining import Joining
from taskstream.services.limits import Limits
from taskstream.services.listing import Listing
from taskstream.services.own_account import OwnAccount
from taskstream.services.pace import Pace
from taskstream.services.passwords import Passwords
from taskstream.services.reports import Reports
from taskstream.services.scans import Scans
from taskstream.services.snapshots import Snapshots
from taskstream.services.stacking import Stacking
from taskstream.services.stalls import Stalls
from taskstream.services.summaries import Summaries
from taskstream.services.verdicts import Verdicts
from taskstream.services.watchers import Watchers
from taskstream.settings import Settings
from taskstream.storage import Store, open_store
from taskstream.storage.schema import SCHEMA

log = logging.getLogger(__name__)

BODY_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Application:
    """One application, ready to be served. Two of them share nothing."""

    flask: Flask
    socketio: SocketIO
    services: Services
    publisher: SocketPublisher
    connections: Connections
    concurrency: Concurrency

    def start_background(self) -> None:
        """Start what runs beside the calls. Once, in the process that serves."""
        self.publisher.start()
        self.socketio.start_background_task(
            end_expired, self.publisher, self.connections, self.concurrency
        )
        self.socketio.start_background_task(end_strangers, self.socketio, self.concurrency)
        heartbeat = Heartbeat(
            self.services.snapshots, self.connections, self.publisher, self.concurrency
        )
        self.socketio.start_background_task(heartbeat.run, self.services.settings.heartbeat_seconds)
        duty = self.services.duty
        for loop in (
            self.services.grace,
            self.services.folding,
            self.services.stacking,
            self.services.decisions,
            self.services.reports,
        ):
            self.socketio.start_background_task(loop.run, self.concurrency, lambda: duty.is_over)
        watching = Watching(
            self.services.analytics, self.connections, self.publisher, self.concurrency
        )
        self.socketio.start_background_task(watching.run)
        presence = Presence(
            self.connections,
            self.publisher,
            self.concurrency,
            self.services.pace.median_wait_ms,
        )
        self.socketio.start_background_task(presence.run)
        self.socketio.start_background_task(self.services.stalls.run, self.concurrency)

    def stop_at_signals(self) -> None:
        """Let SIGTERM and SIGINT stop the process. In the thread that serves."""
        Stopping(
            self.socketio,
            self.services.duty,
            self.connections,
            self.publisher,
            self.concurrency,
        ).heed_signals()

    def close(self) -> None:
        """Finish what was acknowledged, and let go of the database."""
        self.services.store.close()


def create_app(settings: Settings, store: Store | None = None) -> Application:
    """Build one application on ``store``, or on the one that the settings name."""
    concurrency = concurrency_for(settings.async_mode)
    store = store or open_store(settings.store_url, SCHEMA, concurrency, commit=settings.commit)
    store.ensure_schema()
    store.migrate()
    _make_good(store)
    app = Flask(__name__, static_folder=None)
    app.config.update(SECRET_KEY=settings.secret_key, MAX_CONTENT_LENGTH=BODY_BYTES)
    configure_jwt(app, settings.jwt_secret_key)
    socketio, connections = make_socketio(settings), Connections()
    publisher = SocketPublisher(socketio, connections, concurrency)
    backlog = Backlog(settings.backlog, publisher.waiting)
    services = build_services(settings, store, concurrency, publisher, backlog)
    app.extensions[EXTENSION] = services
    register_api(app)
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]  # how Flask documents it
    else:
        app.wsgi_app = telling_of_proxies(app.wsgi_app)  # type: ignore[method-assign]  # as above
    socketio.init_app(app)
    door = with_security_headers(check_upgrades(app.wsgi_app))
    app.wsgi_app = counted(door, services.duty.requests)  # type: ignore[method-assign]  # how Flask documents it
    handlers = Handlers(app, socketio, services, connections)
    handlers.register()
    guard(socketio.server)
    if settings.fast_transport:
        publisher.emit = use_fast_transport(
            socketio.server, handlers.batches, services.duty.requests
        )
    else:
        read_strictly(socketio.server)
    return Application(app, socketio, services, publisher, connections, concurrency)


def build_services(
    settings: Settings,
    store: Store,
    concurrency: Concurrency,
    publisher: Publisher,
    backlog: Backlog,
) -> Services:
    """Return every service over one store."""
    users, scan_repository = UserRepository(store), ScanRepository(store)
    rollups = RollUpRepository(store, rest=lambda: concurrency.sleep(0))
    members, task_repository = MemberRepository(store), TaskRepository(store, rollups)
    codes, reasons = CodeRepository(store), ReasonsRepository(store)
    access = Access(scan_repository, members, task_repository)
    limits = Limits(settings.limits)
    watchers = Watchers(concurrency, settings.sockets_per_user)
    claims, stacking = Claims(access, publisher), Stacking(task_repository, publisher)
    held = HeldRepository(store)
    lines = ActivityRepository(store)
    decisions = DecisionLog(lines, scan_repository, rollups, users)
    publisher = Announcer([publisher, watchers, claims, stacking, decisions])
    grace = Grace(held, task_repository, publisher)
    duty = Duty()
    duty.at_end(watchers.close)
    listing = Listing(task_repository, TaskListing(store), held, concurrency)
    snapshots = Snapshots(access, members, task_repository, store.epoch())
    admission = Admission(
        users,
        InviteRepository(store),
        mode=settings.admin_registration,
        bootstrap_code=settings.bootstrap_code,
    )
    sessions, passwords = SessionRepository(store), Passwords(concurrency)
    activity = ActivityLog(lines, keep_days=settings.activity_days)
    accounts = Accounts(
        users,
        sessions,
        admission=admission,
        passwords=passwords,
        publisher=publisher,
        activity=activity,
    )
    return Services(
        settings=settings,
        duty=duty,
        backlog=backlog,
        stalls=Stalls(),
        store=store,
        access=access,
        limits=limits,
        activity=activity,
        decisions=decisions,
        accounts=accounts,
        own_account=OwnAccount(users, sessions, passwords, limits, publisher, activity),
        guests=Guests(scan_repository, members, users, accounts),
        joining=Joining(scan_repository, codes),
        scans=Scans(
            scan_repository, codes, reasons, members, task_repository, users, publisher, activity
        ),
        intake=Intake(access, members, task_repository, limits, publisher),
        verdicts=Verdicts(access, task_repository, reasons, grace, limits, publisher),
        grace=grace,
        snapshots=snapshots,
        claims=claims,
        folding=Folding(scan_repository, rollups),
        analytics=Analytics(rollups, task_repository, users, concurrency),
        reports=Reports(access, rollups, users, CalendarRepository(store), concurrency),
        pace=Pace(rollups),
        following=Following(access, snapshots, watchers),
        listing=listing,
        summaries=Summaries(listing, task_repository, rollups, users, concurrency),
        stacking=stacking,
    )


def _make_good(store: Store) -> None:
    """Count again what a process that ended too early, or an older version, has left uncounted."""
    if store.unsettled():
        log.warning("not all that has happened was counted: all tasks are counted again")
        log.info("%s counters were wrong", recount(store, clock.now()))
        store.settle()


def register_api(app: Flask) -> None:
    """Attach the blueprints: each at the root and under the version, the pages beside them."""
    for blueprint in (
        accounts,
        own_account,
        joining,
        guests,
        scans,
        summaries,
        instructions,
        tasks,
        activity,
        analytics,
        system,
        openapi,
    ):
        app.register_blueprint(blueprint)
        app.register_blueprint(blueprint, url_prefix=VERSIONED, name=f"{blueprint.name}_v1")
    app.register_blueprint(setup, url_prefix=VERSIONED)
    app.register_blueprint(pages)
    register_failures(app)
    register_security_headers(app)
    register_duty(app)
