"""What assessment keeps about a citizen's case: the closed months it counted in, the notes of its links."""

from datetime import date
from uuid import UUID

from evaluations.enums import PeriodState
from evaluations.models import CaseLink, Period
from feedback.keepers import says_closed, wipes_words


@says_closed
def month_is_closed(day: date) -> bool:
    """Whether the month of ``day`` is no longer open; one query."""
    return Period.objects.months().containing(day).exclude(state=PeriodState.OPEN).exists()


@wipes_words
def forget_notes(case_id: UUID) -> None:
    """The link to an inspection stays, for it says what was looked at; its note goes."""
    CaseLink.objects.filter(case=case_id).exclude(note="").update(note="")
