"""Inspections and criteria as choices."""

from collections.abc import Iterable
from datetime import date

from agencies.models import User
from core.dates import format_day
from evaluations.models import Criterion, Inspection


def inspection_words(inspection: Inspection) -> str:
    """An inspection on one line: its day, its kind, the number of its order."""
    return (
        f"{format_day(inspection.visited_on)} · {inspection.get_mode_display()} · {inspection.order_number}"
    )


def inspection_choices(inspections: Iterable[Inspection]) -> list[tuple[str, str]]:
    """Inspections to choose from."""
    return [(str(one.pk), inspection_words(one)) for one in inspections]


def criterion_choices(user: User, inspections: Iterable[Inspection], on: date) -> list[tuple[str, str]]:
    """The criteria of which these inspections recorded something that ``user`` may read; one query."""
    readable = Inspection.objects.record_visible_to(user, on).filter(pk__in=[one.pk for one in inspections])
    seen = Criterion.objects.filter(observations__inspection__in=readable.values("pk")).distinct()
    rows = seen.order_by("criteria_set", "position").values_list("pk", "code", "statement")
    return [(str(pk), f"{code} · {statement}") for pk, code, statement in rows]
