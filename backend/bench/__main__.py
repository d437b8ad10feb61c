"""``python -m bench [scenario …]``: measure the product beside its peers, in turns, in one run.

Every way gets every load several times, one after the other and round again, so that whatever
else the machine does meets all of them. Printed are medians, and ratios of medians; with
``--write`` they go into ``docs/performance.md``, after each scenario. What was measured is kept in
``.state/bench.json`` and with ``--add`` belongs to the next run too.
"""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path

from bench import results
from bench.load_tool import prepare_peers
from bench.measuring import ROUNDS, measure, seconds_of
from bench.scenarios import SCENARIOS
from bench.ways import WAYS

ROOT = Path(__file__).resolve().parents[2]
PAGE, KEPT = ROOT / "docs" / "performance.md", ROOT / ".state" / "bench.json"


def main() -> None:
    """Measure what is asked for."""
    names = [scenario.name for scenario in SCENARIOS]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("scenarios", nargs="*", metavar="scenario", help=", ".join(names))
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="of each way (%(default)s)")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    parser.add_argument("--add", action="store_true", help="to what earlier runs have measured")
    options = parser.parse_args()
    if unknown := set(options.scenarios) - set(names):
        parser.error(f"no scenario: {', '.join(unknown)}; there are {', '.join(names)}")
    chosen = [one for one in SCENARIOS if not options.scenarios or one.name in options.scenarios]
    total = sum(seconds_of(one, options.rounds) for one in chosen)
    print(f"{len(chosen)} scenarios, about {total / 60:.0f} minutes.\n", flush=True)
    prepare_peers()
    measured = results.load(KEPT) if options.add else {}
    # In turns within a scenario; what it does not measure does not run beside it.
    for scenario in chosen:
        today = dt.datetime.now(tz=dt.UTC).date().isoformat()
        measured[scenario.name] = measure(scenario, WAYS, today, options.rounds)
        print(results.table(scenario, measured[scenario.name]), flush=True)
        results.keep(KEPT, measured)
        if options.write:
            results.write(PAGE, measured)
    print(results.goals(measured))


if __name__ == "__main__":
    main()
