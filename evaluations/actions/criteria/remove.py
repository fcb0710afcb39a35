"""Delete a draft that was never published."""

from datetime import datetime

from django.db import transaction

from agencies.models import User
from core import audit
from core.models import Attachment
from evaluations.actions.criteria.editing import locked_draft
from evaluations.actions.criteria.pictures import discard_unused
from evaluations.models import CriteriaSet, CriterionPicture


def delete_draft(*, draft: CriteriaSet, actor: User, at: datetime) -> None:
    """Take a draft away with all that is in it; the audit trail keeps that it was. Raises NotADraft."""
    with transaction.atomic():
        current = locked_draft(draft, actor)
        pictures = CriterionPicture.objects.filter(criterion__criteria_set=current)
        attached = list(Attachment.objects.filter(pk__in=pictures.values("attachment")).order_by("pk"))
        before = {
            "code": current.code,
            "version": current.version,
            "title": current.title,
            "criteria": current.criteria.count(),
        }
        entry = audit.build("criteria_set.draft_deleted", actor=actor, subject=current, at=at, before=before)
        current.criteria.all().delete()
        current.groups.all().delete()
        current.delete()
        discard_unused(attached)
        entry.save(force_insert=True)
