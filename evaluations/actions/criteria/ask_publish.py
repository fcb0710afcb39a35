"""Ask that a draft be published, each inconsistency read and accepted or mended; take the request back."""

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from agencies.models import User
from core import audit
from core.errors import Conflict, Refused
from evaluations.actions.criteria.editing import locked_draft
from evaluations.actions.criteria.publish_telling import tell_asked, tell_given_back
from evaluations.gather.criteria.checking import problems_of
from evaluations.models import CriteriaSet
from evaluations.rules.inconsistency import Inconsistency, may_accept

SEEN_ANOTHER = "Dự thảo đã được sửa sau khi bạn mở trang này. Hãy xem lại bản mới rồi quyết định."


class Inconsistent(Refused):
    """The table contradicts itself; ``found`` says where. Publishing it is a decision, never silent."""

    def __init__(self, found: Sequence[Inconsistency]) -> None:
        lines = "\n".join(f"– {one.location}: {one.sentence}" for one in found)
        super().__init__(f"Bộ tiêu chí có {len(found)} chỗ mâu thuẫn nên chưa ban hành:\n{lines}")
        self.found = tuple(found)


class NotAsked(Refused):
    """Nobody has asked for this draft to be published."""


class AskedAlready(Refused):
    """Somebody else has asked; what is left is to decide."""


class ReasonMissing(Refused):
    """Something was accepted, or a request given back, without a word why (HTTP 422)."""

    status = 422


def ask_publish(
    *,
    draft: CriteriaSet,
    accepted: Collection[str],
    reason: str,
    seen_edition: int,
    actor: User,
    at: datetime,
) -> CriteriaSet:
    """Ask for the draft as it was seen; ``accepted`` holds the keys of the inconsistencies that may stay.

    The same person asking again changes nothing. Raises Inconsistent, ReasonMissing, AskedAlready, Conflict,
    NotADraft.
    """
    with transaction.atomic():
        current = locked_draft(draft, actor)
        if current.asked_by_id == actor.pk and current.edition == seen_edition:
            return current
        _refuse(current, seen_edition)
        found = problems_of(current)
        kept = accepted_of(found, accepted, is_scoring=current.is_scoring)
        if kept and not reason.strip():
            raise ReasonMissing("Hãy ghi lý do chấp nhận các chỗ mâu thuẫn.")
        current.asked_by, current.asked_at = actor, at
        current.accepted, current.accepted_reason = kept, reason.strip() if kept else ""
        current.inconsistencies = [one._asdict() for one in found]
        current.save(update_fields=["asked_by", "asked_at", "accepted", "accepted_reason", "inconsistencies"])
        tell_asked(current, actor=actor, at=at)
        after = {"edition": current.edition, "accepted": kept}
        audit.record(
            "criteria_set.publish_asked", actor=actor, subject=current, at=at, after=after, reason=reason
        )
    return current


def accepted_of(found: Sequence[Inconsistency], accepted: Collection[str], *, is_scoring: bool) -> list[str]:
    """The keys of all that was found; raises Inconsistent unless each was accepted and may be."""
    refused = [one for one in found if one.key not in accepted or not may_accept(one, is_scoring=is_scoring)]
    if refused:
        raise Inconsistent(refused)
    return sorted({one.key for one in found})


def _refuse(current: CriteriaSet, seen_edition: int) -> None:
    if current.edition != seen_edition:
        raise Conflict(SEEN_ANOTHER)
    if current.asked_by is not None:
        name = current.asked_by.display_name
        raise AskedAlready(f"{name} đã đề nghị ban hành dự thảo này. Hãy xem rồi ban hành hoặc trả lại.")


def withdraw_ask(*, draft: CriteriaSet, reason: str, actor: User, at: datetime) -> CriteriaSet:
    """Take the request back, or give it back with a reason as somebody else; again changes nothing."""
    with transaction.atomic():
        current = locked_draft(draft, actor)
        asker = current.asked_by
        if asker is None:
            return current
        if asker != actor and not reason.strip():
            raise ReasonMissing("Hãy ghi cần sửa gì để người đề nghị biết.")
        current.asked_by = current.asked_at = None
        current.accepted, current.accepted_reason = [], ""
        current.save(update_fields=["asked_by", "asked_at", "accepted", "accepted_reason"])
        if asker != actor:
            tell_given_back(current, asker=asker, reason=reason.strip(), at=at)
        audit.record("criteria_set.ask_withdrawn", actor=actor, subject=current, at=at, reason=reason)
    return current
