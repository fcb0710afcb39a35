"""Load a criteria set from its data files and publish it."""

from datetime import datetime
from typing import Any

from django.db import transaction

from core import audit
from evaluations.actions.criteria.ask_publish import Inconsistent, accepted_of
from evaluations.actions.criteria.storing import parent_of, store_definition
from evaluations.enums import SetState
from evaluations.gather.criteria.checking import problems_in
from evaluations.models import CriteriaSet
from evaluations.rules.set_definition import SetDefinition
from evaluations.rules.transitions import CRITERIA_SETS

__all__ = ["Inconsistent", "publish_criteria_set"]


def publish_criteria_set(
    *, definition: SetDefinition, accepted: frozenset[str], actor: Any, at: datetime
) -> CriteriaSet:
    """Store and publish a set; repeating it for the same code and version changes nothing.

    For the person at the server's console, who answers for both signatures; in the portal two people do it
    (``ask_publish``, ``publish``). ``accepted`` names inconsistencies as "code:location" that have been read;
    every other one raises Inconsistent. All found are kept with the set.
    """
    standing = CriteriaSet.objects.filter(code=definition.code, version=definition.version).first()
    if standing is not None:
        return standing
    found = problems_in(definition, parent_of(definition))
    kept = accepted_of(found, accepted, is_scoring=definition.is_scoring)
    with transaction.atomic():
        criteria_set = store_definition(
            definition, inconsistencies=[one._asdict() for one in found], accepted=kept
        )
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
