"""What contradicts itself in a criteria set, each with its place and a Vietnamese sentence.

Published tables do contradict themselves (a group said to be 20 whose rows sum to 18, an option worth more
than its maximum, a total nobody can reach). Nothing is mended here: publishing with an inconsistency must be
an open decision of a person.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from evaluations.enums import AppliesTo, Measure, NotApplicable, Source
from evaluations.rules.band_check import check_bands
from evaluations.rules.inconsistency import Inconsistency, number
from evaluations.rules.set_conditions import check_conditions
from evaluations.rules.set_contradictions import check_contradictions
from evaluations.rules.set_definition import CriterionDefinition, SetDefinition, shared_points
from evaluations.rules.set_limits import check_params, check_ranges, check_settings, check_texts
from evaluations.rules.set_sums import check_reachable, check_sums

CITIZEN_READS = frozenset({"", "stars", "xin", "luon", "cases"})


def check_set(definition: SetDefinition) -> list[Inconsistency]:
    """Every inconsistency, in the order of the checks and then of the file; empty for a sound set.

    Settings that cannot be read are told first, and nothing is asked of them while they cannot.
    """
    unread = list(check_settings(definition.settings))
    checks = _OF_ROWS if unread else (*_OF_ROWS, *_OF_SETTINGS)
    return list(dict.fromkeys([*unread, *(found for check in checks for found in check(definition))]))


def _codes(definition: SetDefinition) -> Iterator[Inconsistency]:
    """No code twice; every criterion in a group; every group with criteria or groups in it; parents exist."""
    groups = {group.code for group in definition.groups}
    for kind, codes in (
        ("nhóm", [group.code for group in definition.groups]),
        ("tiêu chí", [criterion.code for criterion in definition.criteria]),
    ):
        for code, times in Counter(codes).items():
            if times > 1:
                yield Inconsistency("duplicate_code", code, f"Mã {kind} {code} xuất hiện {times} lần.")
    used = {c.group for c in definition.criteria} | {g.parent for g in definition.groups}
    for criterion in definition.criteria:
        if criterion.group not in groups:
            sentence = f"Tiêu chí {criterion.code} thuộc nhóm {criterion.group} không có trong bộ."
            yield Inconsistency("unknown_group", criterion.code, sentence)
    for group in definition.groups:
        if group.parent and group.parent not in groups:
            sentence = f"Nhóm {group.code} nằm trong nhóm {group.parent} không có trong bộ."
            yield Inconsistency("unknown_group", group.code, sentence)
        if group.code not in used:
            yield Inconsistency("empty_group", group.code, f"Nhóm {group.code} không có tiêu chí nào.")


def _words(definition: SetDefinition) -> Iterator[Inconsistency]:
    """Measures, audiences and treatments are from their closed lists."""
    for criterion in definition.criteria:
        for code, value, known, name in (
            ("unknown_measure", criterion.measure, Measure.values, "cách đo"),
            ("unknown_audience", criterion.applies_to, AppliesTo.values, "đối tượng áp dụng"),
            ("unknown_treatment", criterion.not_applicable, ["", *NotApplicable.values], "cách xử lý"),
            ("unknown_question", criterion.params.citizen_reads, CITIZEN_READS, "câu hỏi cho người dân"),
        ):
            if value not in known:
                yield Inconsistency(
                    code, criterion.code, f"Tiêu chí {criterion.code}: {name} “{value}” không rõ."
                )


def _points(definition: SetDefinition) -> Iterator[Inconsistency]:
    """Every criterion is worth something, of its own or as its part of its group's points (S5)."""
    shared = shared_points(definition)
    for criterion in definition.criteria:
        if criterion.max_points is None and criterion.group in shared:
            continue
        if criterion.max_points is None:
            sentence = f"Tiêu chí {criterion.code} không có điểm tối đa trong biểu."
            yield Inconsistency("missing_points", criterion.code, sentence)
        elif criterion.max_points <= 0:
            sentence = f"Tiêu chí {criterion.code} có điểm tối đa {number(criterion.max_points)}."
            yield Inconsistency("missing_points", criterion.code, sentence)


def _weights(definition: SetDefinition) -> Iterator[Inconsistency]:
    """Source weights are 0..100 and sum to 100 (S3); citizens who weigh something are asked something."""
    for criterion in definition.criteria:
        total = sum(criterion.weights.values())
        if total != 100 or any(weight < 0 for weight in criterion.weights.values()):
            sentence = f"Tiêu chí {criterion.code}: trọng số các nguồn cộng lại là {total}, phải là 100."
            yield Inconsistency("weights", criterion.code, sentence)
        if criterion.weights.get(Source.SELF_ASSESSMENT, 0) and criterion.applies_to == AppliesTo.AGENCY:
            sentence = f"Tiêu chí {criterion.code} của cơ quan không có trong phiếu tự đánh giá của cá nhân."
            yield Inconsistency("weights", criterion.code, sentence)
        citizens = criterion.weights.get(Source.CITIZEN, 0)
        if citizens and not criterion.params.citizen_reads:
            sentence = (
                f"Tiêu chí {criterion.code}: người dân chiếm {citizens}% nhưng chưa chọn người dân trả lời"
                " bằng gì, nên nguồn này không bao giờ có số."
            )
            yield Inconsistency("no_question", criterion.code, sentence)


