"""The form that ties a case to an inspection."""

from collections.abc import Sequence
from typing import Any

from django import forms

from evaluations.actions.inspections.link_case import MOST_NOTE

CHOOSE = {"required": "Hãy chọn cuộc kiểm tra.", "invalid_choice": "Hãy chọn trong danh sách."}


class LinkForm(forms.Form):
    """Which inspection looked into the case, and at which criterion."""

    inspection = forms.ChoiceField(label="Cuộc kiểm tra", error_messages=CHOOSE)
    criterion = forms.ChoiceField(label="Về ghi nhận của tiêu chí", required=False, error_messages=CHOOSE)
    note = forms.CharField(
        label="Ghi chú",
        max_length=MOST_NOTE,
        required=False,
        error_messages={"max_length": "Ghi chú dài quá %(limit_value)d ký tự."},
    )

    def __init__(
        self,
        *args: Any,
        inspections: Sequence[tuple[str, str]],
        criteria: Sequence[tuple[str, str]],
        **options: Any,
    ) -> None:
        # it stands beside the forms of the desk: its boxes are named apart
        super().__init__(*args, auto_id="linkform-%s", **options)
        self.fields["inspection"].choices = [("", "Chọn cuộc kiểm tra"), *inspections]  # type: ignore[attr-defined]
        self.fields["criterion"].choices = [("", "Cả cuộc kiểm tra"), *criteria]  # type: ignore[attr-defined]
