"""Load a criteria set from its data files and publish it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from core import audit
from core.errors import Refused
from evaluations.enums import SetState
from evaluations.models import CriteriaSet, Criterion, CriterionGroup
from evaluations.rules.inconsistency import Inconsistency
from evaluations.rules.set_check import check_set
from evaluations.rules.set_codec import params_to_json
from evaluations.rules.set_definition import SetDefinition
from evaluations.rules.transitions import CRITERIA_SETS


class Inconsistent(Refused):
    """The table contradicts itself; ``found`` says where. Publishing it is a decision, never silent."""

    def __init__(self, found: Sequence[Inconsistency]) -> None:
        lines = "\n".join(f"– {one.location}: {one.sentence}" for one in found)
        super().__init__(f"Bộ tiêu chí có {len(found)} chỗ mâu thuẫn nên chưa ban hành:\n{lines}")
        self.found = tuple(found)


def publish_criteria_set(
    *, definition: SetDefinition, accepted: frozenset[str], actor: Any, at: datetime
) -> CriteriaSet:
    """Store and publish a set; repeating it for the same code and version changes nothing.

    ``accepted`` names inconsistencies as "code:location" that a person has read and accepts for a set that
    only serves as reference; every other one raises Inconsistent. All found are kept with the set.
    """
    standing = CriteriaSet.objects.filter(code=definition.code, version=definition.version).first()
    if standing is not None:
        return standing
    found = check_set(definition)
    refused = [one for one in found if f"{one.code}:{one.location}" not in accepted]
    if refused:
        raise Inconsistent(refused)
    with transaction.atomic():
        criteria_set = _store(definition, found)
        criteria_set.state = CRITERIA_SETS.target(SetState.DRAFT, "publish")
        criteria_set.published_at = at
        criteria_set.save(update_fields=["state", "published_at"])
        audit.record(
            "criteria_set.published",
            actor=actor,
            subject=criteria_set,
            at=at,
            after={"code": definition.code, "version": definition.version, "accepted": sorted(accepted)},
        )
    return criteria_set


def _store(definition: SetDefinition, found: Sequence[Inconsistency]) -> CriteriaSet:
    criteria_set = CriteriaSet.objects.create(
        code=definition.code,
        version=definition.version,
        title=definition.title,
        legal_basis=definition.legal_basis,
        is_scoring=definition.is_scoring,
        has_default_points=definition.is_default_points,
        settings=dict(definition.settings),
        inconsistencies=[one._asdict() for one in found],
        source=definition.source,
    )
    groups = _store_groups(criteria_set, definition)
    Criterion.objects.bulk_create(
        Criterion(
            criteria_set=criteria_set,
            group=groups[one.group],
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
        for one in definition.criteria
    )
    return criteria_set


def _store_groups(criteria_set: CriteriaSet, definition: SetDefinition) -> dict[str, CriterionGroup]:
    groups: dict[str, CriterionGroup] = {}
    for position, one in enumerate(definition.groups):
        groups[one.code] = CriterionGroup.objects.create(
            criteria_set=criteria_set,
            parent=groups.get(one.parent),
            code=one.code,
            name=one.name,
            position=position,
            max_points=one.declared_points,
        )
    return groups
