"""Boxes that several forms share."""

from typing import Any

from django import forms

from registers.rules.catalogue import Field, FieldKind
from registers.rules.contents import MAX_LONG, MAX_TEXT

TOO_LONG = "Nội dung dài quá %(limit_value)d ký tự."


class DayInput(forms.DateInput):
    """The browser's own calendar, which speaks ISO whatever the language."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def day_box(label: str, **options: Any) -> forms.DateField:
    """A day picked from the browser's calendar."""
    words = {
        "invalid": "Ngày không hợp lệ. Nhập dạng 12/11/2026.",
        "required": f"Hãy ghi “{label}”.",
    }
    return forms.DateField(label=label, widget=DayInput(), error_messages=words, **options)


def text_box(label: str, most: int, *, rows: int = 0, **options: Any) -> forms.CharField:
    """A text of one line, or of several with ``rows``."""
    widget = {"widget": forms.Textarea(attrs={"rows": rows})} if rows else {}
    words = {"max_length": TOO_LONG, "required": f"Hãy ghi “{label}”."}
    return forms.CharField(label=label, max_length=most, error_messages=words, **widget, **options)


def typed_box(one: Field, choices: list[tuple[str, str]]) -> forms.Field:
    """The box of a typed field of the catalogue; ``choices`` are those of a choice or of entries."""
    common: dict[str, Any] = {"required": one.required, "help_text": one.hint}
    match one.kind:
        case FieldKind.DAY:
            return day_box(one.label, **common)
        case FieldKind.INTEGER:
            return number_box(one.label, least=one.least, most=one.most, **common)
        case FieldKind.TICK:
            return forms.BooleanField(label=one.label, required=False, help_text=one.hint)
        case FieldKind.CHOICE | FieldKind.ENTRY:
            words = {"required": f"Hãy chọn “{one.label}”.", "invalid_choice": "Hãy chọn trong danh sách."}
            first = [("", "Chọn…")]
            return forms.ChoiceField(label=one.label, choices=first + choices, error_messages=words, **common)
        case FieldKind.LONG:
            return text_box(one.label, MAX_LONG, rows=3, **common)
    return text_box(one.label, MAX_TEXT, **common)


def number_box(label: str, *, least: int, most: int, **options: Any) -> forms.IntegerField:
    """A whole number within bounds."""
    words = f"Ghi số nguyên từ {least} đến {most}."
    return forms.IntegerField(
        label=label,
        min_value=least,
        max_value=most,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "step": "1"}),
        error_messages={
            "invalid": words,
            "min_value": words,
            "max_value": words,
            "required": f"Hãy ghi “{label}”.",
        },
        **options,
    )