def _params(definition: SetDefinition) -> Iterator[Inconsistency]:
    """A measure has what it needs, and its numbers make sense (S2)."""
    for criterion in definition.criteria:
        for wrong, sentence in _param_faults(criterion):
            if wrong:
                yield Inconsistency("params", criterion.code, f"Tiêu chí {criterion.code}: {sentence}")


def _param_faults(criterion: CriterionDefinition) -> Iterable[tuple[bool, str]]:
    params, measure = criterion.params, criterion.measure
    by_case = measure == Measure.DEDUCTION and params.deduction is not None
    return (
        (
            measure in (Measure.DEDUCTION, Measure.COUNT_DEDUCT) and (params.deduction or 0) <= 0,
            "chưa có mức trừ lớn hơn 0.",
        ),
        (by_case and (params.deduction or 0) > 1, "mức trừ mỗi vụ lớn hơn toàn bộ điểm."),
        (not 0 <= params.floor < 1, "mức sàn phải từ 0 đến dưới 1."),
        (measure == Measure.COUNT and (params.target or 0) <= 0, "chưa có số lượng cần đạt."),
        (measure == Measure.SCALE and params.scale_max <= 0, "đỉnh thang điểm phải lớn hơn 0."),
        (measure == Measure.LEVELS and len(params.levels) < 2, "cần ít nhất hai mức."),
        (measure == Measure.BONUS and (params.per_item or 0) <= 0, "chưa có điểm cho mỗi nội dung."),
    )


def _options(definition: SetDefinition) -> Iterator[Inconsistency]:
    """No level is worth more than the criterion, and the best one reaches it."""
    for criterion in definition.criteria:
        levels = [level.points for level in criterion.params.levels]
        if not levels or criterion.max_points is None or criterion.measure == Measure.DEDUCTION:
            continue  # of a deduction they are what each kind of breach takes, together perhaps more than all
        for points in levels:
            if points > criterion.max_points:
                sentence = (
                    f"Tiêu chí {criterion.code}: mức {number(points)} điểm vượt điểm tối đa"
                    f" {number(criterion.max_points)}."
                )
                yield Inconsistency("option_above_maximum", criterion.code, sentence)
        if max(levels) < criterion.max_points:
            sentence = (
                f"Tiêu chí {criterion.code}: mức cao nhất chỉ {number(max(levels))} điểm, không mức nào đạt"
                f" {number(criterion.max_points)}."
            )
            yield Inconsistency("unreachable_option", criterion.code, sentence)


def _scored_once(definition: SetDefinition) -> Iterator[Inconsistency]:
    """A criterion is scored on one thing only."""
    for criterion in definition.criteria:
        if len(criterion.scored_on) > 1:
            sentence = f"Tiêu chí {criterion.code} được ghi ở nhiều cấp: {', '.join(criterion.scored_on)}."
            yield Inconsistency("two_levels", criterion.code, sentence)


def _bands(definition: SetDefinition) -> Iterator[Inconsistency]:
    """Bands cover the scale once (S9)."""
    top = Decimal(definition.settings.get("scale", 100))
    return check_bands(definition.settings.get("bands", []), top)


def _quotas(definition: SetDefinition) -> Iterator[Inconsistency]:
    """A quota is a share of something known (S9)."""
    for quota in definition.settings.get("quotas", []):
        if not 0 < Decimal(quota["cap"]) <= 1:
            sentence = f"Tỷ lệ khống chế {quota['cap']} phải lớn hơn 0 và không quá 1."
            yield Inconsistency("quota", "quotas", sentence)
        if quota["denominator"] not in ("good", "good_and_excellent", "everyone"):
            sentence = f"Mẫu số khống chế “{quota['denominator']}” không rõ."
            yield Inconsistency("quota", "quotas", sentence)


Check = Callable[[SetDefinition], Iterable[Inconsistency]]
_OF_ROWS: tuple[Check, ...] = (
    _codes,
    _words,
    _points,
    _weights,
    _params,
    _options,
    check_sums,
    _scored_once,
    check_reachable,
    check_texts,
    check_params,
)
_OF_SETTINGS: tuple[Check, ...] = (check_ranges, check_contradictions, check_conditions, _bands, _quotas)
