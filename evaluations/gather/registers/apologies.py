"""CQ-13: late dossiers whose appointed day lies in the month, and those apologised for by law."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from core.clock import start_of_day
from feedback.enums import LetterKind
from feedback.models import DossierBatch, Letter, OverdueDossier
from feedback.models.letters import ISSUED_STATES
from feedback.rules.letters import LateDossier, Sending, apologies_of

APOLOGISED = "Hồ sơ trễ hẹn của tháng có thư xin lỗi gửi đúng hạn, hẹn lại không quá một lần."
NONE_LATE = "Không có hồ sơ trễ hẹn trong tháng."


def apologised(
    agencies: Collection[int], starts_on: date, ends_on: date, today: date
) -> tuple[dict[int, tuple[int, int]], dict[int, str]]:
    """By agency (k with a lawful apology, n late), and the words beside it; n = 0 does not apply.

    An agency that handed in no list since the month began has said nothing and is absent (S4); three queries.
    """
    late = _late(agencies, starts_on, ends_on, today)
    figures = {
        agency: apologies_of(late.get(agency, []), today)
        for agency in _told(agencies, starts_on) | late.keys()
    }
    return figures, {agency: APOLOGISED if n else NONE_LATE for agency, (_k, n) in figures.items()}


def _told(agencies: Collection[int], starts_on: date) -> set[int]:
    """The agencies that handed in a list, an empty one perhaps, since the month began."""
    lists = DossierBatch.objects.filter(agency__in=set(agencies), made_at__gte=start_of_day(starts_on))
    return set(lists.order_by().values_list("agency", flat=True))


def _late(
    agencies: Collection[int], starts_on: date, ends_on: date, today: date
) -> Mapping[int, list[LateDossier]]:
    dossiers = OverdueDossier.objects.late(today).filter(
        agency__in=set(agencies), due_on__gte=starts_on, due_on__lt=ends_on
    )
    rows = list(dossiers.order_by().values_list("pk", "agency", "due_on", "finished_on"))
    letters = _letters(dossiers.order_by().values("pk"))
    found: dict[int, list[LateDossier]] = defaultdict(list)
    for pk, agency, due_on, finished_on in rows:
        found[agency].append(LateDossier(due_on, finished_on, tuple(letters.get(pk, ()))))
    return found


def _letters(dossiers: Any) -> Mapping[UUID, list[Sending]]:
    issued = Letter.objects.filter(dossier__in=dossiers, kind=LetterKind.APOLOGY, state__in=ISSUED_STATES)
    found: dict[UUID, list[Sending]] = defaultdict(list)
    for dossier, sent_on, new_due_on in issued.order_by().values_list("dossier", "sent_on", "new_due_on"):
        found[dossier].append(Sending(sent_on, new_due_on))
    return found
