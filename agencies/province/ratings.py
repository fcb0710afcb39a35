"""What citizens said at the counters: stars and the eight ticks of "4 xin, 4 luôn"."""

from datetime import date
from random import Random

from .days import working_days
from .qualities import Quality
from .records import CounterRecord, RatingRecord

TICKS = (
    "xin_chao",
    "xin_loi",
    "xin_cam_on",
    "xin_phep",
    "luon_mim_cuoi",
    "luon_nhe_nhang",
    "luon_lang_nghe",
    "luon_giup_do",
)
# Sorry and permission are due less often, so they are ticked less often.
TICK_FACTORS = (1.0, 0.94, 1.0, 0.95, 0.97, 1.0, 1.0, 1.0)
STARS = (5, 4, 3, 2, 1)


def rate(
    counters: list[CounterRecord], quality: Quality, month: date, mean: float, rng: Random
) -> list[RatingRecord]:
    """The month's ratings at an agency's counters, about ``mean`` at each, on working days."""
    days = working_days(month)
    good = (quality.true["GT"] + quality.true["TT"]) / 2
    weights = _star_weights(good)
    masks = [_mask(good, rng) for _ in range(24)]
    found: list[RatingRecord] = []
    for counter in counters:
        count = max(0, round(rng.gauss(mean, mean * 0.4)))
        stars = rng.choices(STARS, weights, k=count)
        ticks = rng.choices(masks, k=count)
        on = rng.choices(days, k=count)
        found.extend(map(RatingRecord, [counter.key] * count, on, stars, ticks))
    return found


def _star_weights(good: float) -> tuple[float, ...]:
    """Chances of 5 to 1 stars whose mean rises with the quality in [0, 1]."""
    bad = 1 - good
    return (good**3, 2.2 * good * bad, 1.5 * bad**2 + 0.005, bad**2 + 0.002, 0.8 * bad**2)


def _mask(good: float, rng: Random) -> int:
    return sum(1 << bit for bit, factor in enumerate(TICK_FACTORS) if rng.random() < good * factor)
