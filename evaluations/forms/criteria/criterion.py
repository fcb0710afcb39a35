"""One criterion: what is assessed, how it is measured, whose voice counts for how much."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from evaluations.enums import AppliesTo, Measure, NotApplicable, Source
from evaluations.forms.criteria.head import PARTS
from evaluations.forms.criteria.numbers import PercentField, PointsField, options_of, whole, words
from evaluations.forms.criteria.rows import rows_of
from evaluations.rules.criteria.measure_params import NEEDED, with_params
from evaluations.rules.set_definition import CriterionDefinition
from evaluations.rules.set_rules import Level, MeasureParams

READS = [
    ("", "Không hỏi riêng"),
    ("stars", "Chấm sao 1–5"),
    ("xin", "4 xin: xin chào, xin lỗi, xin cảm ơn, xin phép"),
    ("luon", "4 luôn: luôn mỉm cười, nhẹ nhàng, thấu hiểu, giúp đỡ"),
    ("cases", "Phản ánh đã xác minh, mỗi vụ trừ"),
]
ASKS = [("", "Không bắt buộc gì thêm"), ("note", "Ghi chú"), ("evidence", "Minh chứng")]
PROOFS = [
    ("", "Không có, người trả lời tự chọn"),
    ("pledge", "Sổ cam kết"),
    ("training", "Sổ tập huấn"),
    ("awareness", "Sổ tuyên truyền"),
]
VOICES = {f"w_{source}": (str(source), label) for source, label in Source.choices}
PARAM_BOXES = {
    "share": ("deduction", (Measure.DEDUCTION,)),
    "cancels": ("deduction", (Measure.COUNT_DEDUCT,)),
    "floor": ("floor", (Measure.DEDUCTION, Measure.COUNT_DEDUCT)),
    "scale_max": ("scale_max", (Measure.SCALE,)),
    "checklist_size": ("checklist_size", (Measure.CHECKLIST,)),
    "target": ("target", (Measure.COUNT,)),
    "per_item": ("per_item", (Measure.BONUS,)),
    "proved_by": ("proved_by", (Measure.BOOLEAN,)),
}
"""Box → the parameter it fills, and the measures that need it."""
COMMON = ("citizen_reads", "case_deduction", "asks", "replaced_by_uniform")


class LevelForm(forms.Form):
    """A level of a criterion and the points it gives."""

    points = PointsField(label="Điểm")
    label = words("Mức", most=200)


LevelRows = rows_of(LevelForm)


class CriterionForm(forms.Form):
    """A criterion with exactly the parameters that its measure needs."""

    code = words("Mã tiêu chí", most=20, help_text="Ví dụ TT-04. Không trùng trong bộ.")
    group = forms.ChoiceField(label="Nhóm")
    statement = words("Nội dung tiêu chí", rows=3)
    applies_to = forms.ChoiceField(
        label="Áp dụng cho",
        choices=AppliesTo.choices,
        help_text="Tiêu chí cho người có trong phiếu tự đánh giá; tiêu chí của cơ quan thì không.",
    )
    max_points = PointsField(label="Điểm tối đa", required=False, max_digits=6, decimal_places=2)
    measure = forms.ChoiceField(label="Cách đo", choices=Measure.choices)
    share = PercentField(label="Mỗi vụ đã xác minh trừ bao nhiêu % số điểm", help_text="Ví dụ 25 (%).")
    cancels = PointsField(
        label="Một lượt vi phạm xóa bao nhiêu lượt đạt",
        help_text="Ví dụ 4: một lượt sai xóa bốn lượt đúng. Biểu trừ 25% mỗi lỗi của sản phẩm: ghi 1, "
        "với n = 4 × số sản phẩm và k = số lỗi, mỗi sản phẩm nhiều nhất 4.",
    )
    floor = PercentField(label="Không xuống dưới (% số điểm)", required=False, help_text="Thường là 0.")
    scale_max = whole("Điểm cao nhất của thang", 1, 1000)
    checklist_size = whole("Số mục trong danh mục", 1, 500, required=False)
    target = whole("Số lượng cần đạt", 1)
    per_item = PointsField(label="Điểm cho mỗi nội dung được công nhận")
    proved_by = forms.ChoiceField(label="Sổ nào chứng minh là có", choices=PROOFS, required=False)
    w_inspection = whole("Kiểm tra (%)", 0, 100, required=False)
    w_self_assessment = whole("Tự đánh giá (%)", 0, 100, required=False)
    w_review = whole("Người đứng đầu đánh giá (%)", 0, 100, required=False)
    w_citizen = whole("Người dân (%)", 0, 100, required=False)
    w_register = whole(
        "Sổ theo dõi, dữ liệu (%)",
        0,
        100,
        required=False,
        help_text="Chỉ có số khi một sổ của cổng đếm đúng mã tiêu chí này, hoặc số liệu được nạp.",
    )
    citizen_reads = forms.ChoiceField(label="Người dân trả lời bằng", choices=READS, required=False)
    case_deduction = PercentField(label="Mỗi phản ánh đã xác minh trừ (% số điểm)", required=False)
    not_applicable = forms.ChoiceField(
        label="Khi không áp dụng", choices=options_of(NotApplicable.choices, "Biểu không nói"), required=False
    )
    replaced_by_uniform = forms.BooleanField(
        label="Không áp dụng cho người mặc trang phục ngành (đã có tiêu chí riêng)", required=False
    )
    scored_on = forms.MultipleChoiceField(
        label="Chấm trên", choices=list(PARTS.items()), widget=forms.CheckboxSelectMultiple, required=False
    )
    asks = forms.ChoiceField(label="Câu trả lời phải kèm", choices=ASKS, required=False)
    how_measured = words("Đo thế nào", rows=2, required=False)
    evidence_hint = words("Minh chứng nên có", rows=2, required=False)
    legal_basis = words("Điều, khoản làm căn cứ", rows=2, required=False)

    def __init__(self, *args: Any, measure: str, groups: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        group = self.fields["group"]
        assert isinstance(group, forms.ChoiceField)
        group.choices = list(groups)
        self.measure_drawn = measure
        for box, (_param, measures) in PARAM_BOXES.items():
            if measure not in measures:
                del self.fields[box]

    @property
    def has_levels(self) -> bool:
        """Whether the measure is asked for named levels."""
        return "levels" in NEEDED.get(self.measure_drawn, ())

    def clean(self) -> dict[str, Any]:
        """The weights of the sources add up to 100."""
        cleaned = super().clean() or {}
        total = sum(cleaned.get(box) or 0 for box in VOICES)
        if total != 100 and not any(box in self.errors for box in VOICES):
            self.add_error("w_inspection", f"Trọng số các nguồn cộng lại là {total}, phải là 100.")
        return cleaned

    def facts(self, standing: MeasureParams, levels: Sequence[dict[str, Any]]) -> CriterionDefinition:
        """What was typed, with what the page does not ask for as it stood."""
        cleaned = self.cleaned_data
        given = {name: cleaned[name] for name in COMMON}
        given |= {PARAM_BOXES[box][0]: cleaned[box] for box in PARAM_BOXES if box in cleaned}
        if self.has_levels:
            given["levels"] = tuple(Level(row["points"], row["label"]) for row in levels)
        given["floor"] = given.get("floor") or Decimal(0)
        weights = {source: cleaned[box] for box, (source, _) in VOICES.items() if cleaned[box] is not None}
        plain = ("code", "group", "statement", "applies_to", "measure", "max_points")
        more = ("not_applicable", "how_measured", "evidence_hint", "legal_basis")
        return CriterionDefinition(
            position=0,
            weights=weights,
            params=with_params(standing, cleaned["measure"], given),
            scored_on=tuple(cleaned["scored_on"]),
            **{name: cleaned[name] for name in (*plain, *more)},
        )


def criterion_boxes(facts: CriterionDefinition) -> dict[str, Any]:
    """What stands in the boxes of a stored criterion."""
    params = facts.params
    boxes = {box: getattr(params, param) for box, (param, _measures) in PARAM_BOXES.items()}
    boxes |= {name: getattr(params, name) for name in COMMON}
    boxes |= {box: facts.weights.get(source) for box, (source, _label) in VOICES.items()}
    plain = (name for name in CriterionForm.base_fields if hasattr(facts, name))
    return boxes | {name: getattr(facts, name) for name in plain}
