"""Conclude an inspection: what was upheld is frozen, counts in the score, and is to be mended."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import uuid5

from agencies.models import User
from core import audit, clock, outbox
from core.dates import format_day
from core.errors import Conflict, Refused
from core.notifications import notify
from evaluations.actions.documents import issue_document
from evaluations.actions.follow_up.report import SEEN_IS_OLD, refuse_lapsed
from evaluations.actions.follow_up.telling import heads, name_of, remedies_url
from evaluations.actions.inspections.locking import NoPeriod, locked, save_counted
from evaluations.actions.telling import tell_heads
from evaluations.declarations import RESULTS_STALE
from evaluations.declarations.follow_up import REMEDY_GIVEN
from evaluations.enums import DocumentKind, InspectionState
from evaluations.gather.inspections import agency_standing, set_of
from evaluations.models import Criterion, Inspection, IssuedDocument, Observation, Period, Recommendation
from evaluations.rules.documents.facts import Recommended
from evaluations.rules.follow_up.remedy import Wanted, wanted_errors
from evaluations.rules.follow_up.wording import Words
from evaluations.rules.transitions import INSPECTIONS


class RecommendationRefused(Refused):
    """A recommendation is incomplete (HTTP 422); ``errors`` says what is wrong by place and box."""

    status = 422

    def __init__(self, errors: dict[int, dict[str, str]]) -> None:
        super().__init__(" ".join(words for boxes in errors.values() for words in boxes.values()))
        self.errors = errors


def conclude_inspection(
    *,
    inspection: Inspection,
    words: Words,
    wanted: Sequence[Wanted],
    signer: str,
    signer_post: str,
    seen_version: int,
    actor: User,
    at: datetime,
) -> Inspection:
    """Issue the conclusion; what was upheld counts from now on (S4), and each ``wanted`` is to be mended.

    Visited in a month that has closed meanwhile, it counts from the open month (S15). ``seen_version`` is
    the inspection's version whose summary the leader read. The same conclusion again changes nothing.
    Raises Conflict, RecommendationRefused, TooLate, NoPeriod, TransitionRefused.
    """
    with locked(inspection) as current:
        if current.state == InspectionState.CONCLUDED and _same(current, words, wanted):
            return current
        state = INSPECTIONS.target(current.state, "conclude")
        if current.version != seen_version:
            raise Conflict(SEEN_IS_OLD)
        refuse_lapsed(current, at)
        if errors := wanted_errors(wanted, clock.local_day(at)) or _foreign(current, wanted):
            raise RecommendationRefused(errors)
        recommendations = _write_recommendations(current, wanted)
        document = _issue(current, words, recommendations, signer, signer_post, actor, at)
        before = {"state": current.state, "version": current.version}
        current.state, current.conclusion, current.concluded_at = state, words.text, at
        current.counts_from = _counts_from(current)
        save_counted(current, "state", "conclusion", "concluded_at", "counts_from")
        _mark_stale(current, at)
        tell_heads(current, at=at)
        _tell_other_owners(current, recommendations, at)
        audit.record(
            "inspection.concluded",
            actor=actor,
            subject=current,
            at=at,
            agency_id=current.agency_id,
            before=before,
            after={
                "state": state,
                "version": current.version,
                "symbol": document.symbol,
                "conclusion": words.text,
                "recommendations": len(recommendations),
                "counts_from": current.counts_from and f"{current.counts_from}",
            },
        )
    return current


def _same(inspection: Inspection, words: Words, wanted: Sequence[Wanted]) -> bool:
    rows = Recommendation.objects.filter(inspection=inspection).order_by("position")
    kept = list(rows.values_list("owner", "text", "due_on", "basis", "criterion"))
    return inspection.conclusion == words.text and kept == [tuple(one) for one in wanted]


def _foreign(inspection: Inspection, wanted: Sequence[Wanted]) -> dict[int, dict[str, str]]:
    """The places of recommendations about a criterion that this visit did not look at."""
    seen = set(Observation.objects.filter(inspection=inspection).values_list("criterion", flat=True))
    words = {"text": "Kiến nghị này gắn với tiêu chí mà cuộc kiểm tra không ghi nhận. Hãy tải lại trang."}
    return {place: words for place, one in enumerate(wanted) if one.criterion not in {None, *seen}}


def _write_recommendations(inspection: Inspection, wanted: Sequence[Wanted]) -> list[Recommendation]:
    rows = [
        Recommendation(
            id=uuid5(inspection.pk, f"recommendation:{position}"),
            inspection=inspection,
            criterion_id=one.criterion,
            owner_id=one.owner,
            position=position,
            text=one.text,
            basis=one.basis,
            due_on=one.due_on,
        )
        for position, one in enumerate(wanted, 1)
    ]
    return Recommendation.objects.bulk_create(rows)


def _issue(
    inspection: Inspection,
    words: Words,
    recommendations: Sequence[Recommendation],
    signer: str,
    signer_post: str,
    actor: User,
    at: datetime,
) -> IssuedDocument:
    codes = Criterion.objects.in_bulk([one.criterion_id for one in recommendations if one.criterion_id])
    names = {owner: name_of(owner, at) for owner in {one.owner_id for one in recommendations}}
    told = tuple(
        Recommended(
            text=one.text,
            owner=names[one.owner_id],
            due_on=one.due_on,
            basis=one.basis,
            criterion=codes[one.criterion_id].code if one.criterion_id else "",
        )
        for one in recommendations
    )
    return issue_document(
        kind=DocumentKind.CONCLUSION,
        inspection=inspection,
        signer=signer,
        signer_post=signer_post,
        actor=actor,
        at=at,
        recommendations=told,
        **words._asdict(),
    )


def _counts_from(inspection: Inspection) -> date | None:
    """None while the month of the visit is open; else the first day of the earliest open month after it."""
    if inspection.period.is_open:
        return None
    later = Period.objects.months().open().filter(starts_on__gte=inspection.period.ends_on)
    first: date | None = later.order_by("starts_on").values_list("starts_on", flat=True).first()
    if first is None:
        raise NoPeriod(
            "Tháng kiểm tra đã chốt và chưa có tháng nào đang mở để tính kết quả. Hãy hỏi Sở Nội vụ."
        )
    return first


def _mark_stale(inspection: Inspection, at: datetime) -> None:
    """The first month that counts it, and the open months after into which it is carried (clause S4)."""
    carry = set_of(inspection, agency_standing(inspection)).rules.carry_months
    visited = clock.month_start(inspection.visited_on)
    span = (inspection.counts_from or visited, clock.months_back(visited, -carry))
    months = Period.objects.months().open().filter(starts_on__range=span)
    for period_id in months.order_by("starts_on").values_list("pk", flat=True):
        outbox.send(RESULTS_STALE, {"agency": inspection.agency_id, "period": period_id}, at=at)


def _tell_other_owners(
    inspection: Inspection, recommendations: Sequence[Recommendation], at: datetime
) -> None:
    """Agencies that were not inspected but have something to mend."""
    for owner in {one.owner_id for one in recommendations} - {inspection.agency_id}:
        given = [one for one in recommendations if one.owner_id == owner]
        notify(
            REMEDY_GIVEN,
            recipients=heads([owner], at),
            key=f"{REMEDY_GIVEN.name}:{inspection.pk}:{owner}",
            context={"count": len(given), "due": format_day(min(one.due_on for one in given))},
            url=remedies_url(),
            at=at,
        )
