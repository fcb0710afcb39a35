"""Who owes an apology: dossiers of an agency by standing, and how many by agency."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import Count, Q, QuerySet

from agencies.models import User
from feedback.enums import LetterKind, LetterState
from feedback.gather.letters.facts import Apologies, apologies_by_dossier, judged
from feedback.models import Letter, OverdueDossier
from feedback.models.letters import ISSUED_STATES
from feedback.rules.letters import Standing, owed_until, standing

VIEWS = {
    "no": "Cần xin lỗi",
    "chua-tra": "Chưa trả kết quả",
    "tat-ca": "Tất cả",
}
"""What the list of dossiers may show, with its label."""


class Worked(NamedTuple):
    """One dossier of the list with its standing and its apologies."""

    dossier: OverdueDossier
    standing: Standing
    apologies: Apologies


def dossiers_in(user: User, agency_id: int, view: str, words: str, today: date) -> "QuerySet[OverdueDossier]":
    """The dossiers of an agency that the list shows, the most urgent first."""
    found = OverdueDossier.objects.visible_to(user, today).filter(agency=agency_id)
    if view == "no":
        found = found.owing(owed_until(today))
    elif view == "chua-tra":
        found = found.unfinished()
    if words:
        found = found.filter(Q(code__icontains=words) | Q(procedure__icontains=words))
    return found.order_by("-due_on", "code") if view == "tat-ca" else found.order_by("due_on", "code")


def worked(dossiers: Iterable[OverdueDossier], today: date) -> list[Worked]:
    """Each dossier with where it stands; one query."""
    listed = list(dossiers)
    known = apologies_by_dossier(one.pk for one in listed)
    found = []
    for one in listed:
        kept = known.get(one.pk, Apologies())
        found.append(Worked(one, standing(judged(one, known), kept.new_due_on, today), kept))
    return found


class Tally(NamedTuple):
    """What an agency has: dossiers that owe an apology now, letters of the year by kind, drafts, not sent."""

    owing: int = 0
    apologies: int = 0
    thanks: int = 0
    congratulations: int = 0
    drafts: int = 0
    unsent: int = 0


def tallies(user: User, year: int, today: date) -> dict[int, Tally]:
    """By agency: what ``user`` may see of it; agencies without anything are missing. Two queries."""
    owing = _owing(user, today).order_by().values_list("agency").annotate(many=Count("pk"))
    found = {agency: Tally(owing=many) for agency, many in owing}
    issued, year_of = Q(state__in=ISSUED_STATES), Q(year=year)
    rows = (
        Letter.objects.visible_to(user, today)
        .order_by()
        .values_list("agency")
        .annotate(
            apologies=Count("pk", filter=issued & year_of & Q(kind=LetterKind.APOLOGY)),
            thanks=Count("pk", filter=issued & year_of & Q(kind=LetterKind.THANKS)),
            congratulations=Count("pk", filter=issued & year_of & Q(kind=LetterKind.CONGRATULATION)),
            drafts=Count("pk", filter=Q(state=LetterState.DRAFT)),
            unsent=Count("pk", filter=Q(state=LetterState.ISSUED)),
        )
    )
    for agency, *counts in rows:
        found[agency] = Tally(found.get(agency, Tally()).owing, *counts)
    return found


def owing_count(user: User, agency_id: int, today: date) -> int:
    """How many dossiers of an agency owe an apology now."""
    return _owing(user, today).filter(agency=agency_id).count()


def letters_of(agency_id: int, today: date) -> tuple[int, int]:
    """Letters of an agency issued this year, and its dossiers that owe an apology; two queries."""
    issued = Letter.objects.issued().filter(agency=agency_id, year=today.year).count()
    return issued, OverdueDossier.objects.filter(agency=agency_id).owing(owed_until(today)).count()


def _owing(user: User, today: date) -> "QuerySet[OverdueDossier]":
    return OverdueDossier.objects.visible_to(user, today).owing(owed_until(today))
