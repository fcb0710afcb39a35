"""The form that opens the month's anonymous survey."""

from typing import Any

from django import forms

from evaluations.forms.inspections import day_field
from evaluations.models import Period


class OpenSurveyForm(forms.Form):
    """Of which month, and from which day to which."""

    period = forms.ModelChoiceField(
        label="Tháng",
        queryset=Period.objects.none(),
        empty_label=None,
        error_messages={"required": "Hãy chọn tháng.", "invalid_choice": "Tháng này không mở khảo sát được."},
    )
    opens_on = day_field(label="Ngày mở")
    closes_on = day_field(label="Ngày cuối nhận phiếu", help_text="Phiếu được kiểm vào đêm hôm sau.")

    def __init__(self, *args: Any, months: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        period = self.fields["period"]
        assert isinstance(period, forms.ModelChoiceField)
        period.queryset = months
