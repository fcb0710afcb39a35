"""Sentences of citizens that were read, perhaps redacted, and released to the agency."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from feedback.models import Remark


@dataclass(frozen=True, slots=True)
class Said:
    """One released sentence, with the counter it is about."""

    counter: int
    text: str


def released_remarks(
    agency: int, starts_on: date, ends_on: date, counters: Collection[int], *, today: date
) -> list[Said]:
    """The month's released sentences about the counters, in no order that tells anything (one query).

    Only of counters of which five ratings are told: one sentence beside one rating would name its writer.
    """
    rows = Remark.objects.released(today).filter(
        agency=agency, counter__in=sorted(counters), day__gte=starts_on, day__lt=ends_on
    )
    found = rows.order_by("counter", "pk").values_list("counter", "released_text")
    return [Said(counter, text) for counter, text in found]
