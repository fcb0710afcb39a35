"""A group of criteria, and an example picture."""

from collections.abc import Sequence
from typing import Any

from django import forms

from evaluations.enums import Sharing
from evaluations.forms.criteria.numbers import PointsField, options_of, words
from evaluations.rules.set_definition import GroupDefinition

KINDS = [("1", "Mẫu đạt"), ("0", "Mẫu chưa đạt")]


class GroupForm(forms.Form):
    """Code, name, where it lies, its points and how they are shared."""

    code = words("Mã nhóm", most=20, help_text="Ví dụ TT, A hoặc I.1.")
    name = words("Tên nhóm", most=200)
    parent = forms.ChoiceField(label="Nằm trong nhóm", required=False)
    declared_points = PointsField(
        label="Điểm của cả nhóm", required=False, help_text="Như biểu gốc ghi; để trống nếu biểu không ghi."
    )
    sharing = forms.ChoiceField(
        label="Chia điểm trong nhóm",
        choices=[("", "Theo điểm của từng tiêu chí"), *Sharing.choices],
        widget=forms.RadioSelect,
        required=False,
    )

    def __init__(self, *args: Any, parents: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["parent"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = options_of(parents, "Không, là nhóm lớn")

    def clean(self) -> dict[str, Any]:
        """Points are shared equally only where the group has some."""
        cleaned = super().clean() or {}
        if cleaned.get("sharing") and not cleaned.get("declared_points") and not self.errors:
            self.add_error("declared_points", "Chia đều thì phải ghi điểm của cả nhóm.")
        return cleaned

    def facts(self) -> GroupDefinition:
        """What was typed."""
        return GroupDefinition(**self.cleaned_data)


def group_boxes(facts: GroupDefinition) -> dict[str, Any]:
    """What stands in the boxes."""
    return {name: getattr(facts, name) for name in GroupForm.base_fields}


class PictureForm(forms.Form):
    """One example picture: the file, whether it shows it right, and what to look at."""

    file = forms.FileField(
        label="Ảnh",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text="JPEG, PNG hoặc WebP, tối đa 20 MB. Không dùng ảnh thấy rõ mặt người dân.",
        error_messages={"required": "Hãy chọn ảnh."},
    )
    is_right = forms.TypedChoiceField(
        label="Ảnh này là",
        choices=KINDS,
        widget=forms.RadioSelect,
        coerce=lambda chosen: chosen == "1",
        error_messages={"required": "Hãy chọn ảnh mẫu đạt hay chưa đạt."},
    )
    caption = words(
        "Nhìn vào đâu, vì sao", most=200, help_text="Ví dụ: Biển tên đeo trước ngực, đọc được từ 2 m."
    )
