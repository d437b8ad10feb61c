"""What the simulated people are called, and what they see."""

from __future__ import annotations

import random
import threading

NAMES = (
    "Amara Okafor", "Bence Szabó", "Chloé Martin", "Dmitri Orlov", "Elif Demir",
    "Farid Haddad", "Grace Mwangi", "Hana Suzuki", "Ingrid Solberg", "João Pereira",
    "Kofi Mensah", "Linh Tran", "Mateo Rojas", "Noor Rahman", "Oscar Lindqvist",
    "Priya Nair", "Quentin Dubois", "Rosa Keller", "Samir Diallo", "Tereza Novák",
)  # fmt: skip

PLACES = (
    "gate 4", "gate 11", "the north stairs", "the east lift", "belt 3", "check-in row C",
    "the taxi rank", "the parking deck, level 2", "the staff entrance", "the car hire desks",
    "the lounge corridor", "security lane 6", "the first-aid room", "platform 1",
)  # fmt: skip

# How many of those who could tell the details do.
MOST = 0.7

# A first line that says it, then, for some, what one would add.
SIGHTS: tuple[tuple[str, str], ...] = (
    ("Badge reader at {place} is dark", "Tried two badges. The door opens by hand."),
    ("Water on the floor at {place}", "About a square metre, it comes from the ceiling."),
    ("Suitcase without anybody at {place}", "Dark blue, a red ribbon on the handle. Ten minutes at least."),
    ("Emergency light out at {place}", ""),
    ("Queue at {place} is past the barrier", "Around 60 people. Two of five counters are open."),
    ("Sign at {place} points the wrong way", "It says gates 1-9 to the left; they are to the right."),
    ("Fire door propped open at {place}", "With a trolley. Nobody around."),
    ("Screen at {place} shows an error", '"No signal". The one beside it works.'),
    ("Broken glass near {place}", ""),
    ("Wheelchair missing from {place}", "The stand holds four, there are two."),
    ("Camera at {place} is covered", "Looks like a sticker on the lens."),
    ("Loose floor plate at {place}", "One can trip over it. I put a cone there."),
    ("Smell of burning at {place}", "Faint, from the air vent. Gone after a minute, then back."),
    ("Lost child at {place}", "A girl, about six, yellow jacket. She is with me and is fine."),
    ("Seal number does not match at {place}", "List: 48213. On the box: 48231. Picture with the shift lead."),
    ("Escalator at {place} stopped", "Somebody pressed the red button; nobody is hurt."),
    ("Bin overflowing at {place}", ""),
    ("Handrail loose at {place}", "Two of the four screws are gone."),
    ("Announcement cannot be understood at {place}", "It echoes; words get lost even right below."),
    ("Trolley blocks the exit at {place}", ""),
    ("Visitor without a badge at {place}", "Says they are from the lift company. Waits at the desk now."),
    ("Lift at {place} stops between floors", "It went on by itself.\nSecond time today; I was inside."),
    ("Power socket sparks at {place}", "I taped it over. Please switch that circuit off."),
    ("Bird inside at {place}", "High up, near the skylight. It seems well."),
    ("Gate agent asks for a translator at {place}", "Portuguese. Flight leaves in 40 minutes."),
    ("Defibrillator cabinet open at {place}", "The device is in it; the seal is broken."),
)  # fmt: skip


class Deck:
    """Deals what there is to see to everybody, so that one thing does not come up all the time."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._left: list[tuple[str, str]] = []
        self._turn = threading.Lock()

    def deal(self) -> str:
        """Return what one would write, with or without the details. From any thread."""
        with self._turn:
            self._left = self._left or self._chance.sample(SIGHTS, len(SIGHTS))
            headline, details = self._left.pop()
            text = headline.format(place=self._chance.choice(PLACES))
            wordy = self._chance.random() < MOST
        return f"{text}.\n{details}" if details and wordy else text
