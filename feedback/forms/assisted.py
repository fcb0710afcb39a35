"""A report on paper, keyed in for its sender."""

from datetime import date
from typing import Any

from django import forms

from agencies.forms import DATE_FORMATS, date_input
from feedback.forms.sending import ReportForm


class PaperReportForm(ReportForm):
    """What stands on the paper, with the day on which the office got it."""

    received_on = forms.DateField(
        label="Ngày nhận phiếu",
        input_formats=DATE_FORMATS,
        widget=date_input(),
    )
    field_order = ["received_on", "agency", "text", "photos", "name", "phone", "email", "consent"]

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, today=today, initial={"received_on": today}, **kwargs)
        self.fields["agency"].help_text = "Việc của Sở Nội vụ thì chọn Sở Nội vụ: nơi khác mở niêm phong."
        self.fields["photos"].label = "Ảnh kèm theo"
        self.fields["text"].help_text = "Chép đúng lời trên phiếu; không sửa, không tóm tắt."
        self.fields["photos"].help_text = "Ảnh chụp phiếu nếu cần; cũng được niêm phong."
        self.fields["consent"].label = "Người gửi đã ký hoặc nói rõ là đồng ý để lại liên hệ."
