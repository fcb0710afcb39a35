"""The form of an entry, built from its register's description, and the forms of what is done with one."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from agencies.models import StaffMember
from core.sheet_pages import sheet_box
from registers.forms.fields import TOO_LONG, day_box, number_box, text_box, typed_box
from registers.rules.catalogue import FieldKind, Register, Scope
from registers.rules.contents import MAX_NUMBER, MAX_TITLE, YEARS, Contents, problems, read_fields

MAX_REASON = 1_000
MAX_CODES = 120_000


class EntryForm(forms.Form):
    """What an agency declares into one register."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        register: Register,
        agency_id: int,
        units: Sequence[tuple[int, str]],
        entries: Mapping[str, list[tuple[str, str]]],
        today: date,
        whole_agency: bool = True,
        **options: Any,
    ) -> None:
        """``units`` may be chosen; without ``whole_agency`` one must be. ``entries`` fill ENTRY boxes."""
        super().__init__(*args, **options)
        self.register, self.agency_id, self.today = register, agency_id, today
        self.fields["year"] = number_box("Năm", least=YEARS[0], most=YEARS[-1])
        self.fields["day"] = day_box(register.day_label)
        if register.title_label:
            self.fields["title"] = text_box(register.title_label, MAX_TITLE)
        self.fields["number"] = text_box(register.number_label, MAX_NUMBER, required=register.number_required)
        if register.scope is not Scope.AGENCY:
            self.fields["unit"] = _unit_box(units, whole_agency)
        if register.scope is Scope.PERSON:
            self.fields["staff"] = text_box(
                "Mã cán bộ", 20, required=False, help_text="Để trống nếu là của tập thể."
            )
        for one in register.fields:
            choices = entries.get(one.name, []) if one.kind is FieldKind.ENTRY else list(one.choices)
            self.fields[one.name] = typed_box(one, choices)

    def clean_staff(self) -> StaffMember | None:
        """The person with the code that was typed."""
        code = self.cleaned_data.get("staff", "").strip()
        if not code:
            return None
        person = StaffMember.objects.filter(code__iexact=code).first()
        if person is None:
            raise forms.ValidationError(f"Không có ai mang mã “{code}”. Tra mã ở trang Cán bộ.")
        return person

    def contents(self) -> Contents:
        """What was typed, as the rules see it."""
        said = self.cleaned_data
        staff = said.get("staff")
        details, _wrong = read_fields(self.register, said)
        return Contents(
            agency=self.agency_id,
            year=said["year"],
            day=said["day"],
            number=said.get("number", ""),
            title=said.get("title", ""),
            unit=said.get("unit"),
            staff=staff.pk if staff else None,
            details=details,
        )

    def clean(self) -> dict[str, Any]:
        """What the register's own rules say, beside the boxes concerned."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.say(problems(self.register, self.contents(), today=self.today))
        return cleaned

    def say(self, errors: Mapping[str, str]) -> None:
        """Show what an act refused, beside the boxes where these exist."""
        for name, text in errors.items():
            self.add_error(name if name in self.fields else None, text)


def _unit_box(units: Sequence[tuple[int, str]], whole_agency: bool) -> forms.TypedChoiceField:
    first = [("", "Cả cơ quan")] if whole_agency else [("", "Chọn phòng, bộ phận")]
    return forms.TypedChoiceField(
        label="Phòng, bộ phận",
        choices=[*first, *units],
        coerce=int,
        empty_value=None,
        required=not whole_agency,
        error_messages={
            "invalid_choice": "Hãy chọn trong danh sách.",
            "required": "Hãy chọn phòng, bộ phận của bạn.",
        },
    )


class DecideForm(forms.Form):
    """What the inspectorate makes of an entry."""

    move = forms.ChoiceField(
        label="Kết quả đối chiếu",
        choices=[("verify", "Xác nhận"), ("refuse", "Chưa chấp nhận")],
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn kết quả.", "invalid_choice": "Hãy chọn trong danh sách."},
    )
    reason = text_box(
        "Lý do, cách đã đối chiếu",
        MAX_REASON,
        rows=3,
        required=False,
        help_text="Bắt buộc khi chưa chấp nhận, hoặc khi xác nhận mục chưa có minh chứng.",
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    """Why an entry is taken back or annulled."""

    reason = text_box("Lý do", MAX_REASON, rows=2)
    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class CodesForm(forms.Form):
    """Staff codes pasted from anywhere, one per person."""

    codes = forms.CharField(
        label="Mã cán bộ",
        max_length=MAX_CODES,
        widget=forms.Textarea(attrs={"rows": 4, "autocapitalize": "characters", "spellcheck": "false"}),
        help_text="Dán từ Excel hoặc danh sách: mỗi người một mã, cách nhau bằng xuống dòng, dấu phẩy hay "
        "dấu cách.",
        error_messages={"required": "Hãy dán ít nhất một mã.", "max_length": TOO_LONG},
    )

    def clean_codes(self) -> list[str]:
        """The codes that were pasted, in capitals."""
        text: str = self.cleaned_data["codes"]
        return text.translate(str.maketrans(",;", "  ")).upper().split()


class SheetForm(forms.Form):
    """A workbook to be read."""

    sheet = sheet_box("Dùng tệp mẫu; tối đa 1 MB, 5.000 dòng.")
