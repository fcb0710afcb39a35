"""What stops a scenario from being computed: sentences that say what to mend."""

from decimal import Decimal

from evaluations.enums import Grade
from evaluations.rules.set_rules import CriterionRule, SetRules
from evaluations.rules.what_if.changes import Changes, changed

SHARED = (
    "Tiêu chí {code}: điểm của nhóm chia đều cho các tiêu chí áp dụng, nên đổi điểm riêng không có tác dụng. "
    "Hãy giữ nguyên ô điểm này."
)
MOST_POINTS, MOST_FACTOR, MOST_MONTHS, MOST_N = Decimal(1000), 1000, 24, 1000


def problems_of(changes: Changes, rules: SetRules) -> list[str]:
    """Every reason why the changed set could not score; none when it can."""
    return [*_of_criteria(changes, rules), *_of_bands(changes, rules), *_of_settings(changes)]


def _of_criteria(changes: Changes, rules: SetRules) -> list[str]:
    found = []
    for code, points in changes.points.items():
        if not 0 <= points <= MOST_POINTS:
            found.append(f"Tiêu chí {code}: điểm phải từ 0 đến 1.000.")
    found += [SHARED.format(code=one.code) for one in rules.criteria if _shares(one, changes, rules)]
    for code, weights in changes.weights.items():
        if any(weight < 0 for weight in weights.values()) or sum(weights.values()) != 100:
            found.append(f"Tiêu chí {code}: trọng số các nguồn phải cộng lại bằng 100.")
    if any(not 0 <= factor <= MOST_FACTOR for factor in changes.factors.values()):
        found.append("Hệ số của một nguồn phải từ 0 % đến 1.000 %.")
    copy = changed(rules, changes)
    if not any(one.max_points and any(one.weights.values()) for one in copy.criteria if not one.is_bonus):
        found.append("Không còn tiêu chí nào có điểm và có nguồn. Hãy giữ lại ít nhất một nguồn.")
    return found


def _shares(one: CriterionRule, changes: Changes, rules: SetRules) -> bool:
    """Whether points are asked for a criterion that has none of its own: its group shares them (S5)."""
    return one.code in changes.points and one.group in rules.shared and not one.is_bonus


def _of_bands(changes: Changes, rules: SetRules) -> list[str]:
    if not changes.edges:
        return []
    highest_first = sorted(rules.bands, key=lambda band: -band.lower)
    edges = [changes.edges.get(band.grade, band.lower) for band in highest_first]
    if any(not 0 <= edge <= rules.scale for edge in edges):
        return [f"Ngưỡng xếp loại phải từ 0 đến {rules.scale}."]
    if any(upper <= lower for upper, lower in zip(edges, edges[1:], strict=False)):
        names = ", ".join(Grade(band.grade).label for band in highest_first)
        return [f"Ngưỡng xếp loại phải giảm dần theo thứ tự: {names}."]
    return []


def _of_settings(changes: Changes) -> list[str]:
    found = []
    if changes.carry_months is not None and not 0 <= changes.carry_months <= MOST_MONTHS:
        found.append("Hiệu lực của kết quả kiểm tra phải từ 0 đến 24 tháng.")
    if changes.min_citizen_n is not None and not 5 <= changes.min_citizen_n <= MOST_N:
        found.append("Số lượt tối thiểu của người dân không được dưới 5 (để không ai bị nhận ra).")
    if changes.min_coverage is not None and not 0 <= changes.min_coverage <= 1:
        found.append("Độ phủ tối thiểu phải từ 0 % đến 100 %.")
    caps = (changes.bonus_cap, changes.deduction_cap)
    if any(cap is not None and not 0 <= cap <= MOST_POINTS for cap in caps):
        found.append("Mức trần điểm cộng, điểm trừ phải từ 0 đến 1.000.")
    return found
