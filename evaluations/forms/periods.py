"""The form that opens a period by hand."""

from django import forms

from evaluations.enums import PeriodKind


class OpenPeriodForm(forms.Form):
    """Which period: its kind, and any day in it."""

    kind = forms.ChoiceField(label="Loại kỳ", choices=PeriodKind.choices)
    day = forms.DateField(
        label="Một ngày trong kỳ",
        help_text="Ví dụ 01/12/2026: cổng mở kỳ chứa ngày này.",
        error_messages={"invalid": "Ngày không hợp lệ. Nhập dạng 01/12/2026."},
    )
