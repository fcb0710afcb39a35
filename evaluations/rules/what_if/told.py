"""A scenario's changes in words: what it was, what it is taken to be."""

from collections.abc import Mapping
from decimal import Decimal
from typing import NamedTuple

from evaluations.enums import Grade, Source
from evaluations.rules.rounding import half_up
from evaluations.rules.set_rules import SOURCES, SetRules
from evaluations.rules.what_if.changes import Changes

SOURCE_NAMES = {source.value: source.label for source in Source}
NO_CAP = "không giới hạn"


class Told(NamedTuple):
    """One change."""

    what: str
    before: str
    after: str


def told(changes: Changes, rules: SetRules) -> list[Told]:
    """Every change against the set, sources first, criteria last."""
    codes = {one.code: one for one in rules.criteria}
    lines = [_factor(source, changes.factors[source]) for source in SOURCES if source in changes.factors]
    lines += _settings(changes, rules)
    lines += [
        Told(f"Ngưỡng “{Grade(band.grade).label}”", plain(band.lower), plain(changes.edges[band.grade]))
        for band in rules.bands
        if band.grade in changes.edges
    ]
    for code, points in changes.points.items():
        if code in codes:
            lines.append(Told(f"Điểm tiêu chí {code}", plain(codes[code].max_points), plain(points)))
    for code, weights in changes.weights.items():
        if code in codes:
            lines.append(Told(f"Trọng số tiêu chí {code}", _weights(codes[code].weights), _weights(weights)))
    return lines


def _factor(source: str, factor: int) -> Told:
    after = "tắt nguồn này" if not factor else f"nhân {plain(Decimal(factor) / 100)}"
    return Told(f"Trọng số nguồn “{SOURCE_NAMES[source]}” ở mọi tiêu chí", "như bộ tiêu chí", after)


def _settings(changes: Changes, rules: SetRules) -> list[Told]:
    rows = [
        ("Kết quả kiểm tra có hiệu lực", _months(rules.carry_months), _months(changes.carry_months)),
        ("Người dân: số lượt tối thiểu", str(rules.min_citizen_n), str(changes.min_citizen_n)),
        ("Độ phủ tối thiểu để xếp hạng", _ratio(rules.min_coverage), _ratio(changes.min_coverage)),
        ("Trần điểm cộng", _cap(rules.bonus_cap), _cap(changes.bonus_cap)),
        ("Trần điểm trừ", _cap(rules.deduction_cap), _cap(changes.deduction_cap)),
    ]
    given = (
        changes.carry_months,
        changes.min_citizen_n,
        changes.min_coverage,
        changes.bonus_cap,
        changes.deduction_cap,
    )
    return [Told(*row) for row, value in zip(rows, given, strict=True) if value is not None]


def plain(value: Decimal) -> str:
    """A number without idle zeros, "3,5"."""
    text = f"{half_up(value):f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def _months(value: int | None) -> str:
    return f"{value} tháng sau tháng kiểm tra"


def _ratio(value: Decimal | None) -> str:
    return "" if value is None else f"{plain(value * 100)} %"


def _cap(value: Decimal | None) -> str:
    return NO_CAP if value is None else f"{plain(value)} điểm"


def _weights(weights: Mapping[str, int]) -> str:
    return ", ".join(f"{SOURCE_NAMES[s]} {weights[s]}" for s in SOURCES if weights.get(s))
