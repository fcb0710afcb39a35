"""The rules of a set in words: one setting's value, and all of them with their clauses (S4–S11)."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from evaluations.rules.conditions import COUNTS, FACTS
from evaluations.rules.set_codec import rules_from_settings
from evaluations.rules.set_labels import (
    DENOMINATORS,
    GRADES,
    OPERATORS,
    SCORED_ON,
    SETTINGS,
    plain,
)

CLAUSES = {
    "scale": "S6",
    "rescale": "S6",
    "carry_months": "S4",
    "min_citizen_n": "S4",
    "min_coverage": "S10",
    "min_ranked": "S11",
    "bonus_cap": "S7",
    "deduction_cap": "S7",
    "knock_out_grade": "S8",
    "ranks_unrounded": "S11",
    "indicator_decimals": "S6",
    "bands": "S9",
    "quotas": "S9",
    "confidence": "S10",
    "conditions": "S9",
    "adjustments": "S7",
}
UNITS = {
    "scale": "điểm",
    "carry_months": "tháng",
    "min_citizen_n": "lượt",
    "min_ranked": "cơ quan",
    "bonus_cap": "điểm",
    "deduction_cap": "điểm",
}
"""What a number among the settings counts."""

KINDS = {"bonus": "cộng", "deduction": "trừ"}


def settings_in_words(settings: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Every rule of the set with its clause, what the settings leave out as its default."""
    rules = rules_from_settings(settings, (), ())
    told = []
    for name, label in SETTINGS.items():
        value = settings[name] if name in settings else _stored(getattr(rules, name))
        words = setting_words(name, value)
        if name in UNITS and value is not None:
            words = f"{words} {UNITS[name]}"
        told.append((f"{label} ({CLAUSES[name]})" if name in CLAUSES else label, words))
    return told


def _stored(default: Any) -> Any:
    """A default in the form in which settings are stored."""
    return [asdict(row) for row in default] if isinstance(default, tuple) else default


def setting_words(name: str, value: Any) -> str:
    """One setting's value in words; of a list, its rows one after the other."""
    if name == "knock_out_grade":
        return GRADES.get(value, str(value))
    if name == "over_time":
        return "trung bình các tháng" if value == "mean_of_months" else value or "chấm riêng"
    if name == "indicator_decimals" and value is None:
        return "không làm tròn"
    if name == "min_coverage":
        return _percent(value)
    if name in _ROWS:
        return "; ".join(_ROWS[name](row) for row in value) or "không có"
    if isinstance(value, list):
        return "; ".join(_row_words(row) for row in value) or "không có"
    return plain(value)


def band_words(band: Mapping[str, Any]) -> str:
    """A band: from where to where (S9)."""
    told = f"{OPERATORS.get(band['operator'], band['operator'])} {plain(band['lower'])}"
    if "upper" in band:
        upper = band.get("upper_operator", "<")
        told += f" và {OPERATORS.get(upper, upper)} {plain(band['upper'])}"
    return told


def band_name(band: Mapping[str, Any]) -> str:
    """A band's own label, or the grade's."""
    return str(band.get("label") or GRADES.get(band["grade"], band["grade"]))


def _percent(ratio: Any) -> str:
    return f"{plain(Decimal(str(ratio)) * 100)}%"


def _band(row: Mapping[str, Any]) -> str:
    extra = row.get("extra") or ()
    return f"{band_name(row)} {band_words(row)}" + (f", khi {' và '.join(extra)}" if extra else "")


def _quota(row: Mapping[str, Any]) -> str:
    told = f"không quá {_percent(row['cap'])} {DENOMINATORS.get(row['denominator'], '')}"
    if row.get("exception_cap"):
        told += f", ngoại lệ đến {_percent(row['exception_cap'])}"
    if row.get("small_below"):
        told += f", dưới {row['small_below']} người thì được {row.get('small_allows', 0)}"
    return told


def _confidence(row: Mapping[str, Any]) -> str:
    visits, ratings = row["min_visits"], row["min_ratings"]
    return (
        f"{row['mark']} từ {visits} cuộc kiểm tra, {_percent(row['min_response'])} phiếu, {ratings} đánh giá"
    )


def _condition(row: Mapping[str, Any]) -> str:
    if row.get("fact"):
        return f"{row['name']}: cổng tự trả lời theo “{FACTS.get(row['fact'], row['fact'])}”"
    if row.get("criterion"):
        return f"{row['name']}: tiêu chí {row['criterion']} đạt ít nhất {_percent(row.get('at_least', 1))}"
    return f"{row['name']}: chờ người xác nhận"


def _adjustment(row: Mapping[str, Any]) -> str:
    fact = COUNTS.get(row["fact"], row["fact"])
    kind = KINDS.get(row["kind"], row["kind"])
    return f"{kind} {plain(row['points'])} điểm mỗi lần “{fact}”, ghi là “{row['reason']}”"


def _coefficient(row: Mapping[str, Any]) -> str:
    named = f" ({row['label']})" if row.get("label") else ""
    scored = SCORED_ON.get(row["scored_on"], row["scored_on"]).lower()
    least, most = plain(row["at_least"]), plain(row["at_most"])
    share = most if least == most else f"{least}–{most}"
    return f"{scored} từ {plain(row['lower'])} điểm: {share}%{named}"


def _row_words(row: Any) -> str:
    if isinstance(row, Mapping):
        return ", ".join(plain(value) for value in row.values() if value not in ("", None))
    return plain(row)


_ROWS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "bands": _band,
    "quotas": _quota,
    "confidence": _confidence,
    "conditions": _condition,
    "adjustments": _adjustment,
    "coefficients": _coefficient,
}
