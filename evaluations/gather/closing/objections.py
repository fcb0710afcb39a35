"""What an objection may be about: the criteria of the agency's set, by group."""

from collections import defaultdict

from evaluations.models import Criterion


def criteria_choices(criteria_set_id: int) -> list[tuple[str, list[tuple[int, str]]]]:
    """Choices of a select, grouped, in the order of the set (one query)."""
    rows = Criterion.objects.filter(criteria_set=criteria_set_id).select_related("group").order_by("position")
    groups: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in rows:
        groups[row.group.name].append((row.pk, f"{row.code}. {row.statement[:110]}"))
    return list(groups.items())
