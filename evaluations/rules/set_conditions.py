"""Whether what a set says beside its criteria can be answered: conditions, lines by fact (S7, S9)."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from evaluations.enums import Measure
from evaluations.rules.conditions import COUNTS, FACTS
from evaluations.rules.inconsistency import Inconsistency, number
from evaluations.rules.set_definition import SetDefinition
from evaluations.rules.set_terms import MEAN_OF_MONTHS


def check_conditions(definition: SetDefinition) -> Iterator[Inconsistency]:
    """Every one of them, by kind."""
    for check in (_named, _answered, _lines, _coefficients, _time, _lists):
        yield from check(definition)


def _named(definition: SetDefinition) -> Iterator[Inconsistency]:
    """A condition of which the set does not say how it is answered stays to be confirmed for ever (S9)."""
    known = {row["name"] for row in definition.settings.get("conditions", [])}
    for band in definition.settings.get("bands", []):
        for name in band.get("extra", []):
            if name not in known:
                sentence = f"Điều kiện “{name}” chưa khai cách trả lời, nên luôn ghi “cần xác nhận”."
                yield Inconsistency("open_condition", band["grade"], sentence)


def _answered(definition: SetDefinition) -> Iterator[Inconsistency]:
    """One way of answering, and one that exists."""
    codes = {criterion.code for criterion in definition.criteria}
    for row in definition.settings.get("conditions", []):
        place = str(row["name"])
        for wrong, sentence in _condition_faults(row, codes):
            if wrong:
                yield Inconsistency("unknown_condition", place, f"Điều kiện “{place}”: {sentence}")


def _condition_faults(row: dict[str, Any], codes: set[str]) -> list[tuple[bool, str]]:
    fact, criterion = row.get("fact", ""), row.get("criterion", "")
    return [
        (bool(fact and criterion), "chỉ chọn một cách trả lời: sự việc hoặc tiêu chí."),
        (bool(fact) and fact not in FACTS, f"cổng không biết sự việc “{fact}”."),
        (bool(criterion) and criterion not in codes, f"bộ không có tiêu chí {criterion}."),
        (not 0 < Decimal(row.get("at_least", 1)) <= 1, "mức cần đạt phải lớn hơn 0 và không quá 1."),
    ]


def _lines(definition: SetDefinition) -> Iterator[Inconsistency]:
    """Points for facts that are counted, within the caps (S7)."""
    for row in definition.settings.get("adjustments", []):
        points, place = Decimal(row["points"]), str(row["reason"])
        cap = definition.settings.get(f"{row['kind']}_cap")
        if row["kind"] not in ("bonus", "deduction") or row["fact"] not in COUNTS:
            sentence = f"Dòng cộng, trừ “{place}”: cổng không đếm được “{row['fact']}”."
            yield Inconsistency("unknown_fact", place, sentence)
        elif points <= 0 or (cap is not None and points > Decimal(cap)):
            sentence = f"Dòng cộng, trừ “{place}”: {number(points)} điểm phải lớn hơn 0 và không quá trần."
            yield Inconsistency("range", place, sentence)


def _coefficients(definition: SetDefinition) -> Iterator[Inconsistency]:
    """Coefficients of points that something of the set is marked on, from 0 on."""
    rows = definition.settings.get("coefficients", [])
    things = {thing for criterion in definition.criteria for thing in criterion.scored_on}
    for thing in sorted({row["scored_on"] for row in rows}):
        if thing not in things:
            sentence = f"Hệ số hoàn thành tính trên “{thing}” nhưng không tiêu chí nào chấm trên đó."
            yield Inconsistency("unknown_part", "coefficients", sentence)
        if all(Decimal(row["lower"]) > 0 for row in rows if row["scored_on"] == thing):
            sentence = f"Hệ số hoàn thành tính trên “{thing}” không nói gì về các mức điểm thấp nhất."
            yield Inconsistency("band_gap", "coefficients", sentence)


def _time(definition: SetDefinition) -> Iterator[Inconsistency]:
    """Quarters and years are scored by themselves or are the mean of their months."""
    over_time = definition.settings.get("over_time", "")
    if over_time not in ("", MEAN_OF_MONTHS):
        yield Inconsistency("setting", "over_time", f"Cách tính quý, năm “{over_time}” không rõ.")


def _lists(definition: SetDefinition) -> Iterator[Inconsistency]:
    """What a list of deductions takes is a whole number of its steps (S2)."""
    for one in definition.criteria:
        if one.measure != Measure.DEDUCTION or not one.params.levels:
            continue
        step = (one.params.deduction or Decimal(0)) * (one.max_points or Decimal(0))
        for level in one.params.levels:
            if not step or level.points % step:
                taken = f"“{level.label}” trừ {number(level.points)} điểm"
                sentence = f"Tiêu chí {one.code}: {taken}, không chia hết theo mức trừ {number(step)} điểm."
                yield Inconsistency("params", one.code, sentence)
