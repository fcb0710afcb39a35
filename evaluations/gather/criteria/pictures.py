"""Example pictures of criteria, ready to be shown beside them."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from evaluations.models import CriteriaSet, CriterionPicture
from evaluations.rules.set_changes import Shown


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


def shown_in(criteria_set: CriteriaSet) -> dict[str, list[Shown]]:
    """The pictures of a set by code of criterion, as two versions are compared; one statement."""
    found: dict[str, list[Shown]] = defaultdict(list)
    rows = CriterionPicture.objects.filter(criterion__criteria_set=criteria_set).order_by("added_at", "pk")
    columns = ("criterion__code", "is_right", "caption", "attachment__original_sha256")
    for code, is_right, caption, file in rows.values_list(*columns):
        found[code].append(Shown(is_right, caption, file))
    return dict(found)
