"""How a draft begins, and what it says about itself."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.validators import RegexValidator

from agencies.enums import ComparisonGroup
from evaluations.actions.criteria.head import HeadFacts
from evaluations.forms.criteria.numbers import PointsField, options_of, words
from evaluations.models import CriteriaSet

RANKED = [(value, label) for value, label in ComparisonGroup.choices if value != ComparisonGroup.NONE]
WAYS = [
    ("next", "Phiên bản tiếp theo của một bộ đã ban hành"),
    ("additions", "Bộ bổ sung: giữ nguyên một bộ đã ban hành, thêm tiêu chí riêng"),
    ("empty", "Bộ mới, bắt đầu từ trang trắng"),
]
CODE = RegexValidator(r"^[a-z0-9][a-z0-9-]*$", "Mã chỉ gồm chữ thường không dấu, số và dấu gạch ngang.")
SCORING = [("1", "Dùng để chấm điểm hằng tháng"), ("0", "Chỉ để đối chiếu")]
PARTS = {"dossier": "hồ sơ", "person": "người", "agency": "cơ quan"}
"""What a criterion may be scored on; a source may state the total of each."""


class StartForm(forms.Form):
    """Which kind of draft, from which set, under which name."""

    way = forms.ChoiceField(label="Cách bắt đầu", choices=WAYS, widget=forms.RadioSelect, initial="next")
    origin = forms.TypedChoiceField(
        label="Từ bộ tiêu chí",
        coerce=int,
        help_text="Nhóm, tiêu chí và ảnh mẫu được chép sang.",
        error_messages={"required": "Hãy chọn bộ tiêu chí để bắt đầu từ đó."},
    )
    parent = forms.TypedChoiceField(
        label="Bộ gốc, nếu bộ trên là bộ bổ sung",
        coerce=int,
        empty_value=None,
        required=False,
        help_text="Chuyển sang phiên bản khác của bộ gốc: nhóm và tiêu chí của bộ gốc lấy theo phiên bản đó, "
        "phần bổ sung giữ nguyên. Hãy xem mục Thay đổi trước khi đề nghị ban hành.",
    )
    title = words("Tên bộ mới", most=200, error_messages={"required": "Hãy đặt tên cho bộ mới."})
    code = words(
        "Mã bộ mới",
        most=40,
        validators=[CODE],
        help_text="Ví dụ qd1847-vinh-long; không đổi được về sau.",
        error_messages={"required": "Hãy đặt mã cho bộ mới."},
    )

    def __init__(self, *args: Any, origins: Sequence[CriteriaSet], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["origin"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = options_of([(one.pk, str(one)) for one in origins])
        codes = {one.parent.code for one in origins if one.parent is not None}
        parents = [(one.pk, str(one)) for one in origins if one.code in codes]
        if not parents:
            del self.fields["parent"]
        else:
            chosen = self.fields["parent"]
            assert isinstance(chosen, forms.ChoiceField)
            chosen.choices = options_of(parents, "Giữ phiên bản bộ gốc đang dùng")
        if self.is_bound:  # each way needs what it begins from, and nothing else
            way = self.data.get("way", "")
            field.required = way in ("next", "additions")
            self.fields["title"].required = self.fields["code"].required = way in ("additions", "empty")


class HeadForm(forms.Form):
    """Title, basis, purpose, whom it scores, and the totals its source states."""

    title = words("Tên bộ tiêu chí", most=200)
    legal_basis = words("Căn cứ pháp lý", rows=3)
    source = words("Nguồn của biểu", rows=2, required=False, help_text="Biểu lấy từ văn bản, trang nào.")
    is_scoring = forms.TypedChoiceField(
        label="Mục đích", choices=SCORING, widget=forms.RadioSelect, coerce=lambda chosen: chosen == "1"
    )
    has_default_points = forms.BooleanField(
        label="Điểm và trọng số vẫn là mặc định của phần mềm, tỉnh chưa quyết định", required=False
    )
    comparison_groups = forms.MultipleChoiceField(
        label="Nhóm cơ quan dùng bộ này",
        choices=RANKED,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Không chọn nhóm nào nghĩa là mọi nhóm.",
    )
    declared_total = PointsField(
        label="Tổng điểm biểu gốc ghi",
        required=False,
        help_text="Cổng kiểm tra các tiêu chí cộng lại bằng số này.",
    )
    part_dossier = PointsField(label="Trong đó chấm trên hồ sơ", required=False)
    part_person = PointsField(label="Trong đó chấm trên người", required=False)
    part_agency = PointsField(label="Trong đó chấm trên cơ quan", required=False)

    def facts(self, standing: HeadFacts) -> HeadFacts:
        """What was typed; a part that the page does not know stays."""
        cleaned = dict(self.cleaned_data)
        told = {name: cleaned.pop(f"part_{name}") for name in PARTS}
        parts = {name: points for name, points in standing.declared_parts.items() if name not in PARTS}
        parts |= {name: points for name, points in told.items() if points is not None}
        groups = tuple(cleaned.pop("comparison_groups"))
        return HeadFacts(**cleaned, comparison_groups=groups, declared_parts=parts)


def head_boxes(facts: HeadFacts) -> dict[str, Any]:
    """What stands in the boxes."""
    names = ("title", "legal_basis", "source", "has_default_points", "comparison_groups", "declared_total")
    parts = {f"part_{name}": facts.declared_parts.get(name) for name in PARTS}
    return {name: getattr(facts, name) for name in names} | parts | {"is_scoring": str(int(facts.is_scoring))}
