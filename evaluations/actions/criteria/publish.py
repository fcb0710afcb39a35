"""Publish a draft that somebody else asked for; from then on it never changes."""

from datetime import datetime

from django.db import transaction

from agencies.models import User
from core import audit
from core.access import require
from core.errors import Conflict, Refused
from evaluations.access.criteria_publishing import SAME_PERSON
from evaluations.actions.criteria.ask_publish import SEEN_ANOTHER, NotAsked, accepted_of
from evaluations.actions.criteria.publish_telling import tell_published
from evaluations.enums import SetState
from evaluations.gather.criteria.checking import problems_of
from evaluations.gather.criteria.chosen import counts_from
from evaluations.models import CriteriaSet
from evaluations.rules.transitions import CRITERIA_SETS


class SamePerson(Refused):
    """Who asks for a set may not publish it."""


def publish(*, draft: CriteriaSet, seen_edition: int, actor: User, at: datetime) -> CriteriaSet:
    """Publish what was asked for, as it was seen; again changes nothing.

    What was accepted must still be all there is to accept. Raises NotAsked, SamePerson, Inconsistent,
    Conflict, and core.transitions.TransitionRefused for a retired set.
    """
    with transaction.atomic():
        current = CriteriaSet.objects.select_for_update(of=("self",)).get(pk=draft.pk)
        if current.state == SetState.PUBLISHED and current.published_by_id == actor.pk:
            return current
        target = CRITERIA_SETS.target(current.state, "publish")
        _refuse(current, seen_edition, actor)
        require(actor, "criteria_set.publish", current)
        accepted_of(problems_of(current), current.accepted, is_scoring=current.is_scoring)
        current.state, current.published_by, current.published_at = target, actor, at
        current.save(update_fields=["state", "published_by", "published_at"])
        tell_published(current, counts_from=counts_from(current, at), actor=actor, at=at)
        audit.record(
            "criteria_set.published",
            actor=actor,
            subject=current,
            at=at,
            before={"state": SetState.DRAFT},
            after={
                "state": target,
                "code": current.code,
                "version": current.version,
                "asked_by": current.asked_by_id,
                "accepted": current.accepted,
            },
            reason=current.accepted_reason,
        )
    return current


def _refuse(current: CriteriaSet, seen_edition: int, actor: User) -> None:
    if current.asked_by is None:
        raise NotAsked("Chưa ai đề nghị ban hành dự thảo này, hoặc dự thảo vừa được sửa nên đề nghị đã rút.")
    if current.asked_by == actor:
        raise SamePerson(SAME_PERSON)
    if current.edition != seen_edition:
        raise Conflict(SEEN_ANOTHER)
