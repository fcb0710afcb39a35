"""Load a criteria set from its data files and publish it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from core import audit
from core.errors import Refused
from evaluations.actions.criteria.storing import store_definition
from evaluations.enums import SetState
from evaluations.models import CriteriaSet
from evaluations.rules.inconsistency import Inconsistency
from evaluations.rules.set_check import check_set
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
        criteria_set = store_definition(definition, inconsistencies=[one._asdict() for one in found])
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
