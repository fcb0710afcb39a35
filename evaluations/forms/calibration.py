"""Forms of marks: they clean what was typed and save nothing."""

from typing import Any

from django import forms

from agencies.models import Agency
from core.words import LONGEST
from evaluations.models import Criterion, Period

WORDS = {
    "required": "Hãy ghi vài lời để người sau hiểu.",
    "max_length": f"Viết gọn trong {LONGEST} ký tự.",
    "null_characters_not_allowed": "Có ký tự không hợp lệ, hãy gõ lại.",
}


class MarkForm(forms.Form):
    """Which agency, month and criterion, and why."""

    agency = forms.ModelChoiceField(queryset=Agency.objects.none(), widget=forms.HiddenInput)
    period = forms.ModelChoiceField(queryset=Period.objects.none(), widget=forms.HiddenInput)
    criterion = forms.ModelChoiceField(
        label="Tiêu chí",
        queryset=Criterion.objects.none(),
        empty_label="Chọn tiêu chí",
        error_messages={"required": "Hãy chọn tiêu chí.", "invalid_choice": "Tiêu chí này không thuộc bộ."},
    )
    note = forms.CharField(
        label="Vì sao cần xem lại",
        widget=forms.Textarea({"rows": 3}),
        max_length=LONGEST,
        error_messages=WORDS,
    )

    def __init__(self, *args: Any, agency: Agency, period: Period, criteria_set: int, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = {
            "agency": Agency.objects.filter(pk=agency.pk),
            "period": Period.objects.filter(pk=period.pk),
            "criterion": Criterion.objects.filter(criteria_set=criteria_set).order_by("position"),
        }
        for name, queryset in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = queryset


class OutcomeForm(forms.Form):
    """What came of a mark."""

    outcome = forms.CharField(
        label="Kết quả xem lại",
        widget=forms.Textarea({"rows": 3}),
        max_length=LONGEST,
        error_messages=WORDS,
    )
