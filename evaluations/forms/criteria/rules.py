"""The rules of a set: scale, validity, least numbers, caps, bands, quotas, confidence (S4–S11)."""

from typing import Any

from django import forms

from evaluations.enums import Confidence, Grade
from evaluations.forms.criteria.numbers import PercentField, PointsField, options_of, whole, words
from evaluations.forms.criteria.rows import Rows, rows_of
from evaluations.rules.set_terms import MEAN_OF_MONTHS

GRADES = [(value, label) for value, label in Grade.choices if value != Grade.NOT_GRADED]
MARKS = [(value, label) for value, label in Confidence.choices if value != Confidence.C]
DENOMINATORS = [
    ("good", "Số được xếp loại tốt"),
    ("good_and_excellent", "Số được xếp loại tốt trở lên"),
    ("everyone", "Mọi người được xếp loại"),
]
OVER_TIME = [("", "Chấm riêng từ dữ liệu của quý, năm"), (MEAN_OF_MONTHS, "Trung bình các tháng")]


class RulesForm(forms.Form):
    """The rules that are one number or one choice each."""

    scale = whole("Thang điểm của bộ", 1, 1000, help_text="Ví dụ 100, 30 hoặc 18 (S6).")
    rescale = forms.BooleanField(
        label="Thiếu dữ liệu thì quy đổi lại trên điểm có dữ liệu (S6)",
        required=False,
        help_text="Bỏ chọn thì tổng điểm của biểu luôn là mẫu số, như TT 01/2018.",
    )
    indicator_decimals = whole(
        "Làm tròn điểm từng tiêu chí đến mấy chữ số thập phân trước khi cộng",
        0,
        4,
        required=False,
        help_text="Để trống thì không làm tròn trước, chỉ làm tròn một lần ở đóng góp (S6).",
    )
    over_time = forms.ChoiceField(label="Điểm quý, năm", choices=OVER_TIME, required=False)
    carry_months = whole("Kết quả kiểm tra còn giá trị (tháng)", 0, 24, help_text="Quy tắc S4.")
    min_citizen_n = whole("Số lượt người dân tối thiểu để tính", 5, 1000, help_text="Không dưới 5 (S4).")
    min_coverage = PercentField(label="Độ phủ tối thiểu để xếp loại, xếp hạng (%)", help_text="Quy tắc S10.")
    min_ranked = whole("Số cơ quan tối thiểu để xếp hạng một nhóm", 2, 500, help_text="Quy tắc S11.")
    ranks_unrounded = forms.BooleanField(
        label="Xếp hạng theo điểm chưa làm tròn", required=False, help_text="Chỉ khi biểu gốc nói vậy (S11)."
    )
    bonus_cap = PointsField(
        label="Tổng điểm thưởng tối đa", required=False, help_text="Để trống: không trần (S7)."
    )
    deduction_cap = PointsField(
        label="Tổng điểm trừ tối đa", required=False, help_text="Để trống: không trần (S7)."
    )
    knock_out_grade = forms.ChoiceField(
        label="Có vi phạm đặc biệt nghiêm trọng thì xếp loại cao nhất là",
        choices=GRADES,
        help_text="Quy tắc S8.",
    )


class BandForm(forms.Form):
    """A grade, from which points on, and what must hold beside the points."""

    grade = forms.ChoiceField(label="Mức", choices=options_of(GRADES))
    label = words("Tên gọi trong biểu", most=80, required=False)
    operator = forms.ChoiceField(label="So sánh", choices=[(">=", "từ (≥)"), (">", "trên (>)")], initial=">=")
    lower = PointsField(label="Điểm dưới")
    upper_operator = forms.ChoiceField(
        label="So sánh cận trên", choices=[("<", "dưới (<)"), ("<=", "đến (≤)")], initial="<"
    )
    upper = PointsField(label="Điểm trên", required=False)
    extra = words("Điều kiện kèm theo, mỗi dòng một điều kiện", rows=1, required=False)


class ConditionForm(forms.Form):
    """How a condition of a band is answered."""

    name = words("Điều kiện, đúng như ghi ở mức xếp loại", most=300)
    fact = forms.ChoiceField(label="Cổng tự trả lời từ", required=False)
    criterion = words("hoặc theo tiêu chí (mã)", most=20, required=False)
    at_least = PercentField(label="đạt ít nhất (%)", required=False)


