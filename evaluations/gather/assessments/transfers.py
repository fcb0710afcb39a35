"""People who moved away within a month, and what the agency they left says of them."""

from dataclasses import dataclass
from datetime import datetime

from agencies.gather.names import names_on
from agencies.models import AgencyVersion, Posting
from evaluations.enums import Owing
from evaluations.gather.assessments.excused import frozen_lines, is_frozen
from evaluations.gather.assessments.one_person import lines_of
from evaluations.models import Period, TransferNote
from evaluations.rules.assessments.owing import Line


@dataclass(frozen=True, slots=True)
class Move:
    """A person who left an agency within a month and stands elsewhere on its last day.

    ``left_path`` is where the unit left stood, ``new_paths`` where the person stands on the last day.
    """

    period: Period
    staff_id: int
    agency_id: int
    unit_id: int
    working_days: int
    left_path: str
    new_paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note for the pages of the person and of the head who judges: which agency, what, who, when."""

    agency: str
    text: str
    written_by: str
    written_at: datetime


def find_move(period: Period, agency_id: int, staff_id: int) -> Move | None:
    """The move of a person away from ``agency_id`` in the period; None where there is none (four queries)."""
    line = _line(period, agency_id, staff_id)
    if line is None or line.owing != Owing.MOVED_AWAY:
        return None
    left = AgencyVersion.objects.filter(agency=line.unit_id, starts_on__lt=period.ends_on)
    on = period.last_day
    seats = Posting.objects.as_of(on).filter(staff=staff_id).values("agency")
    paths = AgencyVersion.objects.as_of(on).filter(agency__in=seats).order_by("pk")
    return Move(
        period=period,
        staff_id=staff_id,
        agency_id=agency_id,
        unit_id=line.unit_id,
        working_days=line.working_days,
        left_path=left.order_by("-starts_on").values_list("path", flat=True)[0],
        new_paths=tuple(paths.values_list("path", flat=True)),
    )


def _line(period: Period, agency_id: int, staff_id: int) -> Line | None:
    if is_frozen(period):
        lines = [one.line for one in frozen_lines(period, [agency_id]) if one.staff_id == staff_id]
    else:
        lines = lines_of([period], staff_id)[period.pk]
    return next((line for line in lines if line.agency_id == agency_id), None)


def notes_about(period: Period, staff_id: int) -> list[NoteRow]:
    """What agencies that the person left in the period say, oldest first (two queries, one where none)."""
    notes = list(
        TransferNote.objects.filter(period=period, staff=staff_id)
        .select_related("written_by")
        .order_by("written_at", "pk")
    )
    names = names_on((note.agency_id for note in notes), period.last_day) if notes else {}
    return [
        NoteRow(
            names[note.agency_id].name if note.agency_id in names else "Cơ quan cũ",
            note.text,
            note.written_by.display_name,
            note.written_at,
        )
        for note in notes
    ]
