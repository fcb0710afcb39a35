"""What a custodian fills in: they clean what was typed and speak to people; they save nothing."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from feedback.actions.triage.contact import LEAST_REASON, MOST_REASON, MOST_RECEIVER
from feedback.actions.triage.decide import MOST_RELEASED
from feedback.actions.triage.hand_over import CONFIRM, MOST_BODY
from feedback.actions.triage.moderate import LET_THROUGH, WITHHOLD
from feedback.enums import CaseKind, RefusalReason
from feedback.forms.sending import WordsField, rated_agencies
from feedback.models import LawfulBody
from feedback.rules.case_terms import LEAST, MOST, TERMS
from feedback.rules.remarks import LONGEST

OTHER = "other"


class SeenForm(forms.Form):
    """A form about a case as the page showed it."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class AgencyForm(SeenForm):
    """Which rated agency a case is about."""

    agency = forms.TypedChoiceField(
        label="Cơ quan được phản ánh",
        coerce=int,
        error_messages={"required": "Hãy chọn cơ quan được phản ánh."},
    )

    def __init__(self, *args: Any, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["agency"].choices = [("", "Chọn cơ quan"), *rated_agencies(today)]  # type: ignore[attr-defined]


class ReadyForm(SeenForm):
    """What the agency will read; ``accepts`` says that the warnings were read."""

    text = WordsField(
        label="Bản chuyển cơ quan",
        max_length=MOST_RELEASED,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text="Sửa thẳng trong ô. Chỗ trong ngoặc vuông là chỗ đã che; xóa ngoặc nếu câu vẫn rõ nghĩa.",
        error_messages={"required": "Bản chuyển cơ quan còn trống. Hãy ghi điều cơ quan cần biết."},
    )
    kind = forms.ChoiceField(
        label="Loại việc",
        choices=CaseKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn loại việc."},
    )
    unit = forms.TypedChoiceField(
        label="Giao luôn cho bộ phận",
        coerce=int,
        empty_value=None,
        required=False,
        help_text="Để trống thì thủ trưởng cơ quan tự giao.",
    )
    photos = forms.TypedMultipleChoiceField(
        label="Ảnh cho cơ quan xem",
        coerce=UUID,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Chỉ chọn ảnh đã xem: không có mặt người gửi, nhà, xe hay giấy tờ của họ.",
    )
    accepts = forms.BooleanField(
        label="Tôi đã xem từng chỗ cảnh báo và thấy không nhận ra người gửi.", required=False
    )

    def __init__(
        self,
        *args: Any,
        units: list[tuple[int, str]],
        photos: list[tuple[str, str]],
        days: dict[str, int],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["unit"].choices = [("", "Chưa giao"), *units]
        fields["kind"].choices = [
            (kind, f"{label} ({days[kind]} ngày làm việc)") for kind, label in CaseKind.choices
        ]
        fields["photos"].choices = photos
        if not units:
            del fields["unit"]
        if not photos:
            del fields["photos"]


class RefuseForm(SeenForm):
    """Why a case is not taken up."""

    reason = forms.ChoiceField(
        label="Lý do không tiếp nhận",
        choices=RefusalReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn lý do không tiếp nhận."},
    )


class HandOverForm(SeenForm):
    """Which lawful body takes a complaint or denunciation, and the word that destroys it here."""

    body = forms.ChoiceField(
        label="Nơi có thẩm quyền",
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn nơi có thẩm quyền."},
    )
    other = forms.CharField(label="Nơi khác", max_length=MOST_BODY, required=False)
    confirmed = forms.CharField(
        label=f"Gõ chữ {CONFIRM} để xác nhận",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        help_text="Nội dung, ảnh, liên hệ bị hủy ngay tại cổng và không lấy lại được.",
        error_messages={"required": f"Hãy gõ chữ {CONFIRM}."},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        bodies = LawfulBody.objects.filter(is_active=True).order_by("place", "name", "pk")
        names = bodies.values_list("name", flat=True)
        fields: Any = self.fields
        fields["body"].choices = [*((name, name) for name in names), (OTHER, "Nơi khác (ghi bên dưới)")]

    def clean(self) -> dict[str, Any]:
        """Another body is named."""
        data: dict[str, Any] = super().clean() or {}
        if data.get("body") == OTHER and not data.get("other"):
            self.add_error("other", "Hãy ghi tên nơi có thẩm quyền.")
        return data

    @property
    def chosen(self) -> str:
        """The body's name."""
        data = self.cleaned_data
        return str(data["other"] if data["body"] == OTHER else data["body"])


def reason_box(label: str, help_text: str = "") -> forms.CharField:
    """A sentence that says why, long enough to mean something."""
    return forms.CharField(
        label=label,
        min_length=LEAST_REASON,
        max_length=MOST_REASON,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": f"Hãy ghi rõ, từ {LEAST_REASON} ký tự."},
    )


class ContactForm(forms.Form):
    """Why the contact has to be seen."""

    reason = reason_box("Vì sao cần xem liên hệ", "Lý do đứng mãi trong nhật ký mở niêm phong.")


class HandingForm(forms.Form):
    """To whom the contact goes, and what for."""

    receiver = forms.CharField(
        label="Nơi nhận",
        max_length=MOST_RECEIVER,
        help_text="Cơ quan và người nhận, ví dụ: Thanh tra tỉnh, ông Nguyễn Văn A.",
        error_messages={"required": "Hãy ghi nơi nhận."},
    )
    purpose = reason_box("Để làm gì", "Không ghi tên hay số điện thoại của người gửi vào đây.")


class MessageForm(forms.Form):
    """What the agency reads of the sender's later words."""

    text = WordsField(
        label="Bản chuyển cơ quan",
        max_length=MOST_RELEASED,
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    accepts = forms.BooleanField(
        label="Tôi đã xem từng chỗ cảnh báo và thấy không nhận ra người gửi.", required=False
    )


class RemarkForm(forms.Form):
    """What becomes of one sentence."""

    CHOICES = ((LET_THROUGH, "Chuyển"), (WITHHOLD, "Không chuyển"))

    choice = forms.ChoiceField(label="Quyết định", choices=CHOICES, widget=forms.RadioSelect, required=False)
    text = forms.CharField(
        label="Lời chuyển đi",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class CaseTermsForm(forms.Form):
    """The terms of cases in working days."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        bounds = f"Nhập số ngày làm việc từ {LEAST} đến {MOST}."
        for term in TERMS:
            self.fields[str(term.kind)] = forms.IntegerField(
                label=str(term.kind.label),
                min_value=LEAST,
                max_value=MOST,
                help_text=f"Mặc định {term.default} ngày làm việc. {term.source}.",
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
                error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), bounds),
            )
