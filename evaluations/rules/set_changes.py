"""What changed from one version of a set to the next, sentence by sentence, in words a head can follow."""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from core.text import fold, squeeze
from evaluations.rules.set_changed_rows import changed_criterion, changed_group, changed_settings
from evaluations.rules.set_definition import CriterionDefinition, SetDefinition
from evaluations.rules.set_labels import COMPARED, SCORED_ON, points

NOTHING = "(trống)"


class Change(NamedTuple):
    """One change: of what ("set", "group", "criterion", "band", "setting"), where, and the sentence."""

    kind: str
    place: str
    sentence: str


class Shown(NamedTuple):
    """An example picture as far as two versions may differ in it; ``file`` is its digest."""

    is_right: bool
    caption: str
    file: str


Pictures = Mapping[str, Collection[Shown]]
"""The example pictures by code of criterion."""


def changes_between(
    old: SetDefinition, new: SetDefinition, shown: tuple[Pictures, Pictures] = ({}, {})
) -> list[Change]:
    """Every difference from ``old`` to ``new``: set, groups, criteria and rules; none if alike.

    ``shown`` are the pictures of the two.
    """
    told = [*_head(old, new), *_groups(old, new), *_criteria(old, new), *_settings(old, new)]
    return [*told, *_pictures(paired(old, new), new, *shown)]


def _head(old: SetDefinition, new: SetDefinition) -> Iterator[Change]:
    for before, after, label in (
        (old.title, new.title, "Tên bộ"),
        (old.legal_basis, new.legal_basis, "Căn cứ pháp lý"),
        (old.source or NOTHING, new.source or NOTHING, "Nguồn của biểu"),
        (old.parent or "không", new.parent or "không", "Bổ sung của bộ"),
        (points(old.declared_total), points(new.declared_total), "Tổng điểm của biểu"),
        *(_part(old, new, name) for name in {**old.declared_parts, **new.declared_parts}),
        (_use(old), _use(new), "Mục đích"),
        (_by_default(old), _by_default(new), "Điểm và trọng số"),
        (_compared(old), _compared(new), "Nhóm so sánh dùng bộ này"),
    ):
        if before != after:
            yield Change("set", "bộ", f"{label}: {before} → {after}.")


def _part(old: SetDefinition, new: SetDefinition, name: str) -> tuple[str, str, str]:
    before, after = (points(one.declared_parts.get(name)) for one in (old, new))
    return before, after, f"Tổng điểm chấm trên {SCORED_ON.get(name, name).lower()}"


def _by_default(definition: SetDefinition) -> str:
    return "mặc định của phần mềm" if definition.is_default_points else "tỉnh đã quyết định"


def _use(definition: SetDefinition) -> str:
    return "dùng để chấm điểm" if definition.is_scoring else "chỉ để đối chiếu"


def _compared(definition: SetDefinition) -> str:
    names = [COMPARED.get(name, name) for name in definition.comparison_groups]
    return "; ".join(names) or "mọi nhóm"


def _groups(old: SetDefinition, new: SetDefinition) -> Iterator[Change]:
    before = {group.code: group for group in old.groups}
    after = {group.code: group for group in new.groups}
    for code, group in after.items():
        if code not in before:
            stated = "" if group.declared_points is None else f" ({points(group.declared_points)} điểm)"
            yield Change("group", code, f"Thêm nhóm {code} “{group.name}”{stated}.")
        else:
            yield from (Change("group", code, told) for told in changed_group(before[code], group))
    for code, group in before.items():
        if code not in after:
            yield Change("group", code, f"Bỏ nhóm {code} “{group.name}”.")
    stayed = [code for code in after if code in before]
    if stayed != [code for code in before if code in after]:
        yield Change("group", "bộ", f"Thứ tự các nhóm nay là {', '.join(stayed)}.")


def _criteria(old: SetDefinition, new: SetDefinition) -> Iterator[Change]:
    pairs = paired(old, new)
    for one in new.criteria:
        earlier = pairs.get(one.code)
        if earlier is None:
            worth = f"{points(one.max_points)} điểm, nhóm {one.group}"
            yield Change("criterion", one.code, f"Thêm tiêu chí {one.code} “{one.statement}” ({worth}).")
        else:
            yield from (Change("criterion", one.code, told) for told in changed_criterion(earlier, one))
    kept = {earlier.code for earlier in pairs.values()}
    for one in old.criteria:
        if one.code not in kept:
            sentence = f"Bỏ tiêu chí {one.code} “{one.statement}” ({points(one.max_points)} điểm)."
            yield Change("criterion", one.code, sentence)
    yield from _order(pairs, new)


def paired(old: SetDefinition, new: SetDefinition) -> dict[str, CriterionDefinition]:
    """By the code in ``new`` the same criterion in ``old``: by code, or where that is new, by words."""
    by_code = {one.code: one for one in old.criteria}
    pairs = {one.code: by_code[one.code] for one in new.criteria if one.code in by_code}
    left = {_words(one): one for one in old.criteria if one.code not in pairs}
    for one in new.criteria:
        if one.code not in pairs and _words(one) in left:
            pairs[one.code] = left.pop(_words(one))
    return pairs


def _words(one: CriterionDefinition) -> str:
    return squeeze(fold(one.statement))


def _order(pairs: dict[str, CriterionDefinition], new: SetDefinition) -> Iterator[Change]:
    """Groups whose criteria stand in another order than they did."""
    for group in new.groups:
        stayed = [one for one in new.criteria if one.group == group.code and one.code in pairs]
        stayed = [one for one in stayed if pairs[one.code].group == group.code]
        were = sorted(stayed, key=lambda one: pairs[one.code].position)
        if [one.code for one in were] != [one.code for one in stayed]:
            told = ", ".join(one.code for one in stayed)
            yield Change("group", group.code, f"Nhóm {group.code}: thứ tự tiêu chí nay là {told}.")


def _pictures(
    pairs: Mapping[str, CriterionDefinition], new: SetDefinition, old_shown: Pictures, new_shown: Pictures
) -> Iterator[Change]:
    """Pictures put beside a criterion or taken from it, which both versions have or the new one brings."""
    for one in new.criteria:
        earlier = pairs.get(one.code)
        before = list(old_shown.get(earlier.code, ())) if earlier else []
        after = list(new_shown.get(one.code, ()))
        for word, these, those in (("thêm", after, before), ("bỏ", before, after)):
            for picture in these:
                if picture not in those:
                    kind = "đạt" if picture.is_right else "chưa đạt"
                    sentence = f"{one.code}: {word} ảnh mẫu {kind} “{picture.caption}”."
                    yield Change("criterion", one.code, sentence)


def _settings(old: SetDefinition, new: SetDefinition) -> Iterator[Change]:
    for kind, place, told in changed_settings(old.settings, new.settings):
        yield Change(kind, place, told)
