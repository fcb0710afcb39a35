"""Forms after the minutes: they clean what was typed and say what is wrong; they save nothing."""

from collections.abc import Mapping
from typing import Any

from django import forms

from evaluations.actions.follow_up.verify import MOVES
from evaluations.enums import ExplanationVerdict, Severity
from evaluations.forms.inspections import WHOLE, day_field
from evaluations.rules.assessments.terms import FORM_TERMS, most_of
from evaluations.rules.follow_up.remedy import MAX_TEXT as MAX_REMEDY
from evaluations.rules.follow_up.reply import MAX_TEXT, MOST_FILES
from evaluations.rules.follow_up.terms import LEAST, MOST, TERMS
from evaluations.rules.observing import Entry, Finding


def area(
    label: str, rows: int = 4, *, most: int = MAX_TEXT, missing: str = "", **options: Any
) -> forms.CharField:
    """A text of several lines; ``missing`` says what to write where nothing was."""
    messages = {"max_length": f"Nội dung dài quá {most} ký tự."}
    return forms.CharField(
        label=label,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages=messages | ({"required": missing} if missing else {}),
        **options,
    )


class ExplainForm(forms.Form):
    """What the agency says of one finding; pictures come beside it (``pictures_in``)."""

    text = area("Nội dung giải trình", missing="Hãy ghi nội dung giải trình, hoặc chọn “Nhất trí”.")


def pictures_in(files: Any) -> list[Any]:
    """The pictures of a submitted form; more than allowed are left for the act to refuse."""
    return list(files.getlist("pictures"))[: MOST_FILES + 1]


class JudgeForm(forms.Form):
    """The team's answer: a verdict, corrected numbers where there are some, and why."""

    DROP, CORRECT, PARTLY, REJECT = "drop", "correct", "partly", "reject"
    CHOICES = (
        (DROP, "Chấp nhận, bỏ ghi nhận này"),
        (CORRECT, "Chấp nhận, sửa số liệu"),
        (PARTLY, "Chấp nhận một phần, sửa số liệu"),
        (REJECT, "Không chấp nhận, giữ nguyên ghi nhận"),
    )
    VERDICTS: Mapping[str, str] = {
        DROP: ExplanationVerdict.ACCEPTED.value,
        CORRECT: ExplanationVerdict.ACCEPTED.value,
        PARTLY: ExplanationVerdict.PARTLY.value,
        REJECT: ExplanationVerdict.REJECTED.value,
    }

    decision = forms.ChoiceField(
        label="Kết quả xem xét",
        choices=CHOICES,
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn kết quả xem xét."},
    )
    n = forms.IntegerField(required=False, error_messages={"invalid": WHOLE})
    k = forms.IntegerField(required=False, error_messages={"invalid": WHOLE})
    severity = forms.ChoiceField(label="Mức độ sau xem xét", choices=Severity.choices, required=False)
    reason = area("Lý do", 3, missing="Hãy ghi lý do để cơ quan hiểu vì sao.")

    def __init__(self, *args: Any, entry: Entry, **options: Any) -> None:
        super().__init__(*args, **options)
        self.entry = entry
        self.fields["n"].label = entry.n_label or "Số quan sát"
        self.fields["k"].label = entry.k_label
        if entry.fixed_n is not None:
            del self.fields["n"]
        if entry.options:
            options_of_k = [("", "—"), *((value, words) for value, words in entry.options)]
            self.fields["k"] = forms.TypedChoiceField(
                label=entry.k_label, choices=options_of_k, coerce=int, empty_value=None, required=False
            )

    def clean(self) -> dict[str, Any]:
        """Corrected numbers are asked for exactly where the decision corrects them."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("decision") in (self.CORRECT, self.PARTLY):
            for name in ("n", "k"):
                if name in self.fields and name not in self.errors and cleaned.get(name) is None:
                    self.add_error(name, f"Nhập {str(self.fields[name].label).lower()} sau khi xem xét.")
        return cleaned

    @property
    def verdict(self) -> str:
        """The verdict as stored."""
        return self.VERDICTS[self.cleaned_data["decision"]]

    @property
    def corrected(self) -> Finding | None:
        """The corrected numbers, None where the finding is dropped or kept."""
        data = self.cleaned_data
        if data["decision"] not in (self.CORRECT, self.PARTLY):
            return None
        n = data.get("n") if self.entry.fixed_n is None else self.entry.fixed_n
        return Finding(n or 0, data["k"], severity=data["severity"] or Severity.NONE.value)


class ReportForm(forms.Form):
    """The leader's assessment and proposals, and who signs."""

    assessment = area("Nhận xét, đánh giá", 8, most=5000, missing="Hãy ghi nhận xét, đánh giá.")
    proposals = area("Kiến nghị của đoàn", 4, most=5000, required=False)
    signer = forms.CharField(label="Người ký", max_length=120)
    signer_post = forms.CharField(label="Chức danh người ký", max_length=120)
    seen_version = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(forms.Form):
    """Why, for an act that needs a reason."""

    reason = forms.CharField(label="Lý do", max_length=300, error_messages={"required": "Hãy ghi lý do."})


