"""Edit what a draft says about itself: title, basis, purpose, whom it scores, the totals it declares."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from agencies.models import User
from core import audit
from evaluations.actions.criteria.editing import begin_edit, differing, locked_draft
from evaluations.models import CriteriaSet


@dataclass(frozen=True, slots=True)
class HeadFacts:
    """The head of a set; ``comparison_groups`` empty means every one."""

    title: str
    legal_basis: str
    source: str
    is_scoring: bool
    has_default_points: bool
    comparison_groups: tuple[str, ...] = ()
    declared_total: Decimal | None = None
    declared_parts: Mapping[str, Decimal] = field(default_factory=dict)


def edit_head(
    *, draft: CriteriaSet, facts: HeadFacts, seen_edition: int, actor: User, at: datetime
) -> CriteriaSet:
    """Write the head; the same again changes nothing. Raises NotADraft, Stale."""
    with transaction.atomic():
        current = locked_draft(draft, actor)
        before = head_of(current)
        if before == facts:
            return current
        begin_edit(current, seen_edition)
        columns = _columns(facts)
        for name, value in columns.items():
            setattr(current, name, value)
        current.save(update_fields=list(columns))
        changes = differing(_columns(before), columns)
        audit.record("criteria_set.head_edited", actor=actor, subject=current, at=at, **changes)
    return current


def head_of(criteria_set: CriteriaSet) -> HeadFacts:
    """The head of a stored set."""
    return HeadFacts(
        title=criteria_set.title,
        legal_basis=criteria_set.legal_basis,
        source=criteria_set.source,
        is_scoring=criteria_set.is_scoring,
        has_default_points=criteria_set.has_default_points,
        comparison_groups=tuple(criteria_set.comparison_groups),
        declared_total=criteria_set.declared_total,
        declared_parts={name: Decimal(points) for name, points in criteria_set.declared_parts.items()},
    )


def _columns(facts: HeadFacts) -> dict[str, Any]:
    return asdict(facts) | {
        "comparison_groups": list(facts.comparison_groups),
        "declared_parts": {name: str(points) for name, points in facts.declared_parts.items()},
    }
