"""Write the rules of a draft as a whole: scale, bands, quotas, caps, validity, confidence (S4–S11)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from agencies.models import User
from core import audit
from evaluations.actions.criteria.editing import NotWritable, begin_edit, differing, locked_draft
from evaluations.models import CriteriaSet
from evaluations.rules.criteria.settings import merged
from evaluations.rules.set_codec import rules_from_settings


def edit_settings(
    *, draft: CriteriaSet, given: Mapping[str, Any], seen_edition: int, actor: User, at: datetime
) -> CriteriaSet:
    """Put ``given`` into the settings; what no page asks for stays. Raises NotWritable, NotADraft, Stale."""
    with transaction.atomic():
        current = locked_draft(draft, actor)
        before, after = current.settings, merged(current.settings, given)
        if before == after:
            return current
        begin_edit(current, seen_edition)
        try:
            rules_from_settings(after, (), ())
        except (ValueError, ArithmeticError, KeyError) as error:
            raise NotWritable("Quy tắc của bộ có chỗ không đọc được. Hãy xem lại các số đã nhập.") from error
        current.settings = after
        current.save(update_fields=["settings"])
        changes = differing(before, after)
        audit.record("criteria_set.rules_edited", actor=actor, subject=current, at=at, **changes)
    return current
