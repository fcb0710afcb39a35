"""What a measure needs, in words."""

from evaluations.enums import Measure
from evaluations.forms.criteria.criterion import ASKS, PROOFS, READS
from evaluations.rules.inconsistency import number
from evaluations.rules.set_rules import MeasureParams


def params_in_words(measure: str, params: MeasureParams) -> list[tuple[str, str]]:
    """The parameters of a criterion that are not the usual ones, each as label and words (S2)."""
    told = [
        ("Mức trừ", _deduction(measure, params)),
        ("Mức sàn", f"{number(params.floor * 100)}% số điểm" if params.floor else ""),
        ("Đỉnh thang điểm", str(params.scale_max) if measure == Measure.SCALE else ""),
        ("Số mục trong danh mục", str(params.checklist_size or "")),
        ("Số lượng cần đạt", str(params.target or "")),
        ("Điểm mỗi nội dung", "" if params.per_item is None else number(params.per_item)),
        ("Người dân trả lời bằng", dict(READS)[params.citizen_reads] if params.citizen_reads else ""),
        ("Mỗi phản ánh đã xác minh trừ", _share(params)),
        ("Câu trả lời phải kèm", dict(ASKS)[params.asks] if params.asks else ""),
        ("Sổ chứng minh", dict(PROOFS).get(params.proved_by, params.proved_by) if params.proved_by else ""),
        ("Trang phục ngành", "Đã có tiêu chí riêng" if params.replaced_by_uniform else ""),
    ]
    return [(label, text) for label, text in told if text]


def _deduction(measure: str, params: MeasureParams) -> str:
    if params.deduction is None:
        return ""
    if measure == Measure.COUNT_DEDUCT:
        return f"Một lượt vi phạm xóa {number(params.deduction)} lượt đạt"
    if measure == Measure.RATIO:
        return f"{number(params.deduction * 100)}%, nhưng tỷ lệ chỉ đọc k trên n nên không dùng số này"
    return f"{number(params.deduction * 100)}% số điểm mỗi vụ đã xác minh"


def _share(params: MeasureParams) -> str:
    return "" if params.case_deduction is None else f"{number(params.case_deduction * 100)}% số điểm"
