"""Example pictures of criteria, ready to be shown beside them."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from evaluations.models import CriterionPicture


@dataclass(frozen=True, slots=True)
class Example:
    """One picture: right or wrong, and what to look at."""

    pk: UUID
    is_right: bool
    caption: str
    width: int
    height: int


def examples_of(criteria: Collection[int]) -> dict[int, Sequence[Example]]:
    """The pictures of each criterion by its id, the right ones first; one statement."""
    found: dict[int, list[Example]] = defaultdict(list)
    rows = CriterionPicture.objects.filter(criterion__in=criteria).select_related("attachment")
    for row in rows.order_by("-is_right", "added_at", "pk"):
        file = row.attachment
        example = Example(row.pk, row.is_right, row.caption, file.width or 0, file.height or 0)
        found[row.criterion_id].append(example)
    return dict(found)
