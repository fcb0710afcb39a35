"""The newest signature on each rung of a period's ladder, whatever figure it was given under."""

from collections.abc import Collection
from typing import Any, NamedTuple

from evaluations.enums import SignStep
from evaluations.models import Period, SignOff


class Signatures(NamedTuple):
    """The newest signature of each agency on its two rungs, and of each unit on its own."""

    agency: dict[int, SignOff]
    home: dict[int, SignOff]
    unit: dict[int, SignOff]


def signatures_of(period: Period, agencies: Collection[int] | None = None) -> Signatures:
    """The newest signatures of a period; ``agencies`` narrows to some (one query)."""
    rows: Any = SignOff.objects.filter(period=period).select_related("signed_by")
    if agencies is not None:
        rows = rows.filter(agency__in=agencies)
    found = Signatures({}, {}, {})
    for row in rows.order_by("signed_at", "pk"):
        if row.step == SignStep.UNIT and row.unit_id is not None:
            found.unit[row.unit_id] = row
        elif row.step == SignStep.AGENCY:
            found.agency[row.agency_id] = row
        else:
            found.home[row.agency_id] = row
    return found
