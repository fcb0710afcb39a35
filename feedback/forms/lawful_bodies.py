"""Where complaints and denunciations go, as Home Affairs types it."""

from typing import Any

from django import forms

from feedback.actions.lawful_bodies.record import LawfulFacts

TAKES_NOTHING = "Hãy chọn ít nhất một loại đơn mà nơi này nhận."


class LawfulBodyForm(forms.Form):
    """One body with its address and hours."""

    name = forms.CharField(
        label="Tên nơi tiếp nhận",
        max_length=200,
        help_text="Ví dụ: Trụ sở tiếp công dân tỉnh; Ban Nội chính; Thanh tra tỉnh.",
    )
    takes_complaints = forms.BooleanField(label="Nhận khiếu nại", required=False, initial=True)
    takes_denunciations = forms.BooleanField(label="Nhận tố cáo", required=False, initial=True)
    address = forms.CharField(label="Địa chỉ", max_length=300)
    phone = forms.CharField(label="Điện thoại", max_length=60, required=False)
    hours = forms.CharField(
        label="Giờ tiếp công dân",
        max_length=200,
        required=False,
        help_text="Ví dụ: ngày làm việc, 7 giờ 30 – 11 giờ và 13 giờ 30 – 17 giờ.",
    )
    note = forms.CharField(
        label="Ghi chú cho người dân",
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    place = forms.IntegerField(label="Thứ tự hiện trên trang", min_value=1, max_value=999, initial=10)
    is_active = forms.BooleanField(label="Đang dùng", required=False, initial=True)
    seen_version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """A body takes something."""
        data: dict[str, Any] = super().clean() or {}
        if not (data.get("takes_complaints") or data.get("takes_denunciations")):
            self.add_error("takes_complaints", TAKES_NOTHING)
        return data

    def facts(self) -> LawfulFacts:
        """What was typed."""
        return LawfulFacts(**{name: self.cleaned_data[name] for name in LawfulFacts.__dataclass_fields__})
