"""The register of released cases for the desk: filtered, in the order of the day and then of chance."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from agencies.models import AgencyVersion, User
from feedback.enums import CaseState
from feedback.models import FeedbackCase, Reply
from feedback.models.cases import FeedbackCaseQuerySet

WAITING = (CaseState.RELEASED, CaseState.ASSIGNED)
WORDED = Reply.objects.filter(case=OuterRef("pk"), public_text__gt="")
"""The answers that were worded for everybody; a supplementary one beside them needs no such words."""
SITUATIONS: dict[str, tuple[str, Q]] = {
    "cho": ("Chờ trả lời", Q(state__in=WAITING)),
    "chua-giao": ("Chưa giao bộ phận", Q(state=CaseState.RELEASED)),
    "da-tra-loi": ("Đã trả lời", Q(state=CaseState.ANSWERED)),
    "chua-xong": ("Người gửi: chưa giải quyết", Q(state=CaseState.ANSWERED, told_solved=False)),
    "chua-ket-luan": ("Chưa kết luận đúng, sai", Q(verdict="", state__in=(*WAITING, CaseState.ANSWERED))),
    "cho-cong-khai": (
        "Chờ duyệt công khai",
        Q(published_on=None, state=CaseState.ANSWERED) & Q(Exists(WORDED)),
    ),
    "da-gop": ("Đã gộp", Q(state=CaseState.MERGED)),
}
"""What a reader may ask for, by the word in the address."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the register is narrowed to; empty values narrow nothing."""

    situation: str = ""
    kind: str = ""
    verdict: str = ""
    agency: int | None = None
    overdue: bool = False
    words: str = ""


def register_of(user: User, on: date, asked: Asked) -> FeedbackCaseQuerySet:
    """The released cases that ``user`` may see and asked for, newest batch first, by chance within a day."""
    found = FeedbackCase.objects.visible_to(user, on).exclude(state=CaseState.HANDED)
    if asked.situation in SITUATIONS:
        found = found.filter(SITUATIONS[asked.situation][1])
    if asked.kind:
        found = found.filter(kind=asked.kind)
    if asked.verdict:
        found = found.filter(verdict=asked.verdict)
    if asked.agency is not None:
        found = found.filter(agency=asked.agency)
    if asked.overdue:
        found = found.overdue(on)
    if asked.words:
        found = found.filter(_said(asked.words))
    return found.order_by("-released_on", "shuffle", "pk")


def _said(words: str) -> Q:
    """Cases whose code begins so, or in whose released text the words stand."""
    said = Q(released_text__icontains=words)
    signs = words.strip().lower()
    if 3 <= len(signs) <= 6 and all(sign in "0123456789abcdef" for sign in signs):
        # a UUID of which the first signs are known is a range on both engines
        low, high = signs.ljust(32, "0"), signs.ljust(32, "f")
        said |= Q(pk__gte=low, pk__lte=high)
    return said


def agencies_with_cases(user: User, on: date) -> list[tuple[int, str]]:
    """(id, name) of the agencies of which ``user`` may see a case, in the order of names; one query."""
    seen = FeedbackCase.objects.visible_to(user, on).values("agency")
    standing = AgencyVersion.objects.as_of(on).filter(agency__in=seen)
    return [(version.agency_id, version.name) for version in standing.in_name_order()]


def rated_choices(on: date) -> list[tuple[int, str]]:
    """(id, name) of every agency that citizens may complain of, in the order of names."""
    return [(one.agency_id, one.name) for one in AgencyVersion.objects.as_of(on).rated().in_name_order()]


def main_candidates(user: User, case: FeedbackCase, on: date) -> QuerySet[FeedbackCase]:
    """Cases of the same agency into which ``case`` may be merged, newest first; at most 100."""
    states = (*WAITING, CaseState.ANSWERED)
    same = FeedbackCase.objects.visible_to(user, on).filter(agency=case.agency_id, state__in=states)
    return same.exclude(pk=case.pk).order_by("-released_on", "shuffle", "pk")[:100]
