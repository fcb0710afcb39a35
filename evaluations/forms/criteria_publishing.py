"""Forms of publishing: what of a draft's contradictions is accepted and why, what to mend, why it retires."""

from collections.abc import Sequence
from typing import Any

from django import forms

from core.sheet_pages import sheet_box
from evaluations.rules.inconsistency import Inconsistency

LONG = {"rows": 3}
MAX_REASON = 1000


class AskForm(forms.Form):
    """Each inconsistency that may stay is ticked, and one reason given for all of them."""

    accepted = forms.MultipleChoiceField(
        label="Tôi đã đọc và chấp nhận từng chỗ sau",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Hãy đánh dấu từng chỗ mâu thuẫn đã đọc và chấp nhận, hoặc sửa dự thảo."},
    )
    reason = forms.CharField(
        label="Lý do chấp nhận",
        max_length=MAX_REASON,
        error_messages={"required": "Hãy ghi lý do chấp nhận các chỗ mâu thuẫn."},
        widget=forms.Textarea(attrs=LONG),
        help_text="Người thứ hai và mọi người đọc bộ tiêu chí đều thấy lý do này.",
    )

    def __init__(self, *args: Any, offered: Sequence[Inconsistency], **options: Any) -> None:
        super().__init__(*args, **options)
        if not offered:
            del self.fields["accepted"], self.fields["reason"]
            return
        field = self.fields["accepted"]
        assert isinstance(field, forms.MultipleChoiceField)
        sentences: dict[str, list[str]] = {}
        for one in offered:
            sentences.setdefault(one.key, []).append(one.sentence)
        field.choices = [(key, " ".join(told)) for key, told in sentences.items()]


class GiveBackForm(forms.Form):
    """What is to be mended before somebody asks again."""

    reason = forms.CharField(label="Cần sửa gì", max_length=MAX_REASON, widget=forms.Textarea(attrs=LONG))


class RetireForm(forms.Form):
    """Why a set is no longer used."""

    reason = forms.CharField(
        label="Lý do thôi áp dụng",
        max_length=MAX_REASON,
        widget=forms.Textarea(attrs=LONG),
        error_messages={"required": "Hãy ghi lý do thôi áp dụng."},
    )


class SetFileForm(forms.Form):
    """The workbook, or the zip of set.json and criteria.csv."""

    sheet = sheet_box(
        "Tệp .xlsx tải từ một bộ tiêu chí, hoặc .zip gồm set.json và criteria.csv; tối đa 1 MB."
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["sheet"].label = "Tệp bộ tiêu chí (.xlsx hoặc .zip)"
        self.fields["sheet"].widget.attrs["accept"] = ".xlsx,.zip"
