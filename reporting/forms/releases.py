"""Forms of a ranking's release."""

from django import forms

from evaluations.forms.inspections import day_field


class AskReleaseForm(forms.Form):
    """How long the agencies look, and whether the public page shows it afterwards."""

    preview_until = day_field(
        label="Cơ quan xem trước đến hết ngày",
        help_text="Trong thời gian này thủ trưởng các cơ quan xem cả bảng; từ ngày sau mới công bố được.",
    )
    is_public = forms.BooleanField(label="Hiện trên trang công khai sau khi công bố", required=False)
    note = forms.CharField(
        label="Ghi chú", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )


class WithdrawForm(forms.Form):
    """Why a release is withdrawn."""

    reason = forms.CharField(label="Lý do rút", max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
