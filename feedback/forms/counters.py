"""Forms of counters: they clean what was typed and speak to people; they save nothing."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from agencies.forms import DATE_FORMATS, ReasonForm, date_input
from agencies.models import Agency, AgencyVersion
from agencies.rules.comparison import RATED_KINDS, comparison_group


class CounterForm(forms.Form):
    """Where a counter stands, what it is called, from when."""

    agency = forms.ModelChoiceField(
        label="Cơ quan, đơn vị có quầy",
        queryset=Agency.objects.none(),
        help_text="Đánh giá tại quầy tính cho cơ quan được chấm điểm mà đơn vị này thuộc về.",
    )
    name = forms.CharField(
        label="Tên quầy",
        min_length=3,
        max_length=120,
        help_text="Người dân đọc tên này sau khi quét mã, ví dụ: Quầy 3 – Hộ tịch.",
    )
    starts_on = forms.DateField(
        label="Nhận đánh giá từ ngày", input_formats=DATE_FORMATS, widget=date_input()
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, initial={"starts_on": today}, **kwargs)
        versions = list(offered(today))
        field = self.fields["agency"]
        field.queryset = Agency.objects.filter(pk__in=[version.agency_id for version in versions])
        field.choices = [("", "Chọn cơ quan, đơn vị"), *_grouped(versions)]


class RevokeForm(ReasonForm):
    """Why a code is taken back."""


class ReplaceForm(ReasonForm):
    """Why a counter gets another code, and which one it had when the page was opened."""

    code = forms.CharField(max_length=64, widget=forms.HiddenInput)


def offered(today: date) -> QuerySet[AgencyVersion]:
    """Every rated agency, and the units inside one that serve citizens."""
    at_counters = Q(has_counter=True, rated_agency__isnull=False)
    return AgencyVersion.objects.as_of(today).filter(at_counters | Q(kind__in=RATED_KINDS)).in_name_order()


def _grouped(versions: list[AgencyVersion]) -> list[tuple[str, list[tuple[int, str]]]]:
    """Agencies by comparison group, then the units inside them by the name of their agency."""
    names = {version.agency_id: version.short_name for version in versions}
    groups: dict[str, list[tuple[int, str]]] = {}
    units: dict[str, list[tuple[int, str]]] = {}
    for version in versions:
        if version.rated_agency_id == version.agency_id:
            group = str(comparison_group(version.kind).label)
            groups.setdefault(group, []).append((version.agency_id, version.short_name))
        else:
            office = names[version.rated_agency_id]
            units.setdefault(office, []).append((version.agency_id, f"{office}: {version.short_name}"))
    inside = [choice for office in names.values() for choice in units.get(office, [])]
    return [*groups.items(), *([("Bộ phận có quầy", inside)] if inside else [])]
