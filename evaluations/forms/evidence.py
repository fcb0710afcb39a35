"""The form that promises the month's draw."""

from typing import Any

from django import forms

from evaluations.models import Period
from evaluations.rules.calibration.proof import PERCENTS, USUAL_PERCENT

# Django fills a validator's message by %, so the sign itself is doubled
RANGE = f"Tỷ lệ rút từ {PERCENTS.start}%% đến {PERCENTS.stop - 1}%%."


class CommitForm(forms.Form):
    """Of which month, and which share of those who owe a form."""

    period = forms.ModelChoiceField(
        label="Tháng",
        queryset=Period.objects.none(),
        empty_label=None,
        error_messages={"required": "Hãy chọn tháng.", "invalid_choice": "Tháng này không cam kết được nữa."},
    )
    percent = forms.IntegerField(
        label="Tỷ lệ rút (%)",
        initial=USUAL_PERCENT,
        min_value=PERCENTS.start,
        max_value=PERCENTS.stop - 1,
        help_text=f"Từ {PERCENTS.start} đến {PERCENTS.stop - 1}, trên số người phải nộp phiếu, làm tròn lên.",
        error_messages={
            "invalid": "Nhập số nguyên.",
            "min_value": RANGE,
            "max_value": RANGE,
        },
    )

    def __init__(self, *args: Any, months: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        period = self.fields["period"]
        assert isinstance(period, forms.ModelChoiceField)
        period.queryset = months
