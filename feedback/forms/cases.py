"""The forms of the desk: what a person writes of a case, and of templates of replies."""

from collections.abc import Sequence
from typing import Any

from django import forms

from feedback.actions.cases.moving import MOST_REASON, MOST_TEXT
from feedback.actions.cases.templates import MOST_NAME, MOST_TEMPLATE
from feedback.enums import Verdict
from feedback.rules.extensions import MOST_DAYS
from registers.forms.fields import number_box, text_box

Choices = Sequence[tuple[Any, str]]
SURE = "Tôi đã đọc lại, nội dung không làm lộ người gửi hoặc người khác"
CHOOSE = {"required": "Hãy chọn trong danh sách.", "invalid_choice": "Hãy chọn trong danh sách."}


def _choice(label: str, choices: Choices, first: str, **options: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=[("", first), *choices],
        coerce=int,
        empty_value=None,
        error_messages=CHOOSE,
        **options,
    )


class CaseForm(forms.Form):
    """An act on the version of the case that the page showed."""

    seen_version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        """Several forms stand on one page: each names its boxes apart, for their labels to find them."""
        options.setdefault("auto_id", f"{type(self).__name__.lower()}-%s")
        super().__init__(*args, **options)


class AssignForm(CaseForm):
    """To which unit a case is given."""

    def __init__(self, *args: Any, units: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["unit"] = _choice("Phòng, bộ phận", units, "Chọn phòng, bộ phận")


class AnswerForm(CaseForm):
    """What the sender reads; and where others were merged into the case, what their senders read."""

    text = text_box("Nội dung trả lời", MOST_TEXT, rows=9)

    def __init__(self, *args: Any, is_shared: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if is_shared:
            self.fields["shared_text"] = text_box(
                "Lời trả lời chung",
                MOST_TEXT,
                rows=6,
                help_text="Người gửi các phản ánh đã gộp vào đây đọc lời này, không đọc lời ở trên.",
            )
            self.fields["is_sure"] = forms.BooleanField(label=SURE, required=False)


class ExtendForm(CaseForm):
    """How many working days more, and why."""

    days = number_box("Thêm số ngày làm việc", least=1, most=MOST_DAYS)
    reason = text_box("Lý do", MOST_REASON, rows=3, help_text="Người gửi đọc được lý do này.")


class ReasonForm(CaseForm):
    """Why."""

    reason = text_box("Lý do", MOST_REASON, rows=3)


class ReopenForm(CaseForm):
    """What must still be answered, and in how many working days."""

    days = number_box("Trả lời lại trong số ngày làm việc", least=1, most=MOST_DAYS)
    reason = text_box("Điều cơ quan cần trả lời thêm", MOST_REASON, rows=3)


class MergeForm(CaseForm):
    """Which case is the main one."""

    def __init__(self, *args: Any, mains: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["main"] = forms.ChoiceField(
            label="Phản ánh chính",
            choices=[("", "Chọn phản ánh"), *mains],
            error_messages=CHOOSE,
            help_text="Người gửi của phản ánh được gộp sẽ đọc câu trả lời của phản ánh chính.",
        )


class SplitForm(CaseForm):
    """Which part goes to which office."""

    def __init__(self, *args: Any, agencies: Choices, units: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        if agencies:
            self.fields["agency"] = _choice("Cơ quan", agencies, "Chọn cơ quan")
        self.fields["unit"] = _choice(
            "Phòng, bộ phận",
            units,
            "Để cơ quan tự giao",
            required=False,
            help_text="Chỉ chọn khi tách cho bộ phận khác của cùng cơ quan." if agencies else "",
        )
        self.fields["text"] = text_box("Phần nội dung giao cho nơi này", MOST_TEXT, rows=5)


class JudgeForm(CaseForm):
    """What checking found."""

    def __init__(self, *args: Any, criteria: Choices, may_withdraw: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        none = [("none", "Rút kết luận đã ghi")] if may_withdraw else []
        self.fields["verdict"] = forms.ChoiceField(
            label="Kết luận",
            choices=[*Verdict.choices, *none],
            widget=forms.RadioSelect,
            error_messages={"required": "Hãy chọn kết luận.", "invalid_choice": "Hãy chọn trong danh sách."},
        )
        self.fields["criterion"] = forms.ChoiceField(
            label="Tính vào tiêu chí",
            choices=[("", "Chọn tiêu chí"), *criteria],
            required=False,
            error_messages=CHOOSE,
            help_text="Bắt buộc khi đúng hoặc đúng một phần. Kết luận khác không tính vào điểm.",
        )
        self.fields["reason"] = text_box("Đã kiểm tra bằng cách nào, thấy gì", MOST_REASON, rows=3)

    def clean_verdict(self) -> str:
        """The code of the verdict; "" takes it back."""
        said: str = self.cleaned_data["verdict"]
        return "" if said == "none" else said


class PublicForm(CaseForm):
    """The words that everybody may read."""

    question = text_box("Tóm tắt việc được phản ánh", MOST_TEXT, rows=3)
    text = text_box("Trả lời", MOST_TEXT, rows=6)
    is_sure = forms.BooleanField(label=SURE, required=False)


class TemplateForm(forms.Form):
    """A template of replies."""

    name = text_box("Tên mẫu", MOST_NAME)
    text = text_box("Nội dung", MOST_TEMPLATE, rows=9)
    is_active = forms.BooleanField(label="Đang dùng", required=False, initial=True)

    def __init__(self, *args: Any, agencies: Choices, shared: bool, **options: Any) -> None:
        """``agencies`` may get a new template; with ``shared`` it may be for everybody."""
        super().__init__(*args, **options)
        if agencies or shared:
            first = "Mọi cơ quan" if shared else "Chọn cơ quan"
            self.fields["agency"] = _choice("Dùng cho", agencies, first, required=not shared)
            self.order_fields(["agency", "name", "text", "is_active"])
