"""The words of a criteria set: a published set never changes, so each process reads it once."""

from functools import lru_cache

from evaluations.enums import SetState
from evaluations.models import CriteriaSet
from evaluations.rules.set_words import CriterionText, GroupText, SetText

_COLUMNS = (
    "position",
    "code",
    "statement",
    "group__code",
    "measure",
    "applies_to",
    "max_points",
    "how_measured",
    "evidence_hint",
    "basis",
)


@lru_cache(maxsize=64)
def described(set_id: int) -> SetText:
    """The words of one set; raises CriteriaSet.DoesNotExist for a draft, which may still change."""
    found = CriteriaSet.objects.exclude(state=SetState.DRAFT).get(pk=set_id)
    groups = found.groups.order_by("position").values_list("code", "name")
    rows = found.criteria.order_by("position").values_list(*_COLUMNS)
    criteria = tuple(CriterionText(*row) for row in rows)
    return SetText(
        title=str(found),
        legal_basis=found.legal_basis,
        has_default_points=found.has_default_points,
        groups=tuple(GroupText(*row) for row in groups),
        criteria=criteria,
        at={one.code: one.position for one in criteria},
    )
