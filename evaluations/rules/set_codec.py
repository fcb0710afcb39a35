"""Set-level settings and measure parameters to and from JSON and the text of a data file's cell."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from evaluations.rules.set_rules import (
    Band,
    ConfidenceRule,
    CriterionRule,
    Level,
    MeasureParams,
    Quota,
    SetRules,
)
from evaluations.rules.set_terms import AdjustmentRule, Coefficient, ConditionRule

DECIMALS = frozenset({"deduction", "case_deduction", "floor", "per_item"})
WHOLES = frozenset({"scale_max", "checklist_size", "target"})
TEXTS = frozenset({"citizen_reads", "proved_by"})
MOST_DIGITS = 12
ASKS = ("note", "evidence")


def params_from_text(text: str) -> MeasureParams:
    """``"deduction=0.25; citizen_reads=cases"`` or ``"levels=2:Đủ|1:Một|0:Không"``; ValueError if unknown.

    Where a label holds one of these signs, the whole is JSON as ``params_to_json`` tells it.
    """
    if text.lstrip().startswith("{"):
        return params_from_json(json.loads(text))
    pairs = [part.partition("=") for part in text.split(";") if part.strip()]
    return MeasureParams(**{name.strip(): _value(name.strip(), raw.strip()) for name, _, raw in pairs})


def sane(raw: Any) -> Decimal:
    """A number that a set may hold: finite, and of so few digits that writing it out costs nothing.

    Raises ValueError, and decimal.InvalidOperation for what is no number.
    """
    number = Decimal(raw)
    if not number.is_finite() or abs(number.adjusted()) > MOST_DIGITS or len(str(raw)) > 2 * MOST_DIGITS:
        raise ValueError(f"số không hợp lệ: {str(raw)[:40]}")
    return number


def params_to_json(params: MeasureParams) -> dict[str, Any]:
    """What differs from the defaults, decimals as text; the form in which a criterion is stored."""
    default = MeasureParams()
    given = {name: getattr(params, name) for name in MeasureParams.__slots__}
    told = {name: value for name, value in given.items() if value != getattr(default, name)}
    if "levels" in told:
        told["levels"] = [[str(level.points), level.label] for level in params.levels]
    return {name: str(value) if name in DECIMALS else value for name, value in told.items()}


def params_from_json(data: Mapping[str, Any]) -> MeasureParams:
    """Back from ``params_to_json``. ValueError for a parameter that does not exist."""
    return MeasureParams(**{name: _value(name, value) for name, value in data.items()})


def _value(name: str, raw: Any) -> Any:
    if name in DECIMALS:
        return sane(raw)
    if name in WHOLES:
        return int(raw)
    if name == "levels":
        rows = [row.split(":", 1) for row in raw.split("|")] if isinstance(raw, str) else raw
        return tuple(Level(sane(points), label) for points, label in rows)
    if name == "replaced_by_uniform":
        return raw in (True, "yes")
    if name in TEXTS or (name == "asks" and raw in ASKS):
        return str(raw)
    raise ValueError(f"tham số không rõ: {name}")


def rules_from_settings(
    settings: Mapping[str, Any],
    criteria: tuple[CriterionRule, ...],
    groups: tuple[str, ...],
    shared: Mapping[str, Decimal] | None = None,
) -> SetRules:
    """A set's stored settings and its criteria as rules; what the settings leave out takes the default."""
    known = {name: read(settings[name]) for name, read in READERS.items() if name in settings}
    unknown = set(settings) - set(READERS)
    if unknown:
        raise ValueError(f"Thiết lập không rõ: {', '.join(sorted(unknown))}.")
    return SetRules(criteria=criteria, groups=groups, shared=shared or {}, **known)


def _optional_decimal(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _bands(rows: list[Mapping[str, Any]]) -> tuple[Band, ...]:
    return tuple(
        Band(r["grade"], Decimal(r["lower"]), r["operator"], r.get("label", ""), tuple(r.get("extra", ())))
        for r in rows
    )


def _quotas(rows: list[Mapping[str, Any]]) -> tuple[Quota, ...]:
    return tuple(
        Quota(
            Decimal(r["cap"]),
            r["denominator"],
            r.get("small_below", 0),
            r.get("small_allows", 0),
            _optional_decimal(r.get("exception_cap")),
        )
        for r in rows
    )


def _confidence(rows: list[Mapping[str, Any]]) -> tuple[ConfidenceRule, ...]:
    return tuple(
        ConfidenceRule(r["mark"], r["min_visits"], Decimal(r["min_response"]), r["min_ratings"]) for r in rows
    )


def _conditions(rows: list[Mapping[str, Any]]) -> tuple[ConditionRule, ...]:
    return tuple(
        ConditionRule(r["name"], r.get("fact", ""), r.get("criterion", ""), Decimal(r.get("at_least", 1)))
        for r in rows
    )


def _adjustments(rows: list[Mapping[str, Any]]) -> tuple[AdjustmentRule, ...]:
    return tuple(AdjustmentRule(r["kind"], r["fact"], Decimal(r["points"]), r["reason"]) for r in rows)


def _coefficients(rows: list[Mapping[str, Any]]) -> tuple[Coefficient, ...]:
    return tuple(
        Coefficient(
            r["scored_on"],
            Decimal(r["lower"]),
            Decimal(r["at_least"]),
            Decimal(r["at_most"]),
            r.get("label", ""),
        )
        for r in rows
    )


READERS: Mapping[str, Any] = {
    "scale": int,
    "rescale": bool,
    "carry_months": int,
    "min_citizen_n": int,
    "min_coverage": Decimal,
    "min_ranked": int,
    "bands": _bands,
    "bonus_cap": _optional_decimal,
    "deduction_cap": _optional_decimal,
    "knock_out_grade": str,
    "ranks_unrounded": bool,
    "indicator_decimals": lambda value: None if value is None else int(value),
    "confidence": _confidence,
    "quotas": _quotas,
    "over_time": str,
    "conditions": _conditions,
    "adjustments": _adjustments,
    "coefficients": _coefficients,
}
"""Every setting a set may have, and how it is read; also the list of what is known."""
