"""Forms of decisions to inspect, teams and notices: they clean what was typed and say what is wrong."""

from datetime import date, datetime, time
from typing import Any

from django import forms

from agencies.models import User
from core.clock import VIETNAM
from evaluations.forms.inspections import day_field, inspectors
from evaluations.models import TeamMember

AWAY = ""
"""The role of an inspector who is not on the team."""


class DecisionForm(forms.Form):
    """The decision to inspect, as signed."""

    number = forms.CharField(label="Số, ký hiệu quyết định", max_length=60, help_text="Ví dụ 125/QĐ-SNV.")
    issued_on = day_field(label="Ngày ký")
    signer = forms.CharField(label="Người ký", max_length=120)
    signer_post = forms.CharField(label="Chức vụ người ký", max_length=120)
    bases = forms.CharField(
        label="Căn cứ",
        max_length=3000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Mỗi dòng một văn bản.",
    )
    covers_from = day_field(label="Thời kỳ kiểm tra từ ngày")
    covers_to = day_field(label="Thời kỳ kiểm tra đến hết ngày")
    duration_days = forms.IntegerField(
        label="Thời hạn (ngày làm việc kể từ ngày công bố)", min_value=1, max_value=60
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """The period covered must not end before it begins."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("covers_from"), cleaned.get("covers_to")
        if first and last and last < first:
            self.add_error("covers_to", "Ngày cuối không được trước ngày đầu.")
        return cleaned


class TeamFields(forms.Form):
    """A role for each inspector; most of them stay away. The field of user 7 is ``role_7``."""

    def __init__(
        self,
        *args: Any,
        today: date,
        team: "dict[User, str] | None" = None,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        present = team or {}
        self.people: list[User] = list(inspectors(today))
        self.people += [user for user in present if user not in self.people]
        choices = [(AWAY, "Không tham gia"), *TeamMember.TeamRole.choices]
        for user in self.people:
            self.fields[f"role_{user.pk}"] = forms.ChoiceField(
                label=user.display_name, choices=choices, required=False, initial=present.get(user, AWAY)
            )

    def role_fields(self) -> list[forms.BoundField]:
        """The fields of the people, for the template."""
        return [self[f"role_{user.pk}"] for user in self.people]

    def other_fields(self) -> list[forms.BoundField]:
        """The fields that are not of people."""
        return [field for field in self if not field.name.startswith("role_")]

    def roles(self) -> dict[User, str]:
        """Who is on the team, and as what."""
        chosen = {user: self.cleaned_data.get(f"role_{user.pk}", AWAY) for user in self.people}
        return {user: role for user, role in chosen.items() if role != AWAY}

    def clean(self) -> dict[str, Any]:
        """A team has exactly one leader."""
        cleaned = super().clean() or {}
        leaders = [role for role in self.roles().values() if role == TeamMember.TeamRole.LEADER]
        if len(leaders) != 1:
            self.add_error(None, "Đoàn kiểm tra phải có đúng một trưởng đoàn.")
        return cleaned


class FormInspectionForm(TeamFields):
    """An inspection formed from a line of the plan: when, by which decision, who goes."""

    visited_on = day_field(label="Ngày kiểm tra")
    order_number = forms.CharField(
        label="Số quyết định kiểm tra",
        max_length=60,
        help_text="Chưa có thì ghi “chưa có số” rồi bổ sung sau.",
    )


class TeamForm(TeamFields):
    """A change of the team by a decision."""

    decision_number = forms.CharField(label="Số, ký hiệu quyết định thay đổi", max_length=60)
    decided_on = day_field(label="Ngày ký")
    reason = forms.CharField(label="Lý do thay đổi", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class NoticeForm(forms.Form):
    """What the notice says beside what the order already says."""

    meets_at = forms.TimeField(
        label="Giờ bắt đầu làm việc",
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
        error_messages={"invalid": "Giờ không hợp lệ. Nhập dạng 08:30."},
    )
    place = forms.CharField(
        label="Địa điểm", max_length=200, required=False, help_text="Để trống thì ghi địa chỉ của cơ quan."
    )
    prepare = forms.CharField(
        label="Đề nghị chuẩn bị",
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Mỗi dòng một việc. Để trống thì dùng danh mục thường lệ.",
    )
    signer = forms.CharField(label="Người ký", max_length=120)
    signer_post = forms.CharField(label="Chức vụ người ký", max_length=120)

    def meeting(self, day: date) -> datetime | None:
        """The hour on the day of the visit, Vietnam time; None where none was given."""
        hour: time | None = self.cleaned_data["meets_at"]
        return None if hour is None else datetime.combine(day, hour, tzinfo=VIETNAM)
