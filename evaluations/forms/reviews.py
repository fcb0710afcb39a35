"""What the browser sends of a head's column, of ticks, answers and exceptions; the rules judge them."""

from dataclasses import dataclass
from uuid import UUID

from django import forms
from django.http import QueryDict

from core.sheet_pages import sheet_box
from evaluations.actions.reviews.approve import Ticked
from evaluations.enums import AssessmentState
from evaluations.forms.assessments import BadForm, by_position, whole_number
from evaluations.rules.assessments.reviewing import LONGEST_NOTE, NOTE_TOO_LONG

STATES = frozenset(AssessmentState.values) | {""}


@dataclass(frozen=True, slots=True)
class ReviewData:
    """A filled-in column: the version and state of the form that was read, scores and reasons, a note."""

    version: int
    texts: dict[int, str]
    reasons: dict[int, str]
    note: str
    state: str = ""

    @property
    def note_error(self) -> str:
        """What is wrong with the note."""
        return NOTE_TOO_LONG if len(self.note) > LONGEST_NOTE else ""

    @classmethod
    def read(cls, data: QueryDict) -> "ReviewData":
        """From ``request.POST``; raises BadForm."""
        note, state = data.get("note", ""), data.get("state", "")
        if state not in STATES:
            raise BadForm
        return cls(whole_number(data, "version"), by_position(data, "s"), by_position(data, "r"), note, state)


def ticked(data: QueryDict) -> dict[UUID, Ticked]:
    """The forms ticked in the list: fields ``pick`` = "<uuid>:<version>" or "<uuid>:<version>:<state>"."""
    picked = {}
    for text in data.getlist("pick"):
        form_id, _colon, rest = text.partition(":")
        version, _colon, state = rest.partition(":")
        if not (version.isascii() and version.isdecimal() and len(version) < 6) or state not in STATES:
            raise BadForm
        try:
            picked[UUID(form_id)] = Ticked(int(version), state)
        except ValueError as error:
            raise BadForm from error
    return picked


class SheetForm(forms.Form):
    """The workbook of the month, filled in."""

    sheet = sheet_box("Tệp .xlsx đã tải từ trang này, tối đa 4 MB.")


class ExceptionForm(forms.Form):
    """The paper that allows an excess, and why."""

    framework = forms.CharField(widget=forms.HiddenInput, max_length=60)
    document = forms.CharField(
        label="Văn bản cho phép",
        max_length=200,
        help_text="Số, ngày, cơ quan ban hành. Ví dụ: Công văn 125/UBND-NC ngày 02/12/2026.",
    )
    reason = forms.CharField(label="Lý do", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
