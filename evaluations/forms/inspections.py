"""Forms of an inspection: they clean what was typed and say what is wrong; they save nothing."""

from datetime import date, datetime
from typing import Any

from django import forms

from agencies.enums import Role
from agencies.models import RoleGrant, User
from core import clock
from core.text import nfc
from evaluations.enums import InspectionMode, Severity
from evaluations.rules.conclusion import ABSENCES
from evaluations.rules.observing import MAX_NOTE, MOST, Attendance, Entry, Finding, errors_of

NUMBER = {"inputmode": "numeric", "autocomplete": "off", "min": "0", "max": str(MOST), "step": "1"}
WHOLE = f"Nhập số nguyên từ 0 đến {MOST}."


class DayInput(forms.DateInput):
    """The browser's own calendar, which speaks ISO whatever the language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def day_field(**options: Any) -> forms.DateField:
    """A day picked from the browser's calendar."""
    return forms.DateField(
        widget=DayInput(), error_messages={"invalid": "Ngày không hợp lệ. Nhập dạng 12/11/2026."}, **options
    )


class OrderForm(forms.Form):
    """The order of an inspection: when, of which kind, by which decision, with whom."""

    visited_on = day_field(label="Ngày kiểm tra")
    mode = forms.ChoiceField(label="Hình thức", choices=InspectionMode.choices, widget=forms.RadioSelect)
    order_number = forms.CharField(
        label="Số quyết định kiểm tra",
        max_length=60,
        help_text="Ví dụ 125/QĐ-SNV; chưa có thì ghi “chưa có số”.",
    )
    topic = forms.CharField(label="Nội dung, chuyên đề", max_length=200, required=False)
    members = forms.ModelMultipleChoiceField(
        label="Thành viên khác của đoàn",
        queryset=User.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Bạn là trưởng đoàn. Người từng công tác tại cơ quan được kiểm tra không tham gia được.",
    )

    def __init__(self, *args: Any, leader: User, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        members = self.fields["members"]
        assert isinstance(members, forms.ModelMultipleChoiceField)
        members.queryset = inspectors(today).exclude(pk=leader.pk)


def inspectors(on: date) -> Any:
    """Active accounts that hold the inspector's role on a day, in the order of Vietnamese names."""
    holders = RoleGrant.objects.as_of(on).filter(role=Role.INSPECTOR).values("user")
    found = User.objects.filter(pk__in=holders, is_active=True)
    return found.order_by("staff__name_sort", "display_name", "pk")


class StartForm(forms.Form):
    """The day on which the visit takes place."""

    visited_on = day_field(label="Ngày kiểm tra")


class CountField(forms.IntegerField):
    """A count of people; an empty box is nobody."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(
            label=label,
            min_value=0,
            max_value=MOST,
            required=False,
            widget=forms.NumberInput(attrs=NUMBER),
            error_messages={"invalid": WHOLE, "min_value": WHOLE, "max_value": WHOLE},
            **options,
        )

    def clean(self, value: Any) -> int:
        """The count, 0 for an empty box."""
        return super().clean(value) or 0


class HeadcountForm(forms.Form):
    """Who was at work: everyone on the list is present or absent for one reason."""

    counted_at = forms.TimeField(
        label="Lúc",
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": "Giờ không hợp lệ. Nhập dạng 09:30."},
    )
    roster = CountField("Tổng số theo danh sách")
    present = CountField("Có mặt")
    on_duty_away = CountField("Đi công tác")
    in_meeting = CountField("Đi họp")
    at_grassroots = CountField("Đi cơ sở")
    on_leave = CountField("Nghỉ phép")
    sick = CountField("Nghỉ ốm")
    maternity = CountField("Nghỉ thai sản")
    unexcused = CountField("Không rõ lý do")

    def clean(self) -> dict[str, Any]:
        """The parts must add up to the list."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self._check_sum(self.attendance.roster, cleaned["roster"])
        return cleaned

    def _check_sum(self, told: int, listed: int) -> None:
        if listed < 1:
            self.add_error("roster", "Nhập tổng số người theo danh sách.")
        elif told < listed:
            self.add_error("roster", f"Mới đủ {told}/{listed} người, còn {listed - told} người chưa rõ.")
        elif told > listed:
            self.add_error("roster", f"Có mặt và vắng cộng lại {told}, danh sách chỉ {listed} người.")

    @property
    def attendance(self) -> Attendance:
        """What was typed, as the rules see it."""
        return Attendance(**{name: self.cleaned_data[name] for name in Attendance._fields})

    def counted_on(self, day: date) -> datetime:
        """The moment of the count on the day of the visit."""
        return datetime.combine(day, self.cleaned_data["counted_at"], tzinfo=clock.VIETNAM)

    @property
    def absences(self) -> list[forms.BoundField]:
        """The boxes of the reasons of absence, in their order."""
        return [self[name] for name, _words in ABSENCES]


class FindingForm(forms.Form):
    """What was seen for one criterion, in the boxes of its measure."""

    n = forms.IntegerField(required=False, error_messages={"invalid": WHOLE})
    k = forms.IntegerField(required=False, error_messages={"invalid": WHOLE})
    not_applicable = forms.BooleanField(required=False)
    severity = forms.ChoiceField(
        choices=Severity.choices,
        required=False,
        error_messages={"invalid_choice": "Hãy chọn một mức độ trong danh sách."},
    )
    note = forms.CharField(required=False, max_length=MAX_NOTE)

    def __init__(self, *args: Any, entry: Entry, **options: Any) -> None:
        super().__init__(*args, **options)
        self.entry = entry

    def clean(self) -> dict[str, Any]:
        """Empty boxes are unanswered, never zero; the rest is the rule's to say."""
        cleaned: dict[str, Any] = super().clean() or {}
        if self.errors:
            return cleaned
        if not cleaned["not_applicable"]:
            self._require_numbers(cleaned)
        if not self.errors:
            for box, words in errors_of(self.entry, self.finding).items():
                self.add_error(box, words)
        return cleaned

    def _require_numbers(self, cleaned: dict[str, Any]) -> None:
        if cleaned["n"] is None and self.entry.fixed_n is None:
            self.add_error("n", f"Nhập {self.entry.n_label.lower()}.")
        elif cleaned["k"] is None:
            self.add_error("k", f"Nhập {self.entry.k_label.lower()}.")

    @property
    def finding(self) -> Finding:
        """What was typed, as the rules see it."""
        data = self.cleaned_data
        n = data["n"] if self.entry.fixed_n is None else self.entry.fixed_n
        return Finding(
            n or 0,
            data["k"] or 0,
            data["not_applicable"],
            data["severity"] or Severity.NONE.value,
            nfc(data["note"]),
        )


def photos_in(files: Any) -> list[Any]:
    """The photographs of a submitted form, from the camera and from the gallery."""
    return [file for name in ("camera", "gallery") for file in files.getlist(name)]


class CancelForm(forms.Form):
    """Why the inspection will not be concluded."""

    reason = forms.CharField(
        label="Lý do hủy", max_length=300, error_messages={"required": "Hãy ghi lý do hủy cuộc kiểm tra."}
    )
