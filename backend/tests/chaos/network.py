"""A run on a bad network: nothing is killed, but hardly a connection lasts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tests.chaos.clients import Habits
from tests.chaos.crew import Crew
from tests.chaos.proxy import BadWeather, Proxy, Silence
from tests.chaos.reckoning import Reckoning
from tests.chaos.storm import Storm

# So that more connections can be cut in a minute, and what a moderator joins to gets through
# between two cuts; the rules are the same.
IMPATIENT = Habits(backoff=(0.02, 0.5), open_at_most=4)
# What one cut may take, on a machine that is busy with other things.
SECONDS_PER_CUT = 1.0
# Twice the time in which a silence must be noticed, for each wave of them.
SILENCE_SECONDS = 50


@dataclass
class Weathered:
    """What a run on a bad network came to."""

    books: Reckoning
    cuts: int
    silences: list[Silence]

    def noticed_after(self) -> Mapping[str, float]:
        """Return after how many seconds the last silence was noticed, by each end."""
        never = float("inf")
        return {
            "client": max((each.client or never) - each.began for each in self.silences),
            "server": max((each.server or never) - each.began for each in self.silences),
        }


def weather(crew: Crew, *, cuts: int, silences: int) -> Weathered:
    """Let everybody work while connections are cut and fall silent, so many of each."""
    bad = BadWeather(silences)
    proxies: list[Proxy] = []

    def through_proxy(url: str) -> str:
        proxies.append(Proxy(url, bad))
        return proxies[0].url

    habits = {user.name: IMPATIENT for user in crew.everybody()}
    storm = Storm(crew, habits=habits, pause=0.5, reach=through_proxy)
    [proxy] = proxies
    try:
        with storm.running():
            waves = 1 + silences // len(crew.everybody())
            seconds = cuts * SECONDS_PER_CUT + waves * SILENCE_SECONDS
            assert proxy.wait_for(
                lambda: proxy.cuts >= cuts and len(proxy.silences) >= silences, seconds
            ), (proxy.cuts, len(proxy.silences))
            bad.is_calm = True
            assert proxy.wait_until_noticed(silences, SILENCE_SECONDS), proxy.silences
            storm.settle()
    finally:
        proxy.stop()
    return Weathered(storm.close_books(), proxy.cuts, proxy.silences)
