"""Open work of agencies that have ended goes to their heirs, one row each."""

from collections import Counter
from datetime import datetime
from uuid import UUID

from django.db import transaction

from core import audit, clock
from core.notifications import notify
from evaluations.actions.follow_up.telling import heads, name_of, remedies_url
from evaluations.declarations.follow_up import WORK_HANDED_OVER
from evaluations.enums import InspectionState
from evaluations.gather.follow_up.lineage import heir_by_agency, living_on
from evaluations.models import HandOver, Inspection, Recommendation


def hand_over_open_work(*, at: datetime) -> int:
    """Move unfinished recommendations, and the right to explain, to the heirs; returns how many rows.

    Where a split left several heirs, the nearest takes the work. Doing it twice changes nothing.
    """
    with transaction.atomic():
        given = _recommendations(at) + _explanations(at)
        HandOver.objects.bulk_create(given)
        _tell(given, at)
        for row in given:
            _record(row, at)
    return len(given)


def _recommendations(at: datetime) -> list[HandOver]:
    today = clock.local_day(at)
    living = living_on(today)
    open_ones = Recommendation.objects.unfinished().select_for_update(of=("self",)).exclude(owner__in=living)
    rows = list(open_ones.order_by("pk"))
    taken = heir_by_agency({row.owner_id for row in rows}, today)
    given = []
    for row in rows:
        heir = taken.get(row.owner_id)
        if heir is not None:
            given.append(_row(row.inspection_id, row, row.owner_id, heir, at))
            row.owner_id = heir
            row.save(update_fields=["owner"])
    return given


def _explanations(at: datetime) -> list[HandOver]:
    """Inspections between minutes and conclusion; the one who carries it now may itself be an heir."""
    today = clock.local_day(at)
    states = (InspectionState.MINUTED, InspectionState.REPORTED)
    living = living_on(today)
    open_ones = Inspection.objects.filter(state__in=states).exclude(agency__in=living).order_by("pk")
    carrier = dict(open_ones.values_list("pk", "agency_id"))
    passed = HandOver.objects.filter(inspection__in=list(carrier), recommendation__isnull=True)
    carrier |= dict(passed.order_by("pk").values_list("inspection_id", "to_agency_id"))
    ended = {inspection: agency for inspection, agency in carrier.items() if agency not in living}
    taken = heir_by_agency(set(ended.values()), today)
    return [
        _row(inspection, None, agency, taken[agency], at)
        for inspection, agency in ended.items()
        if agency in taken
    ]


def _row(
    inspection_id: UUID, recommendation: Recommendation | None, ended: int, heir: int, at: datetime
) -> HandOver:
    return HandOver(
        inspection_id=inspection_id,
        recommendation=recommendation,
        from_agency_id=ended,
        to_agency_id=heir,
        at=at,
    )


def _tell(given: list[HandOver], at: datetime) -> None:
    """One message a pair of agencies and day."""
    count = Counter((row.from_agency_id, row.to_agency_id) for row in given if row.recommendation_id)
    explaining = Counter((row.from_agency_id, row.to_agency_id) for row in given if not row.recommendation_id)
    for ended, heir in sorted({*count, *explaining}):
        notify(
            WORK_HANDED_OVER,
            recipients=heads([heir], at),
            key=f"{WORK_HANDED_OVER.name}:{ended}:{heir}:{clock.local_day(at)}",
            context={
                "from_agency": name_of(ended, at),
                "count": count[ended, heir],
                "explaining": explaining[ended, heir],
            },
            url=remedies_url(),
            at=at,
        )


def _record(row: HandOver, at: datetime) -> None:
    audit.record(
        "remedy.handed_over" if row.recommendation else "inspection.handed_over",
        actor=None,
        subject=row.recommendation or row.inspection,
        at=at,
        agency_id=row.to_agency_id,
        before={"agency": row.from_agency_id},
        after={"agency": row.to_agency_id},
    )
