"""An inspector's own word that a close relative works somewhere; it bars them from its teams."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from agencies.models import Agency, User
from core import audit
from core.access import require
from core.errors import Refused
from core.replay import create_once, replayed
from evaluations.models import RelativeDeclaration


class DeclaredAlready(Refused):
    """The same agency stands declared."""


def declare_relative(
    *, form_id: UUID, agency: Agency, relation: str, actor: User, at: datetime
) -> RelativeDeclaration:
    """Bar ``actor`` from inspecting ``agency``; who the relative is, is neither asked nor kept.

    The audit trail keeps that something was declared, not where. Raises DeclaredAlready, Conflict.
    """
    require(actor, "relative.declare")
    with transaction.atomic():
        content = {"user": actor, "agency": agency, "relation": relation}
        again = replayed(RelativeDeclaration, form_id, **content)
        if again is not None:
            return again
        User.objects.select_for_update(of=("self",)).get(pk=actor.pk)
        if RelativeDeclaration.objects.visible_to(actor).standing().filter(agency=agency).exists():
            raise DeclaredAlready("Bạn đã khai có người thân công tác tại cơ quan này.")
        row = RelativeDeclaration(id=form_id, declared_at=at, **content)
        declaration, is_new = create_once(row, *content)
        if is_new:
            audit.record("relative.declared", actor=actor, subject=declaration, at=at)
    return declaration


def end_relative(*, declaration: RelativeDeclaration, actor: User, at: datetime) -> RelativeDeclaration:
    """The relative works there no more; doing it twice changes nothing."""
    require(actor, "relative.declare", declaration)
    with transaction.atomic():
        current = RelativeDeclaration.objects.select_for_update(of=("self",)).get(pk=declaration.pk)
        if current.ended_at is None:
            current.ended_at = at
            current.save(update_fields=["ended_at"])
            audit.record("relative.ended", actor=actor, subject=current, at=at)
    return current
