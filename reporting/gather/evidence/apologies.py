"""The late dossiers of a month with their apologies, for those who may read letters; never a name."""

from datetime import date
from typing import NamedTuple
from uuid import UUID

from agencies.models import User
from evaluations.models import Period
from feedback.enums import LetterKind
from feedback.models import Letter, OverdueDossier
from feedback.models.letters import ISSUED_STATES
from feedback.rules.letters import Sending, is_lawful

MOST = 500


class Late(NamedTuple):
    """One late dossier: its days, its apology's number and day of sending, whether that was lawful."""

    pk: UUID
    code: str
    due_on: date
    finished_on: date | None
    symbol: str
    sent_on: date | None
    is_lawful: bool


def late_dossiers(user: User, on: date, *, period: Period, agency: int) -> list[Late]:
    """Those whose appointed day lies in the month, oldest first; none for who may not read them."""
    found = OverdueDossier.objects.visible_to(user, on).late(on)
    found = found.filter(agency=agency, due_on__gte=period.starts_on, due_on__lt=period.ends_on)
    rows = list(found.order_by("due_on", "code").values_list("pk", "code", "due_on", "finished_on")[:MOST])
    issued = Letter.objects.filter(
        dossier__in=[row[0] for row in rows], kind=LetterKind.APOLOGY, state__in=ISSUED_STATES
    )
    letters = {
        dossier: (symbol, sent_on, new_due_on)
        for dossier, symbol, sent_on, new_due_on in issued.order_by().values_list(
            "dossier", "symbol", "sent_on", "new_due_on"
        )
    }
    return [_late(row, letters.get(row[0])) for row in rows]


def _late(
    row: tuple[UUID, str, date, date | None], letter: tuple[str, date | None, date | None] | None
) -> Late:
    if letter is None:
        return Late(*row, "", None, False)
    symbol, sent_on, new_due_on = letter
    return Late(*row, symbol, sent_on, is_lawful(row[2], [Sending(sent_on, new_due_on)]))
