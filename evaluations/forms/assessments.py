"""What the browser sends of a self-assessment and of a review, as plain values; the rules judge them."""

from dataclasses import dataclass, replace
from uuid import UUID

from django.http import QueryDict

from core.errors import Refused
from core.forms import form_uuid


class BadForm(Refused):
    """The form was not made by our page (HTTP 400)."""

    status = 400

    def __init__(self) -> None:
        super().__init__("Biểu mẫu không đọc được. Hãy tải lại trang, nhập lại rồi gửi.")


def by_position(data: QueryDict, prefix: str) -> dict[int, str]:
    """The fields named ``<prefix><position>`` ("q0", "q12"), by position; other fields are not ours."""
    size = len(prefix)
    return {
        int(name[size:]): value
        for name, value in data.items()
        if name.startswith(prefix) and name[size:].isascii() and name[size:].isdecimal() and len(name) < 8
    }


def whole_number(data: QueryDict, name: str) -> int:
    """The whole number in a hidden field, 0 to 32,767; raises BadForm for anything else."""
    text = data.get(name, "")
    if not (text.isascii() and text.isdecimal() and len(text) < 6 and int(text) < 2**15):
        raise BadForm
    return int(text)


@dataclass(frozen=True, slots=True)
class AssessmentData:
    """A filled-in form: its own id, the version it started from, texts and notes by position."""

    form_id: UUID
    version: int
    texts: dict[int, str]
    notes: dict[int, str]

    @classmethod
    def read(cls, data: QueryDict) -> "AssessmentData":
        """From ``request.POST``; raises BadForm or core.forms.BadFormId."""
        return cls(
            form_uuid(data), whole_number(data, "version"), by_position(data, "q"), by_position(data, "n")
        )

    def saved_as(self, form_id: UUID, version: int) -> "AssessmentData":
        """The same words as a continuation of what has just been stored."""
        return replace(self, form_id=form_id, version=version)
