"""The form that shows a period's provisional results, or gives the agencies longer."""

from datetime import date
from typing import Any

from django import forms

from core.dates import format_day
from evaluations.forms.inspections import day_field


class PreviewForm(forms.Form):
    """The last day for objections; ``seen`` is the one the page showed, where there was one."""

    closes_on = day_field(label="Ngày cuối nhận ý kiến")
    seen = forms.DateField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, earliest: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["closes_on"].help_text = f"Sớm nhất là {format_day(earliest)}."
