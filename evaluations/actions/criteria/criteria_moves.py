"""Copy, move and remove the criteria of a draft."""

from datetime import datetime

from django.db import transaction

from agencies.models import User
from core import audit
from evaluations.actions.criteria.criteria_rows import locked_criterion
from evaluations.actions.criteria.editing import begin_edit, refuse_taken_over
from evaluations.actions.criteria.ordering import OUT_OF_THE_WAY, exchange, renumber
from evaluations.actions.criteria.pictures import discard_unused
from evaluations.enums import AppliesTo
from evaluations.models import CriteriaSet, Criterion
from evaluations.rules.criteria.order import neighbour

LONGEST_CODE = 20


def copy_criterion(*, criterion: Criterion, seen_edition: int, actor: User, at: datetime) -> Criterion:
    """The same criterion once more under a code of its own, without its pictures. Raises Stale."""
    with transaction.atomic():
        current, standing = locked_criterion(criterion, actor)
        begin_edit(current, seen_edition)
        made = Criterion.objects.get(pk=standing.pk)
        made.pk, made.position = None, OUT_OF_THE_WAY - 1
        made.code = _free_code(current, standing.code)
        made.save(force_insert=True)
        renumber(current)
        after = {"criterion": made.code, "from": standing.code}
        audit.record("criterion.added", actor=actor, subject=current, at=at, after=after)
    return made


def move_criterion(*, criterion: Criterion, up: bool, seen_edition: int, actor: User, at: datetime) -> None:
    """Change places with the one before or after it in its group; at the end it stays.

    A criterion for people changes only with another for people, as these stand first.
    Raises TakenOver, Stale.
    """
    with transaction.atomic():
        current, standing = locked_criterion(criterion, actor)
        refuse_taken_over(current, "criteria", standing.code)
        of_agency = standing.applies_to == AppliesTo.AGENCY
        siblings = [
            one
            for one in standing.group.criteria.order_by("position")
            if (one.applies_to == AppliesTo.AGENCY) == of_agency
        ]
        other = neighbour(standing.pk, [one.pk for one in siblings], up=up)
        if other is None:
            return
        begin_edit(current, seen_edition)
        exchange(standing, next(one for one in siblings if one.pk == other))
        renumber(current)
        after = {"criterion": standing.code, "up": up}
        audit.record("criterion.moved", actor=actor, subject=current, at=at, after=after)


def remove_criterion(*, criterion: Criterion, seen_edition: int, actor: User, at: datetime) -> None:
    """Take a criterion out, with its pictures. Raises TakenOver, Stale."""
    with transaction.atomic():
        current, standing = locked_criterion(criterion, actor)
        refuse_taken_over(current, "criteria", standing.code)
        begin_edit(current, seen_edition)
        before = {"criterion": standing.code, "statement": standing.statement}
        attached = [picture.attachment for picture in standing.pictures.select_related("attachment")]
        standing.delete()
        discard_unused(attached)
        renumber(current)
        audit.record("criterion.removed", actor=actor, subject=current, at=at, before=before)


def _free_code(current: CriteriaSet, code: str) -> str:
    """The code with the first number behind it that the set has not used."""
    taken = set(current.criteria.order_by("pk").values_list("code", flat=True))
    numbers = (f"-{number}" for number in range(2, len(taken) + 3))
    tries = (code[: LONGEST_CODE - len(tail)] + tail for tail in numbers)
    return next(one for one in tries if one not in taken)
