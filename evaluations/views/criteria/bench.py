"""The rows of a draft's page, ready for the template."""

from collections.abc import Sequence
from typing import Any

from agencies.enums import ComparisonGroup
from core.dates import format_moment
from core.numbers import NO_DATA, format_integer
from evaluations.enums import Source
from evaluations.forms.criteria.head import PARTS
from evaluations.gather.criteria.draft_rows import DraftGroup, DraftRow
from evaluations.models import CriteriaSet, Criterion
from evaluations.rules.inconsistency import number

VOICES = dict(Source.choices)
RANKED = dict(ComparisonGroup.choices)


def facts_of(draft: CriteriaSet) -> list[tuple[str, str]]:
    """The head of a set in words."""
    groups = ", ".join(str(RANKED[one]) for one in draft.comparison_groups) or "Mọi nhóm cơ quan"
    total = NO_DATA if draft.declared_total is None else number(draft.declared_total)
    parts = "; ".join(
        f"chấm trên {PARTS.get(name, name)} {str(points).replace('.', ',')}"
        for name, points in draft.declared_parts.items()
    )
    told = [
        ("Mã, phiên bản", f"{draft.code}, phiên bản {draft.version}"),
        ("Căn cứ", draft.legal_basis or "Chưa ghi"),
        ("Mục đích", "Dùng để chấm điểm" if draft.is_scoring else "Để đối chiếu"),
        ("Dùng cho", groups),
        ("Tổng điểm biểu ghi", f"{total} ({parts})" if parts else total),
    ]
    if draft.drafted_by is not None and draft.drafted_at is not None:
        told.append(("Người soạn", f"{draft.drafted_by.display_name}, từ {format_moment(draft.drafted_at)}"))
    return told


def group_rows(groups: Sequence[DraftGroup]) -> list[dict[str, Any]]:
    """Every group with its criteria."""
    return [
        {
            "pk": str(one.group.pk),
            "code": one.group.code,
            "name": one.group.name,
            "depth": min(one.depth, 2),
            "points": _points(one),
            "taken_over": one.taken_over,
            "rows": [_row(row) for row in one.rows],
            "is_empty": not one.rows,
        }
        for one in groups
    ]


def _points(one: DraftGroup) -> str:
    """What the criteria add up to, beside what the source says of the group."""
    declared = one.group.max_points
    if one.group.sharing:
        return f"{number(declared)} điểm, chia đều" if declared else "Chia đều"
    if declared is None or declared == one.total:
        return f"{number(one.total)} điểm"
    return f"cộng lại {number(one.total)}, biểu ghi {number(declared)} điểm"


def _row(row: DraftRow) -> dict[str, Any]:
    one = row.criterion
    return {
        "pk": str(one.pk),
        "code": one.code,
        "statement": one.statement,
        "facts": [one.get_applies_to_display(), one.get_measure_display(), voices_of(one)],
        "points": NO_DATA if one.max_points is None else number(one.max_points),
        "pictures": format_integer(row.pictures) if row.pictures else "",
        "taken_over": row.taken_over,
    }


def voices_of(criterion: Criterion) -> str:
    """Whose voice counts for how much."""
    voices = [f"{VOICES[source]} {weight}%" for source, weight in criterion.weights.items() if weight]
    return ", ".join(voices) or "Chưa có nguồn"
