"""The public form that asks about a receipt, and the one that closes a period."""

import re
from decimal import Decimal

from django import forms

from evaluations.forms.documents import VerifyForm


class ReceiptForm(forms.Form):
    """The code of a receipt and, to compare, the total that is printed on it."""

    code = forms.CharField(
        label="Mã biên nhận",
        max_length=60,
        help_text="16 ký tự in cạnh mã QR của biên nhận; gõ liền hay cách đều được.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
    total = forms.CharField(
        label="Tổng điểm in trên biên nhận",
        max_length=10,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
    )

    clean_code = VerifyForm.clean_code

    def clean_total(self) -> Decimal | None:
        """A number with at most two decimals, by comma or point; None when nothing was typed."""
        typed = self.cleaned_data["total"].strip()
        if not typed:
            return None
        if not re.fullmatch(r"\d{1,3}([.,]\d{1,2})?", typed):
            raise forms.ValidationError("Tổng điểm gồm phần nguyên và hai chữ số thập phân, ví dụ 87,43.")
        return Decimal(typed.replace(",", "."))


class CloseForm(forms.Form):
    """The word of the person who closes."""

    agreed = forms.BooleanField(
        label="Tôi đã xem kết quả của kỳ và hiểu rằng chốt rồi không mở lại, không sửa được",
        error_messages={"required": "Hãy đánh dấu để xác nhận trước khi chốt."},
    )
