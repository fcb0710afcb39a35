"""How much of seeded stuffing is set aside, and how many honest ratings with it; no database.

A thousand days of each kind of counter are drawn and judged as the night judges them
(feedback/actions/suspicions/settle.py): sources first, then ten minutes, then the day.
"""

import random
import statistics
from collections import Counter
from collections.abc import Callable
from decimal import Decimal

from feedback.rules.stuffing import Limits, burst_limit, day_limit, is_swollen, source_limit

DAYS = 1000
OPENS, CLOSES = 45, 102  # 7:30 and 17:00 in windows of ten minutes
Event = tuple[str, int]  # source, window
LIMITS = Limits()


def aside(events: list[Event], usual: Decimal) -> set[int]:
    """The places of the ratings that are set aside."""
    taken: set[int] = set()
    by_source = Counter(source for source, _window in events)
    over = {source for source, n in by_source.items() if n > source_limit(LIMITS, "qr", usual)}
    light = sum(n for source, n in by_source.items() if source not in over)
    if not is_swollen(len(events), light, LIMITS, usual):
        over = set()
    taken |= {place for place, (source, _window) in enumerate(events) if source in over}
    by_window = Counter(window for source, window in events if source not in over)
    full = {window for window, n in by_window.items() if n > burst_limit(LIMITS, usual)}
    taken |= {place for place, (_source, window) in enumerate(events) if window in full}
    if sum(n for window, n in by_window.items() if window not in full) > day_limit(LIMITS, usual):
        taken = set(range(len(events)))
    return taken


def honest(dice: random.Random, mean: int, share: float) -> list[Event]:
    """A day of people who all sit behind one Wi-Fi; ``share`` of their telephones look alike."""
    n = max(0, round(dice.gauss(mean, mean**0.5)))
    rest = [1 / (place + 2) for place in range(1, 40)]
    weights = [share, *(one * (1 - share) / sum(rest) for one in rest)]
    phones = dice.choices(range(40), weights, k=n)
    return [(f"phone {phone}", dice.randrange(OPENS, CLOSES)) for phone in phones]


def _devices(count: int, each: int, windows: int) -> Callable[[random.Random], list[Event]]:
    def attack(dice: random.Random) -> list[Event]:
        first = dice.randrange(OPENS, CLOSES - windows + 1)
        return [
            (f"bot {device}", dice.randrange(first, first + windows))
            for device in range(count)
            for _ in range(each)
        ]

    return attack


ATTACKS: dict[str, Callable[[random.Random], list[Event]]] = {
    "one device, 40 in an hour": _devices(1, 40, 6),
    "one device, 20 a day": _devices(1, 20, 57),
    "5 devices, 30 each, a day": _devices(5, 30, 57),
    "50 devices, 20 each, an hour": _devices(50, 20, 6),
    "200 devices, once, ten minutes": _devices(200, 1, 1),
    "200 devices, once, a day": _devices(200, 1, 57),
    "100 devices, once, a day": _devices(100, 1, 57),
}
SHARES = (0.15, 0.6, 0.8)
"""Of Chrome on Android, which gives every telephone one name, or nearly so."""
COUNTERS = {"counter of 8 a day": 8, "counter of 40 a day": 40, "hall of 300 a day": 300}


def run() -> dict[str, float]:
    """Print recall for each attack at each counter, and what of the honest goes with it, in per cent.

    The figures are those of the counter of 40 a day, four telephones in five alike.
    """
    figures: dict[str, float] = {}
    for share in SHARES:
        print(f"{share:.0%} of the telephones are one source")
        figures = _table(share)
    return figures


def _table(share: float) -> dict[str, float]:
    figures: dict[str, float] = {}
    print(f"{'':<32}" + "".join(f"{name:>30}" for name in COUNTERS))
    print(f"{'':<32}" + "junk / honest set aside, %".rjust(30) * len(COUNTERS))
    for name, attack in {"nobody": lambda _dice: [], **ATTACKS}.items():
        cells = [_judged(mean, attack, share) for mean in COUNTERS.values()]
        print(f"{name:<32}" + "".join(f"{_shown(junk)} / {real:6.2f}".rjust(30) for junk, real in cells))
        if name == "nobody":
            figures["stuffing_false_percent"] = max(real for _junk, real in cells)
        else:
            key = name.replace(",", "").replace(" ", "_")
            figures[f"stuffing_recall_{key}"] = cells[1][0] or 0
    return figures


def _shown(junk: float | None) -> str:
    return "     –" if junk is None else f"{junk:6.1f}"


def _judged(
    mean: int, attack: Callable[[random.Random], list[Event]], share: float
) -> tuple[float | None, float]:
    dice = random.Random(1847)
    junk, real = [], []
    for _ in range(DAYS):
        people, bots = honest(dice, mean, share), attack(dice)
        taken = aside([*people, *bots], Decimal(mean))
        kept = sum(place < len(people) for place in taken)
        real.append(kept / max(1, len(people)))
        if bots:
            junk.append((len(taken) - kept) / len(bots))
    return (100 * statistics.fmean(junk) if junk else None), 100 * statistics.fmean(real)
