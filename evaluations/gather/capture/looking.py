"""What a visit looks at, for judging and writing its records."""

from dataclasses import dataclass

from evaluations.gather.inspections import agency_standing, inspected_rules, set_of
from evaluations.models import Criterion, Inspection
from evaluations.rules.observing import Entry, entry_for


@dataclass(frozen=True, slots=True)
class Looking:
    """The boxes and the rows of the criteria of a visit, by code."""

    entries: dict[str, Entry]
    criteria: dict[str, Criterion]


def looking_at(inspection: Inspection) -> Looking:
    """What the visit looks at; three queries. Raises NothingToInspectBy."""
    standing = agency_standing(inspection)
    loaded = set_of(inspection, standing)
    entries = {rule.code: entry_for(rule) for rule in inspected_rules(loaded, standing)}
    rows = Criterion.objects.filter(criteria_set=loaded.set_id, code__in=entries).order_by("position")
    return Looking(entries, {row.code: row for row in rows})
