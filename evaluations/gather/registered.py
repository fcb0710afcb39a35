"""What verified register facts say about an agency in a period."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from evaluations.enums import Source
from evaluations.models import Period, RegisterFact
from evaluations.rules.inputs import SourceInput


@dataclass(slots=True)
class Registered:
    """One agency's facts as the rules want them."""

    inputs: list[SourceInput] = field(default_factory=list)
    skipped: dict[int, str] = field(default_factory=dict)


def gather_registered(
    period: Period, positions: dict[str, int], only: Collection[int] | None = None
) -> dict[int, Registered]:
    """Verified facts by agency; ``positions`` maps codes to positions. Unverified ones never count."""
    facts = RegisterFact.objects.filter(period=period, verified_at__isnull=False)
    if only is not None:
        facts = facts.filter(agency_id__in=list(only))
    rows = facts.order_by("agency_id", "criterion__position")
    found: dict[int, Registered] = defaultdict(Registered)
    for agency_id, code, n, k, not_applicable, note in rows.values_list(
        "agency_id", "criterion__code", "n", "k", "not_applicable", "note"
    ):
        position = positions.get(code)
        if position is None:
            continue
        if not_applicable:
            found[agency_id].skipped[position] = note or "Sổ theo dõi ghi nhận: không phát sinh."
        else:
            found[agency_id].inputs.append(SourceInput(position, Source.REGISTER.value, n, k))
    return found
