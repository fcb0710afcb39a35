"""The verified register facts behind a figure."""

from datetime import datetime
from typing import NamedTuple

from evaluations.models import Period, RegisterFact


class Fact(NamedTuple):
    """One fact: k of n, who declared it and who verified it."""

    n: int
    k: int
    note: str
    declared_by: str | None
    declared_at: datetime
    verified_by: str | None
    verified_at: datetime | None


def register_facts(*, period: Period, agency: int, code: str) -> list[Fact]:
    """The facts of one criterion that the score counted: verified ones that apply."""
    facts = RegisterFact.objects.filter(
        period=period, agency=agency, criterion__code=code, not_applicable=False, verified_at__isnull=False
    )
    rows = facts.order_by("declared_at", "pk").values_list(
        "n",
        "k",
        "note",
        "declared_by__display_name",
        "declared_at",
        "verified_by__display_name",
        "verified_at",
    )
    return [Fact(*row) for row in rows]
