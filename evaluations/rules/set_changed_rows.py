"""What changed in one group, one criterion, the bands and the settings, in words."""

from collections.abc import Iterator, Mapping
from typing import Any

from evaluations.enums import Sharing
from evaluations.rules.set_definition import CriterionDefinition, GroupDefinition
from evaluations.rules.set_labels import (
    AUDIENCES,
    MEASURES,
    PARAMS,
    SCORED_ON,
    SETTINGS,
    SOURCES,
    TREATMENTS,
    param_words,
    points,
)
from evaluations.rules.set_rules import SOURCES as IN_ORDER
from evaluations.rules.set_rules import MeasureParams
from evaluations.rules.set_setting_words import band_name, band_words, setting_words

SHARED, BY_POINTS = "chia đều điểm của nhóm", "theo điểm từng tiêu chí"


def changed_group(old: GroupDefinition, new: GroupDefinition) -> Iterator[str]:
    """Sentences of what changed in a group of the same code."""
    if old.name != new.name:
        yield f"Nhóm {new.code}: đổi tên “{old.name}” → “{new.name}”."
    if old.declared_points != new.declared_points:
        yield f"Nhóm {new.code}: điểm {points(old.declared_points)} → {points(new.declared_points)}."
    if old.parent != new.parent:
        yield f"Nhóm {new.code}: thuộc {old.parent or 'bộ'} → {new.parent or 'bộ'}."
    if old.sharing != new.sharing:
        before, after = (SHARED if one.sharing == Sharing.EQUAL else BY_POINTS for one in (old, new))
        yield f"Nhóm {new.code}: cách tính điểm {before} → {after}."


def changed_criterion(old: CriterionDefinition, new: CriterionDefinition) -> Iterator[str]:
    """Sentences of what changed in a criterion."""
    if old.code != new.code:
        yield f"{old.code}: đổi mã thành {new.code}."
    if old.group != new.group:
        yield f"{new.code}: chuyển từ nhóm {old.group} sang nhóm {new.group}."
    for before, after, label in (
        (points(old.max_points), points(new.max_points), "điểm tối đa"),
        (AUDIENCES.get(old.applies_to), AUDIENCES.get(new.applies_to), "áp dụng cho"),
        (MEASURES.get(old.measure), MEASURES.get(new.measure), "cách đo"),
        (TREATMENTS.get(old.not_applicable), TREATMENTS.get(new.not_applicable), "khi không áp dụng"),
        (_scored_on(old), _scored_on(new), "chấm trên"),
    ):
        if before != after:
            yield f"{new.code}: {label} {before} → {after}."
    yield from _weights(old, new)
    yield from _params(old, new)
    yield from _texts(old, new)


def _scored_on(one: CriterionDefinition) -> str:
    return ", ".join(SCORED_ON.get(name, name) for name in one.scored_on) or "không ghi"


def _weights(old: CriterionDefinition, new: CriterionDefinition) -> Iterator[str]:
    told = [
        f"{SOURCES[source]} {old.weights.get(source, 0)}% → {new.weights.get(source, 0)}%"
        for source in IN_ORDER
        if old.weights.get(source, 0) != new.weights.get(source, 0)
    ]
    if told:
        yield f"{new.code}: trọng số {', '.join(told)}."


def _params(old: CriterionDefinition, new: CriterionDefinition) -> Iterator[str]:
    for name in MeasureParams.__slots__:
        if getattr(old.params, name) != getattr(new.params, name):
            label = PARAMS.get(name, name)
            label = label[0].lower() + label[1:]
            yield f"{new.code}: {label} {param_words(old.params, name)} → {param_words(new.params, name)}."


def _texts(old: CriterionDefinition, new: CriterionDefinition) -> Iterator[str]:
    for before, after, label in (
        (old.statement, new.statement, "nội dung"),
        (old.how_measured, new.how_measured, "cách chấm"),
        (old.evidence_hint, new.evidence_hint, "minh chứng"),
        (old.legal_basis, new.legal_basis, "căn cứ"),
    ):
        if before != after:
            yield f"{new.code}: sửa {label} “{before or '(trống)'}” → “{after or '(trống)'}”."


def changed_settings(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Kind, place and sentence of what changed in the bands and the other rules of the set."""
    yield from _bands(old.get("bands", []), new.get("bands", []))
    for name in dict.fromkeys((*SETTINGS, *old, *new)):
        if name == "bands" or (name in old) + (name in new) == 0 or old.get(name) == new.get(name):
            continue
        before, after = (
            setting_words(name, settings[name]) if name in settings else "mặc định" for settings in (old, new)
        )
        if before != after:
            yield "setting", name, f"{SETTINGS.get(name, name)}: {before} → {after}."


def _bands(old: list[Mapping[str, Any]], new: list[Mapping[str, Any]]) -> Iterator[tuple[str, str, str]]:
    before = {band["grade"]: band for band in old}
    after = {band["grade"]: band for band in new}
    for grade, band in after.items():
        name = band_name(band)
        if grade not in before:
            yield "band", grade, f"Thêm mức {name}: {band_words(band)}."
            continue
        earlier = before[grade]
        if band_words(earlier) != band_words(band):
            yield "band", grade, f"Mức {name}: {band_words(earlier)} → {band_words(band)}."
        if band_name(earlier) != name:
            yield "band", grade, f"Mức {band_name(earlier)}: đổi tên thành {name}."
        if list(earlier.get("extra", ())) != list(band.get("extra", ())):
            yield "band", grade, f"Mức {name}: điều kiện thêm {_extra(earlier)} → {_extra(band)}."
    for grade, band in before.items():
        if grade not in after:
            yield "band", grade, f"Bỏ mức {band_name(band)} ({band_words(band)})."


def _extra(band: Mapping[str, Any]) -> str:
    return "; ".join(band.get("extra", ())) or "không có"