class QuotaForm(forms.Form):
    """A cap on the share of the top grade; it warns and never blocks."""

    cap = PercentField(label="Tỷ lệ tối đa mức cao nhất (%)")
    denominator = forms.ChoiceField(label="Tính trên", choices=DENOMINATORS, initial="everyone")
    small_below = whole("Nhóm dưới mấy người thì nới", 0, 1000, required=False)
    small_allows = whole("Nhóm nhỏ được mấy người", 0, 1000, required=False)
    exception_cap = PercentField(label="Ngoại lệ được đến (%)", required=False)


class ConfidenceForm(forms.Form):
    """The least evidence for a mark of confidence."""

    mark = forms.ChoiceField(label="Mức tin cậy", choices=options_of(MARKS))
    min_visits = whole("Số cuộc kiểm tra", 0, 100)
    min_response = PercentField(label="Tỷ lệ phiếu (%)")
    min_ratings = whole("Số lượt người dân", 0, 100000)


class AdjustmentForm(forms.Form):
    """Points for each verified case of a fact."""

    kind = forms.ChoiceField(
        label="Cộng hay trừ", choices=options_of([("bonus", "Điểm thưởng"), ("deduction", "Điểm trừ")])
    )
    fact = forms.ChoiceField(label="Mỗi")
    points = PointsField(label="Số điểm")
    reason = words("Ghi trên bảng điểm là", most=200)


class CoefficientForm(forms.Form):
    """Which share of a person's task points their marks stand for."""

    scored_on = forms.ChoiceField(
        label="Điểm chấm trên", choices=options_of([("dossier", "hồ sơ"), ("person", "người")])
    )
    lower = PointsField(label="Từ điểm")
    at_least = PointsField(label="Hệ số từ (%)", max_value=100)
    at_most = PointsField(label="đến (%)", max_value=100)
    label = words("Tên gọi", most=80, required=False)


TABLES: dict[str, tuple[str, str, type[Rows]]] = {
    "bands": (
        "Mức xếp loại",
        "Mỗi điểm từ 0 đến hết thang phải thuộc đúng một mức (S9). Điểm trên để trống: đến mức kế trên. "
        "Để trống cả dòng là bỏ mức đó.",
        rows_of(BandForm),
    ),
    "conditions": (
        "Cách trả lời điều kiện của mức xếp loại",
        "Điều kiện không ghi ở đây thì chờ người xác nhận (S9).",
        rows_of(ConditionForm, 1),
    ),
    "quotas": (
        "Tỷ lệ khống chế mức cao nhất",
        "Chỉ cảnh báo, kèm mẫu số, không chặn (S9).",
        rows_of(QuotaForm, 1),
    ),
    "adjustments": (
        "Điểm thưởng, điểm trừ theo vụ việc",
        "Chỉ vụ việc đã xác minh trong sổ theo dõi, mỗi vụ một dòng (S7).",
        rows_of(AdjustmentForm, 1),
    ),
    "confidence": (
        "Độ tin cậy",
        "Ít bằng chứng nhất để được mức A, mức B; còn lại là C (S10).",
        rows_of(ConfidenceForm, 1),
    ),
    "coefficients": (
        "Hệ số hoàn thành",
        "Điểm trên hồ sơ ứng với bao nhiêu phần trăm khối lượng công việc. Chỉ để tra cứu: cổng không chấm "
        "từng hồ sơ, từng người nên không con số nào đổi theo bảng này.",
        rows_of(CoefficientForm, 1),
    ),
}
"""The tables of the page: title, what it is, its rows."""


def facts_on(forms_of: Rows, facts: list[tuple[str, str]]) -> Rows:
    """The rows with the facts that they may name."""
    for form in [*forms_of.forms, forms_of.empty_form]:
        field = form.fields.get("fact")
        if isinstance(field, forms.ChoiceField):
            field.choices = options_of(facts, "—")
    return forms_of


def typed(data: Any) -> dict[str, Any]:
    """The plain boxes as they were typed, for a page that is drawn anew."""
    return {name: data.get(name) for name in RulesForm.base_fields}
