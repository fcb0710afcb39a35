"""Answers that everybody may read: the agency, the day of publication, the words; nothing of the case."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from agencies.gather.names import last_names
from agencies.models import AgencyVersion
from feedback.models import Reply


@dataclass(frozen=True, slots=True)
class PublicAnswer:
    """One published answer; ``published_on`` is the day on which it was opened to everybody."""

    agency: str
    published_on: date
    question: str
    text: str


def published(*, words: str = "", agency: int | None = None) -> QuerySet[Reply]:
    """The replies whose public words may be read, newest publication first."""
    found = Reply.objects.published()
    if words:
        found = found.filter(Q(public_text__icontains=words) | Q(public_question__icontains=words))
    if agency is not None:
        found = found.filter(case__agency=agency)
    return found.select_related("case").order_by("-case__published_on", "case__shuffle", "pk")


def public_answers(replies: Iterable[Reply]) -> list[PublicAnswer]:
    """What a page shows of these replies; one query for the names."""
    replies = list(replies)
    names = last_names({reply.case.agency_id for reply in replies if reply.case.agency_id})
    return [
        PublicAnswer(
            names[reply.case.agency_id].name if reply.case.agency_id in names else "",
            reply.case.published_on,
            reply.public_question,
            reply.public_text,
        )
        for reply in replies
        if reply.case.published_on
    ]


def answering_agencies(on: date) -> list[tuple[int, str]]:
    """(id, name) of the agencies with a published answer, in the order of names; one query."""
    seen = published().values("case__agency").order_by()
    standing = AgencyVersion.objects.as_of(on).filter(agency__in=seen)
    return [(version.agency_id, version.name) for version in standing.in_name_order()]
