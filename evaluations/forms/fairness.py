"""Forms of the double-inspection sample: they clean what was typed and save nothing."""

from datetime import date
from typing import Any

from django import forms

from agencies.models import User
from evaluations.forms.inspections import day_field, inspectors
from evaluations.models import Inspection, Period, TeamMember


class SampleForm(forms.Form):
    """Of which month the sample is drawn, and how large it is."""

    period = forms.ModelChoiceField(
        label="Tháng",
        queryset=Period.objects.none(),
        empty_label=None,
        error_messages={"required": "Hãy chọn tháng.", "invalid_choice": "Tháng này không rút mẫu được nữa."},
    )
    percent = forms.TypedChoiceField(
        label="Tỷ lệ rút",
        choices=[(5, "5%"), (10, "10%"), (15, "15%"), (20, "20%")],
        coerce=int,
        help_text="Trên số cơ quan có cuộc kiểm tra đã kết luận trong tháng, làm tròn lên.",
    )

    def __init__(self, *args: Any, months: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        period = self.fields["period"]
        assert isinstance(period, forms.ModelChoiceField)
        period.queryset = months


class DoubleForm(forms.Form):
    """The order of a double inspection: when, by which decision, by whom."""

    visited_on = day_field(label="Ngày kiểm tra lặp")
    order_number = forms.CharField(
        label="Số quyết định kiểm tra",
        max_length=60,
        help_text="Ví dụ 125/QĐ-SNV; chưa có thì ghi “chưa có số”.",
    )
    leader = forms.ModelChoiceField(
        label="Trưởng đoàn",
        queryset=User.objects.none(),
        empty_label="Chọn trưởng đoàn",
        error_messages={"required": "Hãy chọn trưởng đoàn."},
        help_text="Người của đoàn thứ nhất không có trong danh sách này.",
    )
    members = forms.ModelMultipleChoiceField(
        label="Thành viên khác của đoàn",
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, first: Inspection, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        before = TeamMember.objects.filter(inspection=first).values("user")
        others = inspectors(today).exclude(pk__in=before)
        for name in ("leader", "members"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = others

    def clean_members(self) -> list[User]:
        """The members without the leader, who may have been ticked too."""
        leader = self.cleaned_data.get("leader")
        return [member for member in self.cleaned_data["members"] if member != leader]
