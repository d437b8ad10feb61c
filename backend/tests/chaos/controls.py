"""Runs in which one rule is switched off: the books must be wrong in the way foretold.

What a client leaves out is a habit of the tests' client; what a server leaves out is patched in
a process of its own. The product has no such switches.
"""

from __future__ import annotations

from taskstream.faults import FaultPoint
from tests.chaos.clients import Habits
from tests.chaos.crew import Crew
from tests.chaos.reckoning import Reckoning
from tests.chaos.storm import Storm

# Many presses a second, so that something is always on its way.
PAUSE = 0.2
LOSES = 0.2
# Where nobody decides.
ENDLESS = 10_000


def careless_clients(crew: Crew) -> Reckoning:
    """Workers make a new key for each retry; of the admins one never resumes, one heeds no heads.

    The third keeps to the rules, on the same bad network.
    """
    deaf, careless, careful = crew.admins
    habits = {
        **{user.name: Habits(keeps_key=False, open_at_most=ENDLESS) for user in crew.workers},
        deaf.name: Habits(resumes=False, decides=False),
        careless.name: Habits(heeds_heads=False, loses=LOSES, decides=False),
        careful.name: Habits(loses=LOSES, decides=False),
    }
    storm = Storm(crew, habits=habits, pause=PAUSE)
    with storm.running():
        storm.kill_at([FaultPoint.AFTER_COMMIT] * 2)
        # What is lost while nobody reads a snapshot any more is lost for good.
        storm.gather()
        storm.work(300)
        storm.settle()
    return storm.close_books()


def hopeless_clients(crew: Crew) -> Reckoning:
    """Workers send once, whatever becomes of it."""
    habits = {
        **{user.name: Habits(resends=False, open_at_most=ENDLESS) for user in crew.workers},
        **{user.name: Habits(decides=False) for user in crew.admins},
    }
    storm = Storm(crew, habits=habits, pause=PAUSE)
    with storm.running():
        storm.kill_at([FaultPoint.BEFORE_COMMIT] * 2)
        storm.settle()
    return storm.close_books()


def hasty_server(crew: Crew) -> Reckoning:
    """The server acknowledges before the COMMIT."""
    storm = Storm(crew, pause=PAUSE, module="tests.chaos.hasty_server")
    with storm.running():
        storm.kill_at([FaultPoint.BEFORE_COMMIT] * 2)
        storm.work(1)
    return storm.close_books()


def unguarded_server(crew: Crew) -> Reckoning:
    """The server writes verdicts without a compare-and-set."""
    storm = Storm(crew, pause=PAUSE, module="tests.chaos.unguarded_server")
    with storm.running():
        storm.work(200)
    return storm.close_books()
