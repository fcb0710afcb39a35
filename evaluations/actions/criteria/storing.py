"""Write a definition as a draft; ``gather.criteria.definition`` reads it back the same."""

from typing import Any

from core.errors import Refused
from evaluations.enums import SetState
from evaluations.models import CriteriaSet, Criterion, CriterionGroup
from evaluations.rules.set_codec import params_to_json
from evaluations.rules.set_definition import CriterionDefinition, SetDefinition


class UnknownParent(Refused):
    """The set that this one adds to is not in the portal, or still a draft that may change under it."""


def store_definition(definition: SetDefinition, **more: Any) -> CriteriaSet:
    """A new draft that holds ``definition``; ``more`` are further fields of it. Inside a transaction.

    Raises UnknownParent, and KeyError for a criterion whose group the definition does not name.
    """
    criteria_set = CriteriaSet.objects.create(**_head(definition), **more)
    store_rows(criteria_set, definition)
    return criteria_set


def store_rows(criteria_set: CriteriaSet, definition: SetDefinition) -> None:
    """The definition's groups and criteria in a set that has none."""
    groups = _store_groups(criteria_set, definition)
    Criterion.objects.bulk_create(_row(criteria_set, groups[one.group], one) for one in definition.criteria)


def _head(definition: SetDefinition) -> dict[str, Any]:
    return {
        "code": definition.code,
        "version": definition.version,
        "title": definition.title,
        "legal_basis": definition.legal_basis,
        "is_scoring": definition.is_scoring,
        "has_default_points": definition.is_default_points,
        "settings": dict(definition.settings),
        "source": definition.source,
        "declared_total": definition.declared_total,
        "declared_parts": {name: str(points) for name, points in definition.declared_parts.items()},
        "comparison_groups": list(definition.comparison_groups),
        "parent": parent_of(definition),
    }


def parent_of(definition: SetDefinition) -> CriteriaSet | None:
    """The set that a definition adds to, None for one that stands alone. Raises UnknownParent."""
    named = definition.parent
    if not named:
        return None
    code, _, version = named.partition("/")
    found = CriteriaSet.objects.filter(code=code, version=int(version) if version.isdigit() else 0).first()
    if found is None:
        raise UnknownParent(f"Chưa có bộ tiêu chí gốc “{named}”. Hãy nạp và ban hành bộ gốc trước.")
    if found.state == SetState.DRAFT:
        raise UnknownParent(f"Bộ tiêu chí gốc “{named}” còn là dự thảo. Hãy ban hành bộ gốc trước.")
    return found


def _store_groups(criteria_set: CriteriaSet, definition: SetDefinition) -> dict[str, CriterionGroup]:
    groups = {
        one.code: CriterionGroup.objects.create(
            criteria_set=criteria_set,
            code=one.code,
            name=one.name,
            position=position,
            max_points=one.declared_points,
            sharing=one.sharing,
        )
        for position, one in enumerate(definition.groups)
    }
    inner = [one for one in definition.groups if one.parent in groups]
    for one in inner:
        groups[one.code].parent = groups[one.parent]
    CriterionGroup.objects.bulk_update([groups[one.code] for one in inner], ["parent"])
    return groups


def _row(criteria_set: CriteriaSet, group: CriterionGroup, one: CriterionDefinition) -> Criterion:
    return Criterion(
        criteria_set=criteria_set,
        group=group,
        code=one.code,
        position=one.position,
        statement=one.statement,
        applies_to=one.applies_to,
        measure=one.measure,
        max_points=one.max_points,
        weights=dict(one.weights),
        params=params_to_json(one.params),
        scored_on=list(one.scored_on),
        not_applicable=one.not_applicable,
        how_measured=one.how_measured,
        evidence_hint=one.evidence_hint,
        basis=one.legal_basis,
    )
