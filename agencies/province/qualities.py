"""How good each agency really is, how it sees itself, and the cases planted on purpose."""

from datetime import date
from functools import lru_cache
from random import Random
from typing import NamedTuple

from .records import AgencyRecord, ProvincePlan, TellTaleCase

GROUPS = ("TT", "GT", "DD", "TP", "CQ")
LOWEST, HIGHEST = 0.30, 0.995

INFLATED = "benh-vien-da-khoa-khu-vuc-02"
NO_DATA = "ban-quan-ly-du-an-02"
KNOCK_OUT = "benh-vien-chuyen-khoa-03"
BEST = "trung-tam-phuc-vu-hanh-chinh-cong"
IMPROVING = "xa-29242"
FALLING = "truong-cao-dang-03"


class Quality(NamedTuple):
    """An agency in one month: ``true`` is the share of good conduct by group, in [0, 1].

    ``claimed`` is what its own people add when they speak of themselves. ``inspections`` is the chance of a
    visit in a month; ``silent`` means that nothing at all was recorded; ``critical`` that a finding caps the
    grade.
    """

    true: dict[str, float]
    claimed: float
    inspections: float
    silent: bool = False
    critical: bool = False


def tell_tale_cases() -> tuple[TellTaleCase, ...]:
    """The planted cases; unfavourable ones sit on units with generic names, never on a real commune."""
    return (
        TellTaleCase("inflated", INFLATED, "Tự đánh giá cao hơn hẳn kết quả kiểm tra"),
        TellTaleCase("no_data", NO_DATA, "Không có dữ liệu nào: không phải 0 điểm"),
        TellTaleCase("knock_out", KNOCK_OUT, "Có vi phạm đặc biệt nghiêm trọng: bị chặn mức xếp loại"),
        TellTaleCase("best", BEST, "Tốt nhất về mọi mặt, mô hình “4 xin, 4 luôn”"),
        TellTaleCase("improving", IMPROVING, "Tiến bộ đều qua mười hai tháng"),
        TellTaleCase("falling", FALLING, "Sa sút dần qua mười hai tháng"),
    )


def quality(plan: ProvincePlan, agency: AgencyRecord, month: date) -> Quality:
    """The agency in that month; months are counted back from the plan's ``today``."""
    base, trend, claimed = _latent(plan.seed, agency.key)
    # 1 in the last full month, 0 eleven months earlier; it may lie outside for other months.
    age = (plan.today.year - month.year) * 12 + plan.today.month - month.month
    progress = min(1.0, max(0.0, (12 - age) / 11))
    wobble = Random(f"{plan.seed}:{agency.key}:{month:%Y-%m}:wobble")
    true = {
        group: _bounded(value + trend * (progress - 0.5) + wobble.gauss(0, 0.012))
        for group, value in zip(GROUPS, base, strict=True)
    }
    last = age == 1
    return Quality(
        true,
        claimed,
        _visits(agency.key, age),
        silent=agency.key == NO_DATA,
        critical=agency.key == KNOCK_OUT and last,
    )


@lru_cache(maxsize=1024)
def _latent(seed: int, key: str) -> tuple[tuple[float, ...], float, float]:
    """Level by group, change over a year, and what the agency's people add when they speak of themselves."""
    rng = Random(f"{seed}:{key}:latent")
    centre = min(0.91, rng.gauss(0.80, 0.065))
    base = tuple(min(0.95, _bounded(centre + rng.gauss(0, 0.04))) for _ in GROUPS)
    trend, claimed = rng.gauss(0.0, 0.03), max(0.0, rng.gauss(0.06, 0.035))
    planted = {
        INFLATED: ((0.58,) * 5, 0.0, 0.38),
        BEST: ((0.99,) * 5, 0.0, 0.0),
        IMPROVING: ((0.78,) * 5, 0.34, 0.02),
        FALLING: ((0.74,) * 5, -0.36, 0.05),
        KNOCK_OUT: ((0.84,) * 5, 0.0, 0.04),
    }
    return planted.get(key, (base, trend, claimed))


def _visits(key: str, age: int) -> float:
    """A fifth to a quarter of the agencies a month; planted cases are seen often enough to show."""
    if key in (INFLATED, BEST, IMPROVING, FALLING):
        return 1.0 if age % 2 else 0.0
    if key == KNOCK_OUT:
        return 1.0 if age == 1 else 0.25
    return 0.22


def _bounded(value: float) -> float:
    return min(HIGHEST, max(LOWEST, value))
