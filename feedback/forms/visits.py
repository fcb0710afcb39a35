"""Forms of visits: which agency's list, and which system is connected."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from agencies.models import Agency, AgencyVersion


class AgencyForm(forms.Form):
    """A form about one of the agencies that the reader answers for; one alone is chosen already."""

    agency = forms.ModelChoiceField(
        label="Cơ quan",
        queryset=Agency.objects.none(),
        error_messages={
            "required": "Hãy chọn cơ quan.",
            "invalid_choice": "Cơ quan này không thuộc phạm vi của bạn.",
        },
    )

    def __init__(self, *args: Any, versions: QuerySet[AgencyVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(version.agency_id, version.short_name) for version in versions]
        self.kept = {str(pk) for pk, _name in choices}
        box = self.fields["agency"]
        box.queryset = Agency.objects.filter(pk__in=[pk for pk, _name in choices])
        box.choices = choices if len(choices) == 1 else [("", "Chọn cơ quan"), *choices]

    @property
    def is_of_another(self) -> bool:
        """Whether an agency was sent that the reader does not answer for: as good as none at all."""
        sent = self.data.get("agency", "")
        return bool(sent) and sent not in self.kept


class VisitsForm(AgencyForm):
    """Whose visits, and the table of them."""

    table = forms.FileField(
        label="Tệp CSV",
        help_text="Dùng tệp mẫu; bảng mã UTF-8, tối đa 1 MB và 2.000 lượt.",
        allow_empty_file=True,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.txt"}),
        error_messages={"required": "Hãy chọn tệp CSV."},
    )


class ClientForm(AgencyForm):
    """A one-stop system that is to be connected."""

    name = forms.CharField(
        label="Tên hệ thống",
        min_length=3,
        max_length=120,
        help_text="Ví dụ: Phần mềm một cửa điện tử của Sở Tư pháp.",
        error_messages={"required": "Hãy ghi tên hệ thống."},
    )
