"""Forms of roles and accounts: they clean what was typed and speak to people; they save nothing."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from agencies.enums import AgencyKind, LeaveKind, Role
from agencies.gather.names import path_ids
from agencies.models import Agency, AgencyVersion, Posting, User
from agencies.rules.comparison import RATED_KINDS, comparison_group
from agencies.rules.delegating import LONGEST
from agencies.rules.leave import MAX_DOCUMENT, LeaveFacts
from core.sheet_pages import sheet_box

DATE_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]


def date_input() -> forms.DateInput:
    """The browser's own date field, which speaks ISO."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ReasonForm(forms.Form):
    """Why an act is done; kept in the audit trail."""

    reason = forms.CharField(
        label="Lý do, căn cứ",
        help_text="Ghi số quyết định hoặc lý do; dòng này được lưu trong nhật ký.",
        min_length=5,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class GrantForm(ReasonForm):
    """Which role, over what, from when."""

    role = forms.ChoiceField(label="Vai trò", choices=[("", "Chọn vai trò"), *Role.choices])
    agency = forms.ModelChoiceField(
        label="Phạm vi: cơ quan, đơn vị",
        queryset=Agency.objects.none(),
        help_text="Vai trò có hiệu lực tại cơ quan này và mọi đơn vị bên dưới.",
    )
    starts_on = forms.DateField(label="Từ ngày", input_formats=DATE_FORMATS, widget=date_input())
    ends_on = forms.DateField(
        label="Thôi từ ngày",
        required=False,
        input_formats=DATE_FORMATS,
        widget=date_input(),
        help_text="Để trống nếu chưa định ngày thôi.",
    )
    field_order = ["role", "agency", "starts_on", "ends_on", "reason"]

    def __init__(self, *args: Any, receiver: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"starts_on": today}, **kwargs)
        field = self.fields["agency"]
        versions = list(offered_to(receiver, today))
        field.queryset = Agency.objects.filter(pk__in=[version.agency_id for version in versions])
        field.choices = [("", "Chọn cơ quan, đơn vị"), *_grouped(versions)]

    def clean_role(self) -> Role:
        """The role as a member of the closed list."""
        return Role(self.cleaned_data["role"])


class LeaveForm(forms.Form):
    """Why and how long a person is away."""

    kind = forms.ChoiceField(label="Loại nghỉ", choices=[("", "Chọn loại nghỉ"), *LeaveKind.choices])
    starts_on = forms.DateField(label="Nghỉ từ ngày", input_formats=DATE_FORMATS, widget=date_input())
    ends_on = forms.DateField(
        label="Đi làm lại từ ngày",
        required=False,
        input_formats=DATE_FORMATS,
        widget=date_input(),
        help_text="Ngày đầu tiên đi làm lại. Để trống nếu chưa rõ.",
    )
    document = forms.CharField(label="Số, ngày quyết định hoặc đơn", required=False, max_length=MAX_DOCUMENT)

    def facts(self) -> LeaveFacts:
        """What was typed, as the rules see it."""
        data = self.cleaned_data
        return LeaveFacts(data["kind"], data["starts_on"], data["ends_on"], data["document"])


class SheetForm(forms.Form):
    """An Excel file."""

    sheet = sheet_box("Tệp .xlsx theo mẫu, tối đa 1 MB và 2.000 dòng.")


class DelegationForm(forms.Form):
    """Which of one's roles is lent, to whom, for how long and why."""

    grant = forms.ChoiceField(label="Vai trò ủy quyền")
    receiver = forms.ModelChoiceField(
        label="Người nhận",
        queryset=User.objects.none(),
        empty_label="Chọn người cùng cơ quan",
        error_messages={"invalid_choice": "Người này không công tác tại cơ quan của vai trò đã chọn."},
    )
    starts_on = forms.DateField(label="Từ ngày", input_formats=DATE_FORMATS, widget=date_input())
    until = forms.DateField(
        label="Đến hết ngày",
        input_formats=DATE_FORMATS,
        widget=date_input(),
        help_text=f"Tối đa {LONGEST} ngày; tự hết hạn, kết thúc sớm được bất cứ lúc nào.",
    )
    reason = forms.CharField(
        label="Lý do",
        help_text="Ví dụ: đi công tác, nghỉ phép. Ghi số văn bản ủy quyền nếu có.",
        min_length=5,
        max_length=200,
    )

    def __init__(
        self, *args: Any, grants: list[tuple[str, str]], people: QuerySet[User], today: date, **kwargs: Any
    ) -> None:
        initial = {"starts_on": today, "grant": grants[0][0] if len(grants) == 1 else ""}
        super().__init__(*args, initial=initial, **kwargs)
        field = self.fields["grant"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = grants if len(grants) == 1 else [("", "Chọn vai trò"), *grants]
        self.fields["receiver"].queryset = people


def offered_to(receiver: User, today: date) -> QuerySet[AgencyVersion]:
    """The province, every rated agency, and the units in which the receiver holds a post."""
    own = Posting.objects.as_of(today).filter(staff=receiver.staff_id).values("agency")
    paths = AgencyVersion.objects.as_of(today).filter(agency__in=own).values_list("path", flat=True)
    near = {pk for path in paths for pk in path_ids(path)}
    current = AgencyVersion.objects.as_of(today)
    kinds = [*RATED_KINDS, AgencyKind.PROVINCE]
    return (current.filter(kind__in=kinds) | current.filter(agency__in=near)).in_name_order()


def _grouped(versions: list[AgencyVersion]) -> list[tuple[str, list[tuple[int, str]]]]:
    groups: dict[str, list[tuple[int, str]]] = {}
    for version in versions:
        if version.kind == AgencyKind.PROVINCE:
            label = "Toàn tỉnh"
        elif version.kind in RATED_KINDS:
            label = str(comparison_group(version.kind).label)
        else:
            label = "Đơn vị của người được giao"
        groups.setdefault(label, []).append((version.agency_id, version.short_name))
    first = ["Toàn tỉnh", "Đơn vị của người được giao"]
    return sorted(groups.items(), key=lambda row: (row[0] not in first, row[0]))
