"""Forms of letters, templates and overdue dossiers: they clean what was typed and save nothing."""

from collections.abc import Mapping
from typing import Any

from django import forms

from agencies.models import StaffMember
from feedback.enums import LetterKind
from feedback.models import OverdueDossier
from feedback.rules.letter_words import (
    MARKS,
    MOST_BODY,
    MOST_NAME,
    MOST_REASON,
    LetterContents,
    filled,
    values_of,
)
from registers.forms.fields import day_box, text_box

NO_EMAIL = "Thư điện tử không đúng dạng ten@mien.vn."
FILLED_IN = "Dùng được: " + ", ".join(f"{{{mark}}}" for mark in MARKS) + "; cổng điền khi lưu."


class SaidForm(forms.Form):
    """A form that shows what an act refused beside its boxes."""

    def say(self, errors: Mapping[str, str]) -> None:
        """Show refusals by field, "" for the whole."""
        for name, text in errors.items():
            self.add_error(name if name in self.fields else None, text)


class LetterForm(SaidForm):
    """What a letter says. An apology belongs to a dossier; the others may be for somebody in the house."""

    recipient = text_box("Kính gửi", MOST_NAME, help_text="Người hoặc tổ chức nhận thư.")
    email = forms.EmailField(
        label="Thư điện tử của người nhận",
        required=False,
        max_length=254,
        help_text="Để trống nếu gửi bản giấy.",
        error_messages={"invalid": NO_EMAIL},
    )
    staff = text_box(
        "Mã cán bộ", 20, required=False, help_text="Chỉ ghi khi thư gửi cho người trong cơ quan nhà nước."
    )
    reason = text_box("Lý do chậm trả kết quả", MOST_REASON, rows=3, required=False)
    body = text_box("Nội dung thư", MOST_BODY, rows=7, help_text=FILLED_IN)
    new_due_on = day_box(
        "Hẹn lại ngày trả kết quả", required=False, help_text="Chỉ được hẹn lại một lần, sau ngày hẹn cũ."
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, kind: str, agency_name: str, dossier: OverdueDossier | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.kind, self.agency_name, self.dossier = kind, agency_name, dossier
        if kind == LetterKind.APOLOGY:
            del self.fields["staff"]
            self.fields["reason"].required = True
            if dossier is not None and dossier.finished_on is not None:
                del self.fields["new_due_on"]
            else:
                self.fields["new_due_on"].required = True
        else:
            del self.fields["reason"], self.fields["new_due_on"]
            self.fields["body"].help_text = "Dùng được: {người nhận}, {cơ quan}; cổng điền khi lưu."

    def clean_staff(self) -> StaffMember | None:
        """The person with the code that was typed."""
        code = self.cleaned_data.get("staff", "").strip()
        if not code:
            return None
        person = StaffMember.objects.filter(code__iexact=code).first()
        if person is None:
            raise forms.ValidationError(f"Không có ai mang mã “{code}”. Tra mã ở trang Cán bộ.")
        return person

    def contents(self) -> LetterContents:
        """What was typed, its marks filled."""
        said, dossier = self.cleaned_data, self.dossier
        recipient = said["recipient"]
        values = (
            values_of(agency=self.agency_name, recipient=recipient)
            if dossier is None
            else values_of(
                agency=self.agency_name,
                recipient=recipient,
                procedure=dossier.procedure,
                code=dossier.code,
                days=(dossier.received_on, dossier.due_on),
            )
        )
        staff = said.get("staff")
        return LetterContents(
            recipient=recipient,
            body=filled(said["body"], values),
            email=said["email"],
            reason=said.get("reason", ""),
            new_due_on=said.get("new_due_on"),
            dossier=None if dossier is None else dossier.pk,
            staff=None if staff is None else staff.pk,
        )


class IssueForm(SaidForm):
    """Who signs, as it is printed."""

    signer_capacity = text_box(
        "Chức vụ người ký",
        160,
        rows=2,
        help_text="Cấp phó ký thay thì ghi hai dòng: KT. GIÁM ĐỐC, PHÓ GIÁM ĐỐC.",
    )
    signer_name = text_box("Họ tên người ký", 160)
    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class HandForm(SaidForm):
    """The day on which a letter was handed over or posted."""

    sent_on = day_box("Đã trao, gửi bản giấy ngày")
    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class SeenForm(forms.Form):
    """The version that the person saw."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class FinishForm(SaidForm):
    """The day on which a result was handed out."""

    finished_on = day_box("Ngày trả kết quả")


class TemplateForm(SaidForm):
    """A template: for which letters, its name and words."""

    kind = forms.ChoiceField(label="Loại thư", choices=LetterKind.choices)
    name = text_box("Tên mẫu", 120, help_text="Người soạn thư chọn theo tên này.")
    body = text_box("Nội dung", MOST_BODY, rows=9, help_text=FILLED_IN)
    is_active = forms.BooleanField(label="Đang dùng", required=False, initial=True)
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, is_new: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["is_active" if is_new else "kind"]


class DossierSheetForm(forms.Form):
    """The CSV file with overdue dossiers."""

    sheet = forms.FileField(
        label="Tệp CSV",
        help_text="Bảng mã UTF-8, tối đa 2.000 hồ sơ. Chỉ có dòng tiêu đề nghĩa là không có hồ sơ trễ hẹn.",
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
        error_messages={"required": "Hãy chọn tệp CSV."},
    )
