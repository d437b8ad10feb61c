"""Every service of one application, made once and handed to the doors."""

from __future__ import annotations

from dataclasses import dataclass

from taskstream.access import Access
from taskstream.services.accounts import Accounts
from taskstream.services.activity_log import ActivityLog
from taskstream.services.analytics import Analytics
from taskstream.services.backlog import Backlog
from taskstream.services.claims import Claims
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
from taskstream.services.reports import Reports
from taskstream.services.scans import Scans
from taskstream.services.snapshots import Snapshots
from taskstream.services.stacking import Stacking
from taskstream.services.stalls import Stalls
from taskstream.services.summaries import Summaries
from taskstream.services.verdicts import Verdicts
from taskstream.settings import Settings
from taskstream.storage import Store


@dataclass(frozen=True, slots=True)
class Services:
    """What handlers may call."""

    settings: Settings
    duty: Duty
    backlog: Backlog
    stalls: Stalls
    store: Store
    access: Access
    limits: Limits
    activity: ActivityLog
    decisions: DecisionLog
    accounts: Accounts
    own_account: OwnAccount
    scans: Scans
    joining: Joining
    guests: Guests
    intake: Intake
    verdicts: Verdicts
    grace: Grace
    claims: Claims
    snapshots: Snapshots
    analytics: Analytics
    reports: Reports
    pace: Pace
    following: Following
    folding: Folding
    listing: Listing
    summaries: Summaries
    stacking: Stacking