class ConcludeForm(forms.Form):
    """The conclusion in three parts, who signs it, and that the leader has read what is frozen."""

    strengths = area("Ưu điểm", 4, most=5000, required=False)
    defects = area("Hạn chế", 6, most=8000, required=False)
    responsibility = area("Trách nhiệm", 3, most=3000, required=False)
    signer = forms.CharField(
        label="Người ký", max_length=120, error_messages={"required": "Hãy ghi họ tên người ký kết luận."}
    )
    signer_post = forms.CharField(
        label="Chức vụ người ký", max_length=120, error_messages={"required": "Hãy ghi chức vụ người ký."}
    )
    seen_version = forms.IntegerField(widget=forms.HiddenInput)
    confirmed = forms.BooleanField(
        label="Tôi đã đối chiếu với biên bản và giải trình. Kết luận đã ban hành không sửa được.",
        error_messages={"required": "Hãy đánh dấu xác nhận trước khi kết luận."},
    )

    def clean(self) -> dict[str, Any]:
        """A conclusion says something."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not any(cleaned.get(name) for name in ("strengths", "defects", "responsibility")):
            self.add_error("strengths", "Hãy ghi ít nhất một trong ba phần của kết luận.")
        return cleaned


class RemedyForm(forms.Form):
    """One recommendation of a conclusion; left without text it is none."""

    text = area("Nội dung kiến nghị", 3, most=MAX_REMEDY, required=False)
    owner = forms.TypedChoiceField(label="Cơ quan thực hiện", coerce=int, choices=())
    basis = forms.CharField(label="Căn cứ", max_length=300, required=False)
    due_on = day_field(label="Hạn khắc phục", required=False)
    criterion = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, owners: list[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["owner"].choices = owners  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A recommendation with text has a date."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("text") and not cleaned.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", "Hãy đặt hạn khắc phục.")
        return cleaned


RemedyFormSet = forms.formset_factory(RemedyForm, extra=0, max_num=60, absolute_max=60)


class AnswerForm(forms.Form):
    """What was mended."""

    text = area("Đã khắc phục thế nào", 5, missing="Hãy ghi cơ quan đã khắc phục thế nào.")
    version = forms.IntegerField(widget=forms.HiddenInput)


class VerifyForm(forms.Form):
    """Whether it was mended, why one says so, and until when the rest."""

    move = forms.ChoiceField(
        label="Kết quả",
        choices=tuple(MOVES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn kết quả."},
    )
    reason = area("Căn cứ xác nhận", 3, missing="Hãy ghi đã xem gì, thấy gì.")
    due_on = day_field(label="Hạn mới", required=False, help_text="Bắt buộc khi chưa khắc phục xong.")
    version = forms.IntegerField(widget=forms.HiddenInput)


class TermsForm(forms.Form):
    """Every term of inspections and of the monthly form, in working days."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for term in (*TERMS, *FORM_TERMS):
            most = most_of(term.code, MOST)
            bounds = f"Nhập số ngày làm việc từ {LEAST} đến {most}."
            self.fields[term.code] = forms.IntegerField(
                label=term.label,
                min_value=LEAST,
                max_value=most,
                help_text=f"Tính {term.counted}. Mặc định {term.default} ngày làm việc. {term.source}.",
                widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
                error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), bounds),
            )

    @property
    def parts(self) -> list[tuple[str, list[Any]]]:
        """The fields under the headings of the page."""
        return [
            ("Kiểm tra", [self[term.code] for term in TERMS]),
            ("Phiếu tự đánh giá", [self[term.code] for term in FORM_TERMS]),
        ]


class FollowUpForm(forms.Form):
    """The order of a follow-up visit."""

    visited_on = day_field(label="Ngày phúc tra")
    order_number = forms.CharField(
        label="Số quyết định kiểm tra",
        max_length=60,
        help_text="Ví dụ 130/QĐ-SNV; chưa có thì ghi “chưa có số”.",
        error_messages={"required": "Hãy ghi số quyết định."},
    )
    topic = forms.CharField(label="Nội dung", max_length=200, required=False)
