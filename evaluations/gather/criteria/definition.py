"""A stored criteria set told as its definition: the inverse of ``actions.criteria.storing``."""

from decimal import Decimal

from evaluations.models import CriteriaSet, Criterion, CriterionGroup
from evaluations.rules.set_codec import params_from_json
from evaluations.rules.set_definition import CriterionDefinition, GroupDefinition, SetDefinition


def definition_of(criteria_set: CriteriaSet) -> SetDefinition:
    """The set as it stands in the database, draft or published; four statements."""
    groups = list(criteria_set.groups.order_by("position", "pk"))
    codes = {group.pk: group.code for group in groups}
    criteria = criteria_set.criteria.order_by("position")
    return SetDefinition(
        code=criteria_set.code,
        version=criteria_set.version,
        title=criteria_set.title,
        legal_basis=criteria_set.legal_basis,
        source=criteria_set.source,
        is_scoring=criteria_set.is_scoring,
        is_default_points=criteria_set.has_default_points,
        declared_total=criteria_set.declared_total,
        declared_parts={name: Decimal(points) for name, points in criteria_set.declared_parts.items()},
        groups=tuple(_group(group, codes) for group in groups),
        criteria=tuple(criterion_definition(one, codes[one.group_id]) for one in criteria),
        settings=dict(criteria_set.settings),
        comparison_groups=tuple(criteria_set.comparison_groups),
        parent=_parent(criteria_set),
    )


def _parent(criteria_set: CriteriaSet) -> str:
    parent = criteria_set.parent
    return "" if parent is None else f"{parent.code}/{parent.version}"


def _group(group: CriterionGroup, codes: dict[int, str]) -> GroupDefinition:
    parent = "" if group.parent_id is None else codes[group.parent_id]
    return GroupDefinition(group.code, group.name, parent, group.max_points, group.sharing)


def criterion_definition(row: Criterion, group: str) -> CriterionDefinition:
    """One criterion as it stands, in the group of that code."""
    return CriterionDefinition(
        code=row.code,
        position=row.position,
        group=group,
        statement=row.statement,
        applies_to=row.applies_to,
        measure=row.measure,
        max_points=row.max_points,
        weights=dict(row.weights),
        params=params_from_json(row.params),
        not_applicable=row.not_applicable,
        scored_on=tuple(row.scored_on),
        how_measured=row.how_measured,
        evidence_hint=row.evidence_hint,
        legal_basis=row.basis,
    )
