"""The form of a batch of paper slips: its day, and fifty rows read by one rule."""

from collections.abc import Sequence
from typing import Any

from django import forms

from agencies.forms import DATE_FORMATS, date_input
from feedback.rules.slips.rows import MOST, Keyed, Reading, Slip, read_slips

BOXES = ("stars", "courtesies", "reasons")
MOST_SIGNS = {"remark": 1_200}
"""Of what is typed into a box, 30 signs but for these are looked at."""


class SlipsForm(forms.Form):
    """The day written on the slips, where they came from, and the table."""

    day = forms.DateField(
        label="Ngày ghi trên phiếu",
        input_formats=DATE_FORMATS,
        widget=date_input(),
        error_messages={"required": "Hãy ghi ngày.", "invalid": "Ngày không hợp lệ. Nhập dạng 12/11/2026."},
    )
    note = forms.CharField(
        label="Ghi chú",
        max_length=200,
        required=False,
        help_text="Ví dụ: hòm phiếu tầng 1, mở ngày 20/11 có hai người chứng kiến.",
        error_messages={"max_length": "Ghi chú dài quá 200 ký tự."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reading = Reading((), {})
        self.keyed: Sequence[Keyed] = [Keyed()] * MOST
        if self.is_bound:
            columns = {name: self.data.getlist(name)[:MOST] for name in Keyed._fields}
            rows = [_row(columns, at) for at in range(max(map(len, columns.values())))]
            self.keyed = [*rows, *[Keyed()] * (MOST - len(rows))]

    def clean(self) -> dict[str, Any]:
        """Read the table; its problems stand beside the boxes."""
        cleaned: dict[str, Any] = super().clean() or {}
        self.reading = read_slips(self.keyed)
        if self.reading.problems:
            self.add_error(None, f"Có {len(self.reading.problems)} ô chưa đúng trong bảng.")
        elif not self.reading.slips:
            self.add_error(None, "Bảng còn trống. Hãy nhập ít nhất một phiếu.")
        return cleaned

    @property
    def slips(self) -> Sequence[Slip]:
        """The slips that were read."""
        return self.reading.slips


def _row(columns: dict[str, list[str]], at: int) -> Keyed:
    """What was typed into one row; boxes that were not sent are empty."""
    typed = {name: "".join(texts[at : at + 1]) for name, texts in columns.items()}
    return Keyed(**{name: text[: MOST_SIGNS.get(name, 30)] for name, text in typed.items()})
