"""Add an addendum to issued minutes; the minutes themselves stay as they were signed."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from agencies.models import User
from core.errors import Conflict, Refused
from core.replay import OTHER_CONTENT, replayed
from evaluations.actions.documents.prepare import prepare
from evaluations.actions.documents.writing import until_numbered, write_down
from evaluations.actions.inspections.locking import locked
from evaluations.enums import DocumentKind
from evaluations.gather.documents.facts import inspection_facts
from evaluations.gather.documents.late import late_records
from evaluations.models import Inspection, IssuedDocument
from evaluations.models.inspections import RECORD_RELEASED
from evaluations.rules.documents.parts import AddendumParts

NO_MINUTES = "Chưa có biên bản nên chưa lập được phụ lục. Trước khi ban hành biên bản, hãy sửa ngay ghi nhận."
NOT_LATE = (
    "Có bản ghi đã nằm trong phụ lục khác hoặc không phải bản ghi đến sau. Hãy tải lại trang rồi chọn lại."
)


class NoMinutes(Refused):
    """There are no minutes yet to add anything to."""


class NotLate(Refused):
    """A chosen record is not one that came after the minutes, or another addendum has taken it up."""


def add_addendum(
    *,
    form_id: UUID,
    inspection: Inspection,
    reason: str,
    text: str,
    late: Sequence[UUID] = (),
    actor: User,
    at: datetime,
) -> IssuedDocument:
    """Issue an addendum, which may take up records that came late; the same form again gives the first one.

    Raises NoMinutes, NotLate, core.errors.Conflict when the form came before with other content.
    """

    def attempt() -> IssuedDocument:
        standing = _sent_before(form_id, inspection, reason, text, late)
        if standing is not None:
            return standing
        if inspection.state not in RECORD_RELEASED:
            raise NoMinutes(NO_MINUTES)
        parts = _parts(inspection, reason, text, late)
        facts = inspection_facts(inspection)
        prepared = prepare(DocumentKind.ADDENDUM, facts, parts, None, at, form_id)
        with locked(inspection) as current:
            standing = _sent_before(form_id, current, reason, text, late)
            if standing is not None:
                return standing
            if _parts(current, reason, text, late) != parts:
                raise NotLate(NOT_LATE)
            return write_down(prepared, current, actor=actor, at=at)

    return until_numbered(attempt)


def _sent_before(
    form_id: UUID, inspection: Inspection, reason: str, text: str, late: Sequence[UUID]
) -> IssuedDocument | None:
    """The addendum that this form made before; raises Conflict when it said another thing."""
    standing = replayed(IssuedDocument, form_id, inspection=inspection, kind=DocumentKind.ADDENDUM)
    if standing is None:
        return None
    parts = standing.facts["parts"]
    said = (parts["reason"], parts["text"], [record["id"] for record in parts["late"]])
    if said != (reason, text, sorted(map(str, late))):
        raise Conflict(OTHER_CONTENT)
    return standing


def _parts(inspection: Inspection, reason: str, text: str, late: Sequence[UUID]) -> AddendumParts:
    """What the addendum says; its position counts those before it."""
    offered = {one.id: one for one in late_records(inspection)}
    if not set(map(str, late)) <= offered.keys():
        raise NotLate(NOT_LATE)
    before = IssuedDocument.objects.filter(inspection=inspection, kind=DocumentKind.ADDENDUM).count()
    taken = tuple(offered[one] for one in sorted(map(str, late)))
    return AddendumParts(before + 1, reason, text, taken)
