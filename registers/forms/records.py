"""Forms of responsible heads, legal documents and external indices."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms

from agencies.models import StaffMember
from registers.actions.heads import Assignment
from registers.actions.legal import LegalFacts
from registers.enums import IndexKind
from registers.forms.fields import day_box, number_box, text_box
from registers.models import LegalDocument
from registers.rules.indices import MOST_RANKED, IndexFacts, index_problems

_REFERENCE = re.compile(r"([A-Z]{2}-\d{2})\s*(?:[:–-]\s*(.*))?")
MOST_REFERENCES = 80


class HeadForm(forms.Form):
    """Who answers for the agency from a day on."""

    staff = text_box("Mã cán bộ", 20, help_text="Người đứng đầu hoặc cấp phó của cơ quan.")
    document = text_box("Văn bản phân công", 200, help_text="Số, ngày; ví dụ 12/QĐ-STP ngày 05/01/2026.")
    starts_on = day_box("Từ ngày")
    duties = text_box("Việc được giao", 2_000, rows=3, required=False)

    def clean_staff(self) -> StaffMember:
        """The person with the code that was typed."""
        code = self.cleaned_data["staff"].strip()
        person = StaffMember.objects.filter(code__iexact=code).first()
        if person is None:
            raise forms.ValidationError(f"Không có ai mang mã “{code}”. Tra mã ở trang Cán bộ.")
        return person

    def assignment(self) -> Assignment:
        """What was typed, as the act wants it."""
        return Assignment(**self.cleaned_data)


class LegalForm(forms.Form):
    """A legal document and the criteria that rest on it."""

    number = text_box("Số, ký hiệu", 80, help_text="Ví dụ 1847/QĐ-TTg.")
    issuer = text_box("Cơ quan ban hành", 120)
    title = text_box("Trích yếu", 400, rows=2)
    issued_on = day_box("Ngày ban hành")
    in_force_on = day_box("Có hiệu lực từ ngày")
    expired_on = day_box("Hết hiệu lực từ ngày", required=False)
    replaced_by = forms.ModelChoiceField(
        label="Được thay thế bởi",
        queryset=LegalDocument.objects.none(),
        required=False,
        empty_label="Chưa bị thay thế",
        error_messages={"invalid_choice": "Hãy chọn trong danh sách."},
    )
    note = text_box("Ghi chú", 300, required=False)
    references = text_box(
        "Tiêu chí căn cứ vào văn bản",
        6_000,
        rows=4,
        required=False,
        help_text="Mỗi dòng một tiêu chí, sau dấu hai chấm là điều khoản. Ví dụ: CQ-11: Điều 14.3.",
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, others: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["replaced_by"].queryset = others  # type: ignore[attr-defined]

    def clean_references(self) -> tuple[tuple[str, str], ...]:
        """Pairs of criterion code and article."""
        lines = [line.strip() for line in self.cleaned_data["references"].splitlines() if line.strip()]
        if len(lines) > MOST_REFERENCES:
            raise forms.ValidationError(f"Tối đa {MOST_REFERENCES} dòng.")
        found = []
        for line in lines:
            parts = _REFERENCE.fullmatch(line)
            if parts is None or len(parts[2] or "") > 120:
                raise forms.ValidationError(f"Không đọc được dòng “{line[:40]}”. Ghi dạng CQ-11: Điều 14.3.")
            found.append((parts[1], (parts[2] or "").strip()))
        return tuple(dict.fromkeys(found))

    def facts(self) -> LegalFacts:
        """What was typed, as the act wants it."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "seen_version"}
        replaced = said.pop("replaced_by")
        return LegalFacts(**said, replaced_by=replaced.pk if replaced else None)


class IndexForm(forms.Form):
    """One index of one agency in one year."""

    agency = forms.TypedChoiceField(
        label="Cơ quan", coerce=int, error_messages={"invalid_choice": "Hãy chọn trong danh sách."}
    )
    kind = forms.ChoiceField(label="Chỉ số", choices=IndexKind.choices)
    year = number_box("Năm", least=2012, most=2100)
    value = forms.DecimalField(label="Giá trị", max_digits=7, decimal_places=2, localize=True)
    scale = forms.DecimalField(label="Trên thang", max_digits=7, decimal_places=2, initial=100, localize=True)
    rank = number_box("Thứ hạng", least=1, most=MOST_RANKED, required=False)
    ranked_of = number_box("Trong số cơ quan được xếp hạng", least=1, most=MOST_RANKED, required=False)
    document = text_box("Văn bản công bố", 200)
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, agencies: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["agency"].choices = [("", "Chọn cơ quan"), *agencies]  # type: ignore[attr-defined]
        self.fields["value"].error_messages["invalid"] = "Ghi số, ví dụ 87,43."
        self.fields["scale"].error_messages["invalid"] = "Ghi số, ví dụ 100."

    def facts(self) -> IndexFacts:
        """What was typed, as the rules see it."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "seen_version"}
        return IndexFacts(**said)

    def clean(self) -> dict[str, Any]:
        """Value within its scale, rank within its number."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            for name, text in index_problems(self.facts()).items():
                self.add_error(name, text)
        return cleaned
