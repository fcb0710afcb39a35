"""What is wrong with a draft, each line leading to the row it speaks of."""

from dataclasses import dataclass

from django.urls import reverse

from evaluations.gather.criteria.checking import problems_of
from evaluations.models import CriteriaSet
from evaluations.rules.inconsistency import Inconsistency

OF_HEAD = frozenset({"total_sum", "part_sum"})


@dataclass(frozen=True, slots=True)
class Problem:
    """A sentence and the page on which it is mended."""

    sentence: str
    url: str
    place: str


def draft_problems(draft: CriteriaSet) -> list[Problem]:
    """Every inconsistency of the draft as it stands, in the order of the checks."""
    criteria = dict(draft.criteria.order_by("position").values_list("code", "pk"))
    groups = dict(draft.groups.order_by("position").values_list("code", "pk"))
    return [_problem(draft, one, criteria, groups) for one in problems_of(draft)]


def problems_at(draft: CriteriaSet, path: str) -> list[Problem]:
    """Those that are mended on one page."""
    return [one for one in draft_problems(draft) if one.url == path]


def _problem(
    draft: CriteriaSet, one: Inconsistency, criteria: dict[str, int], groups: dict[str, int]
) -> Problem:
    if one.code in OF_HEAD:
        return Problem(one.sentence, reverse("criteria_draft_head", args=[draft.pk]), one.location)
    if one.location in criteria:
        url = reverse("criterion_edit", args=[criteria[one.location]])
    elif one.location in groups:
        url = reverse("criteria_group_edit", args=[groups[one.location]])
    else:
        url = reverse("criteria_draft_rules", args=[draft.pk])
    return Problem(one.sentence, url, one.location)
