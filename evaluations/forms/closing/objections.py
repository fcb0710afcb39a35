"""Forms of objections: what is objected to, and the answer."""

from collections.abc import Sequence
from typing import Any

from django import forms

from evaluations.actions.closing.objections import LONGEST
from evaluations.rules.transitions import OBJECTIONS

Choices = Sequence[tuple[str, str | Sequence[tuple[int, str]]]]


class ObjectionForm(forms.Form):
    """One criterion or the whole, and what is said about it."""

    criterion = forms.TypedChoiceField(label="Ý kiến về", coerce=int, empty_value=None, required=False)
    text = forms.CharField(
        label="Nội dung",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Ghi rõ số nào chưa đúng, đúng ra là bao nhiêu và căn cứ. Không ghi tên người dân.",
        error_messages={"required": "Hãy ghi ý kiến: số nào chưa đúng và vì sao."},
    )

    def __init__(self, *args: Any, criteria: Choices, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["criterion"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "Toàn bộ kết quả"), *criteria]


class AnswerForm(forms.Form):
    """The verdict, and why or what was mended."""

    verdict = forms.ChoiceField(
        label="Kết quả xem xét",
        choices=[(move.name, move.label) for move in OBJECTIONS],
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn kết quả xem xét."},
    )
    answer = forms.CharField(
        label="Trả lời",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Chấp nhận thì ghi đã sửa gì ở nguồn số liệu; không chấp nhận thì ghi vì sao. "
        "Cơ quan đọc được câu trả lời này.",
        error_messages={"required": "Hãy ghi câu trả lời."},
    )
