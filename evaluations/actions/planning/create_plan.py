"""Begin a plan of inspections."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from agencies.models import User
from core import audit
from core.replay import create_once
from evaluations.models import InspectionPlan


def create_plan(*, form_id: UUID, year: int, title: str, actor: User, at: datetime) -> InspectionPlan:
    """A plan in draft; the same form again gives the same plan. Raises Conflict for other content."""
    with transaction.atomic():
        draft = InspectionPlan(id=form_id, year=year, title=title, created_by=actor, created_at=at)
        plan, is_new = create_once(draft, "year", "title", "created_by")
        if is_new:
            after = {"year": year, "title": title}
            audit.record("inspection_plan.created", actor=actor, subject=plan, at=at, after=after)
    return plan
