"""What verified register facts say about an agency in a period."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from django.db import connection

from evaluations.enums import Source
from evaluations.gather.narrowed import narrowed
from evaluations.gather.sets import LoadedSet
from evaluations.models import Period
from evaluations.rules.inputs import SourceInput, make_input

_FACTS = """
SELECT agency_id, criterion_id, n, k, CASE WHEN not_applicable THEN note END
FROM evaluations_registerfact WHERE {where}
"""
SKIPPED = "Sổ theo dõi ghi nhận: không phát sinh."
REGISTER = Source.REGISTER.value


@dataclass(slots=True)
class Registered:
    """One agency's facts as the rules want them."""

    inputs: list[SourceInput] = field(default_factory=list)
    skipped: dict[int, str] = field(default_factory=dict)


def gather_registered(
    period: Period, sets: Mapping[int, LoadedSet], only: Collection[int] | None = None
) -> dict[int, Registered]:
    """Verified facts by agency, unverified ones never count; ``sets`` tells by which set each is scored."""
    where, params = narrowed("period_id = %s AND verified_at IS NOT NULL", [period.pk], "agency_id", only)
    found: dict[int, Registered] = defaultdict(Registered)
    with connection.cursor() as cursor:
        cursor.execute(_FACTS.format(where=where), params)
        for agency_id, criterion_id, n, k, skipped in cursor.fetchall():
            loaded = sets.get(agency_id)
            position = loaded.places[criterion_id] if loaded else None
            if position is None:
                continue
            if skipped is None:
                found[agency_id].inputs.append(make_input((position, REGISTER, n, k, 0, ())))
            else:
                found[agency_id].skipped[position] = skipped or SKIPPED
    return found
