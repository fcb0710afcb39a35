"""The observations that an inspection figure was pooled from, with their photographs."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce

from agencies.models import User
from core.clock import months_back
from evaluations.gather.inspected import counted_visits
from evaluations.models import FindingOutcome, Inspection, Observation, ObservationPhoto, Period


@dataclass(frozen=True, slots=True)
class Seen:
    """One observation; ``note`` and ``photos`` are empty where the viewer may not open the inspection."""

    inspection: UUID
    order_number: str
    mode: str
    visited_on: date
    n: int
    k: int
    severity: str
    may_open: bool
    note: str = ""
    photos: list[UUID] = field(default_factory=list)


def observations(
    user: User, on: date, *, period: Period, agency: int, code: str, carry_months: int, age: int
) -> list[Seen]:
    """The observations of the month that the score took (``age`` months back), latest visit first.

    Numbers are those that stood after the explanation; a finding that was not upheld counts nowhere.

    Everybody who may read the result sees what was counted; the note and the photographs only who may open
    the inspection itself.
    """
    outcome = FindingOutcome.objects.filter(
        inspection=OuterRef("inspection"), criterion=OuterRef("criterion")
    )
    rows = (
        Observation.objects.filter(counted_visits(period, carry_months, [agency], "inspection__"))
        .exclude(Exists(outcome.filter(upheld=False)))
        .annotate(
            final_n=Coalesce(Subquery(outcome.values("n")[:1]), "n"),
            final_k=Coalesce(Subquery(outcome.values("k")[:1]), "k"),
            final_severity=Coalesce(Subquery(outcome.values("severity")[:1]), "severity"),
        )
        .filter(
            criterion__code=code,
            not_applicable=False,
            inspection__period__starts_on=months_back(period.starts_on, age),
        )
        .order_by("-inspection__visited_on", "id")
        .values_list(
            "id",
            "inspection_id",
            "inspection__order_number",
            "inspection__mode",
            "inspection__visited_on",
            "final_n",
            "final_k",
            "final_severity",
            "note",
        )
    )
    found = list(rows)
    visits = {row[1] for row in found}
    open_to = set(
        Inspection.objects.record_visible_to(user, on)
        .filter(pk__in=visits)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    photos = _photos(row[0] for row in found if row[1] in open_to)
    return [
        Seen(*row[1:8], may_open=True, note=row[8], photos=photos[row[0]])
        if row[1] in open_to
        else Seen(*row[1:8], may_open=False)
        for row in found
    ]


def _photos(ids: Iterable[UUID]) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = defaultdict(list)
    rows = ObservationPhoto.objects.filter(observation__in=list(ids)).order_by("pk")
    for observation, attachment in rows.values_list("observation_id", "attachment_id"):
        found[observation].append(attachment)
    return found
