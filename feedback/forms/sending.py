"""What a citizen writes: a report, further words, how it ended. Forms clean and speak; they save nothing."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agencies.models import AgencyVersion
from agencies.rules.comparison import RATED_KINDS, comparison_group
from core.text import nfc
from feedback.receipts import receipt_in
from feedback.rules.envelopes import LONGEST_MESSAGE, LONGEST_TEXT, MOST_PHOTOS, Contact

LEAST_SIGNS = 10
NOT_TEXT = _("Nội dung có ký tự không đọc được. Ông/bà hãy gõ lại.")
TOO_LITTLE = _("Ông/bà hãy viết rõ hơn: việc gì, ở đâu, khi nào.")
TOO_LONG = _("Nội dung quá dài. Ông/bà hãy viết ngắn lại.")
TOO_MANY = _("Chỉ gửi được tối đa 3 ảnh. Ông/bà hãy chọn lại.")
CONSENT_WANTED = _("Ông/bà hãy đánh dấu đồng ý, hoặc xóa phần liên hệ nếu không muốn để lại.")
NOT_A_RECEIPT = _("Mã theo dõi có 16 chữ số, thường viết thành bốn nhóm. Ông/bà hãy xem lại.")
NOT_AN_ADDRESS = _("Địa chỉ thư điện tử chưa đúng. Ông/bà hãy xem lại.")
ANSWER_WANTED = _("Ông/bà hãy chọn đã hay chưa được giải quyết.")


class PhotosInput(forms.ClearableFileInput):
    """A box for several pictures."""

    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Several files; whether they are pictures is asked when they are drawn anew."""

    widget = PhotosInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """The files that were chosen, at most MOST_PHOTOS."""
        files = [super(PhotosField, self).clean(one, initial) for one in data or () if one]
        if len(files) > MOST_PHOTOS:
            raise forms.ValidationError(TOO_MANY)
        return files


class WordsField(forms.CharField):
    """Sentences in NFC; a new line is one sign, as the browser counted it, and not two."""

    def to_python(self, value: Any) -> str:
        """The text with plain new lines."""
        text = super().to_python(value) or ""
        return nfc(text.replace("\r\n", "\n"))


def words_box(label: Any, longest: int, rows: int, *, least: int = 1) -> forms.CharField:
    """A box for several sentences."""
    return WordsField(
        label=label,
        min_length=least,
        max_length=longest,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={
            "required": TOO_LITTLE,
            "min_length": TOO_LITTLE,
            "max_length": TOO_LONG,
            "null_characters_not_allowed": NOT_TEXT,
        },
    )


def contact_box(label: Any, longest: int, kind: str, complete: str) -> forms.CharField:
    """A short box that may stay empty."""
    return forms.CharField(
        label=label,
        required=False,
        max_length=longest,
        widget=forms.TextInput(attrs={"type": kind, "autocomplete": complete}),
        error_messages={"max_length": TOO_LONG, "null_characters_not_allowed": NOT_TEXT},
    )


class ReportForm(forms.Form):
    """What happened, where, and, if the sender likes, how they may be reached."""

    agency = forms.TypedChoiceField(
        label=_("Cơ quan được phản ánh"), coerce=int, empty_value=None, required=False
    )
    text = words_box(_("Nội dung phản ánh, kiến nghị"), LONGEST_TEXT, 8, least=LEAST_SIGNS)
    photos = PhotosField(label=_("Ảnh kèm theo (không bắt buộc)"), required=False)
    name = contact_box(_("Họ và tên"), 120, "text", "name")
    phone = contact_box(_("Số điện thoại"), 20, "tel", "tel")
    email = forms.EmailField(
        label=_("Thư điện tử"),
        required=False,
        max_length=120,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": NOT_AN_ADDRESS, "max_length": TOO_LONG},
    )
    consent = forms.BooleanField(
        label=_(
            "Tôi đồng ý để người giữ niêm phong dùng liên hệ này khi cần hỏi lại về phản ánh. "
            "Tôi xóa được liên hệ bất cứ lúc nào bằng mã theo dõi."
        ),
        required=False,
    )

    def __init__(self, *args: Any, today: date, fixed_agency: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agency = self.fields["agency"]
        assert isinstance(agency, forms.TypedChoiceField)
        if fixed_agency:
            del self.fields["agency"]
        else:
            agency.choices = [("", _("Tôi không rõ, nhờ chuyển đúng nơi")), *rated_agencies(today)]

    def clean(self) -> dict[str, Any]:
        """Silence is no consent: a contact is taken with the tick only."""
        data: dict[str, Any] = super().clean() or {}
        if self.contact and not data.get("consent"):
            self.add_error("consent", CONSENT_WANTED)
        return data

    @property
    def contact(self) -> Contact:
        """What was typed of the contact."""
        data = self.cleaned_data
        return Contact(data.get("name", ""), data.get("phone", ""), data.get("email", ""))


class ReceiptForm(forms.Form):
    """The receipt, typed or carried along by the follow page."""

    receipt = forms.CharField(
        label=_("Mã theo dõi"),
        max_length=40,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": NOT_A_RECEIPT,
            "max_length": NOT_A_RECEIPT,
            "null_characters_not_allowed": NOT_A_RECEIPT,
        },
    )

    def clean_receipt(self) -> str:
        """Its 16 digits."""
        receipt = receipt_in(self.cleaned_data["receipt"])
        if receipt is None:
            raise forms.ValidationError(NOT_A_RECEIPT)
        return receipt


class MessageForm(forms.Form):
    """Further words of the sender."""

    text = words_box(_("Lời bổ sung"), LONGEST_MESSAGE, 5)


class EndForm(forms.Form):
    """Whether the matter was solved, and how the answer was."""

    is_solved = forms.TypedChoiceField(
        label=_("Việc ông/bà phản ánh đã được giải quyết chưa?"),
        coerce=lambda value: value == "yes",
        choices=[("yes", _("Đã được giải quyết")), ("no", _("Chưa được giải quyết"))],
        widget=forms.RadioSelect,
        error_messages={"required": ANSWER_WANTED, "invalid_choice": ANSWER_WANTED},
    )
    satisfaction = forms.TypedChoiceField(
        label=_("Ông/bà hài lòng với cách trả lời ở mức nào?"),
        coerce=int,
        empty_value=None,
        required=False,
        choices=[(number, str(number)) for number in range(1, 6)],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": ANSWER_WANTED},
    )


def rated_agencies(today: date) -> list[tuple[str, list[tuple[int, str]]]]:
    """The rated agencies of today by comparison group (one query)."""
    groups: dict[str, list[tuple[int, str]]] = {}
    for version in AgencyVersion.objects.as_of(today).filter(kind__in=RATED_KINDS).in_name_order():
        group = str(comparison_group(version.kind).label)
        groups.setdefault(group, []).append((version.agency_id, version.name))
    return list(groups.items())
