"""Forms of plans, draws and relatives: they clean what was typed and say what is wrong; they save nothing."""

from collections.abc import Sequence
from typing import Any

from django import forms

from core.sheet_pages import sheet_box
from evaluations.enums import InspectionMode
from evaluations.forms.inspections import day_field
from evaluations.gather.planning.population import RANKED_GROUPS
from evaluations.rules.planning.lines import MAX_REASON, MAX_TOPIC, LineFacts, errors_of

QUARTERS = [(1, "Quý I"), (2, "Quý II"), (3, "Quý III"), (4, "Quý IV")]
LONG = {"rows": 3}


class PlanForm(forms.Form):
    """A new plan: its year and what it is called."""

    year = forms.IntegerField(label="Năm", min_value=2018, max_value=2100)
    title = forms.CharField(
        label="Tên kế hoạch",
        max_length=200,
        help_text="Thủ trưởng các cơ quan đọc được tên này sau khi ban hành; "
        "không ghi nơi sẽ kiểm tra đột xuất.",
    )


class IssueForm(forms.Form):
    """By which document the plan was issued."""

    number = forms.CharField(label="Số, ký hiệu", max_length=60, help_text="Ví dụ 15/KH-UBND.")
    issued_on = day_field(label="Ngày ban hành")
    signer = forms.CharField(label="Người ký", max_length=120)
    signer_post = forms.CharField(label="Chức vụ người ký", max_length=120)


class LineForm(forms.Form):
    """One line: which agency, when, how and why."""

    agency = forms.TypedChoiceField(label="Cơ quan", coerce=int)
    quarter = forms.TypedChoiceField(label="Quý", choices=QUARTERS, coerce=int)
    mode = forms.ChoiceField(
        label="Hình thức",
        choices=InspectionMode.choices,
        widget=forms.RadioSelect,
        help_text="Dòng đột xuất được giữ kín cho đến khi đoàn có mặt tại cơ quan.",
    )
    topic = forms.CharField(label="Nội dung, chuyên đề", max_length=MAX_TOPIC, required=False)
    covers_from = day_field(label="Thời kỳ kiểm tra từ ngày", required=False)
    covers_to = day_field(label="Thời kỳ kiểm tra đến hết ngày", required=False)
    cooperating_body = forms.CharField(label="Cơ quan phối hợp", max_length=MAX_TOPIC, required=False)
    reason = forms.CharField(
        label="Lý do chọn", max_length=MAX_REASON, required=False, widget=forms.Textarea(attrs=LONG)
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, agencies: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["agency"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Chọn cơ quan"), *agencies]

    def facts(self) -> LineFacts:
        """What was typed, as the rules see it."""
        names = ("quarter", "mode", "topic", "covers_from", "covers_to", "cooperating_body", "reason")
        return LineFacts(self.cleaned_data["agency"], *(self.cleaned_data[name] for name in names))

    def clean(self) -> dict[str, Any]:
        """The period covered needs both ends, in order."""
        cleaned = super().clean() or {}
        if not self.errors:
            for name, text in errors_of(self.facts()).items():
                self.add_error(name, text)
        return cleaned


class DropForm(forms.Form):
    """Why a line will not be carried out."""

    reason = forms.CharField(
        label="Lý do không thực hiện",
        max_length=300,
        error_messages={"required": "Hãy ghi lý do không thực hiện."},
    )


class SheetForm(forms.Form):
    """The workbook with the lines."""

    sheet = sheet_box("Tệp .xlsx theo mẫu, tối đa 1 MB và 2.000 dòng.")


class DrawForm(forms.Form):
    """Among whom, how many, for which quarter of which plan."""

    title = forms.CharField(
        label="Tên lần rút", max_length=200, help_text="Ví dụ: Rút 10 xã, phường quý I năm 2027."
    )
    plan = forms.ChoiceField(label="Đưa vào kế hoạch")
    quarter = forms.TypedChoiceField(label="Quý", choices=QUARTERS, coerce=int)
    groups = forms.MultipleChoiceField(
        label="Rút trong các nhóm", choices=RANKED_GROUPS, widget=forms.CheckboxSelectMultiple
    )
    size = forms.IntegerField(label="Số cơ quan được rút", min_value=1, max_value=500)
    not_seen_since = day_field(
        label="Bỏ qua cơ quan đã được kiểm tra từ ngày",
        required=False,
        help_text="Để trống thì rút cả cơ quan vừa được kiểm tra.",
    )
    is_announced = forms.TypedChoiceField(
        label="Kết quả rút",
        choices=[("0", "Đột xuất: giữ kín đến khi đoàn có mặt"), ("1", "Theo kế hoạch: công khai ngay")],
        widget=forms.RadioSelect,
        coerce=lambda chosen: chosen == "1",
        initial="0",
    )

    def __init__(self, *args: Any, plans: Sequence[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["plan"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(plans)


RELATIONS = ("Vợ, chồng", "Cha, mẹ", "Con", "Anh, chị, em ruột", "Người thân thích khác")


class RelativeForm(forms.Form):
    """Where a relative works, and how near they are; who it is, is not asked."""

    agency = forms.TypedChoiceField(label="Cơ quan nơi người thân công tác", coerce=int)
    relation = forms.ChoiceField(label="Quan hệ", choices=[(text, text) for text in RELATIONS])

    def __init__(self, *args: Any, agencies: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["agency"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Chọn cơ quan"), *agencies]
