"""What operators and pages ask before anybody has signed in."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from taskstream import __version__
from taskstream.api.context import services
from taskstream.api.endpoint import Allow, endpoint
from taskstream.presenters.rest import Health, LimitsView, SetupView
from taskstream.storage import StoreError

system = Blueprint("system", __name__)
# Pages never take an API path, so what shares its path with a page lives under /api/v1 only.
setup = Blueprint("setup", __name__)


@system.get("/health")
@endpoint("Check the health", allow=Allow.ANYONE, answer=Health, also=(503,), limit=None)
def health() -> tuple[dict[str, Any], int]:
    """200 when everything works, else 503; the checks say what does not."""
    return health_report()


@system.get("/health/live", endpoint="health_live")
@endpoint("Check that the process runs", allow=Allow.ANYONE, answer=Health, limit=None)
def live() -> dict[str, Any]:
    """200 as long as the process answers at all."""
    return {"status": "ok", "version": __version__, "checks": {}}


@system.get("/health/ready", endpoint="health_ready")
@endpoint("Check that calls are served", allow=Allow.ANYONE, answer=Health, also=(503,), limit=None)
def ready() -> tuple[dict[str, Any], int]:
    """200 when calls are served, else 503."""
    return health_report()


@system.get("/limits")
@endpoint("See the limits", allow=Allow.ANYONE, answer=LimitsView)
def limits() -> dict[str, Any]:
    """How fast one caller may go. ``per_second`` refills, ``burst`` is allowed at once."""
    rates = services().settings.limits
    return {
        "limits": {
            name: None if rate is None else {"per_second": rate.per_second, "burst": rate.burst}
            for name, rate in rates.items()
        },
        "sockets_per_user": services().settings.sockets_per_user,
        "backlog": services().settings.backlog,
    }


@setup.get("/setup")
@endpoint(
    "See whether the first admin is still missing",
    allow=Allow.ANYONE,
    answer=SetupView,
    limit=None,  # every page asks it once, and a whole class opens them together
)
def first_run() -> dict[str, Any]:
    """What the pages ask to choose between signing in and setting up."""
    return {
        "needs_admin": services().accounts.needs_admin(),
        "registration": services().settings.admin_registration,
    }


def health_report() -> tuple[dict[str, Any], int]:
    """Return the report and its HTTP status."""
    checks: dict[str, dict[str, Any]] = {"storage": {"ok": True}}
    if services().duty.is_over:
        checks["serving"] = {"ok": False, "detail": "stopping"}
    try:
        services().store.ping()
    except StoreError as error:
        checks["storage"] = {"ok": False, "detail": type(error).__name__}
    well = all(check["ok"] for check in checks.values())
    report = {
        "status": "ok" if well else "failing",
        "version": __version__,
        "checks": checks,
        "load": {
            "longest_stall_ms": services().stalls.longest_ms(),
            "backlog": services().backlog.count(),
        },
    }
    return report, 200 if well else 503
