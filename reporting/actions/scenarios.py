"""Make, recompute and delete a scenario."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from agencies.models import User
from core import audit
from core.access import require
from core.errors import Refused
from core.replay import create_once, replayed
from evaluations.gather.what_if.computed import MovedMonth, what_if
from evaluations.models import Period
from evaluations.rules.what_if.changes import Changes
from evaluations.rules.what_if.codec import changes_from_json, changes_to_json
from reporting.models import Scenario
from reporting.rules.scenarios import moves_to_rows

CONTENT = ("name", "note", "set_code", "changes", "owner")


class NothingToTry(Refused):
    """No change was named, or the months hold no figures."""


def make_scenario(
    *,
    form_id: UUID,
    name: str,
    note: str,
    set_code: str,
    changes: Changes,
    periods: Sequence[Period],
    actor: User,
    at: datetime,
) -> Scenario:
    """Score the months under the changes and keep what comes out; the same form again gives the same one.

    Raises NothingToTry, AccessRefused, and Conflict for the form's id with other content.
    """
    require(actor, "scenario.make")
    content: dict[str, Any] = {
        "name": name,
        "note": note,
        "set_code": set_code,
        "changes": changes_to_json(changes),
        "owner": actor,
    }
    with transaction.atomic():
        standing = replayed(Scenario, form_id, **content)
        if standing is not None:
            return standing
        if changes.is_empty:
            raise NothingToTry(
                "Chưa thay đổi gì so với bộ tiêu chí. Hãy đổi ít nhất một điểm, trọng số hay mức."
            )
        months = _computed(periods, set_code, changes)
        row = Scenario(id=form_id, made_at=at, computed_at=at, **content, **_outcome(months))
        scenario, is_new = create_once(row, *CONTENT)
        if is_new:
            after = {"name": name, "set": set_code, "changes": content["changes"], "months": len(months)}
            audit.record("scenario.made", actor=actor, subject=scenario, at=at, after=after)
    return scenario


def recompute_scenario(*, scenario: Scenario, actor: User, at: datetime) -> Scenario:
    """The same changes over the same months as their figures stand now; harmless when nothing moved.

    Raises AccessRefused for all but whoever made it.
    """
    require(actor, "scenario.recompute", scenario)
    with transaction.atomic():
        current = Scenario.objects.select_for_update(of=("self",)).get(pk=scenario.pk)
        periods = Period.objects.filter(pk__in=[pin[0] for pin in current.pins]).order_by("starts_on")
        months = _computed(list(periods), current.set_code, changes_from_json(current.changes))
        for field, value in _outcome(months).items():
            setattr(current, field, value)
        current.computed_at = at
        current.save(update_fields=["pins", "outcome", "computed_at"])
        audit.record("scenario.recomputed", actor=actor, subject=current, at=at)
    return current


def delete_scenario(*, scenario: Scenario, actor: User, at: datetime) -> None:
    """Remove it; its name stays in the audit trail."""
    require(actor, "scenario.delete", scenario)
    with transaction.atomic():
        current = Scenario.objects.select_for_update(of=("self",)).filter(pk=scenario.pk).first()
        if current is None:
            return
        before = {"name": current.name, "changes": current.changes}
        audit.record("scenario.deleted", actor=actor, subject=current, at=at, before=before)
        current.delete()


def _computed(periods: Sequence[Period], set_code: str, changes: Changes) -> list[MovedMonth]:
    months = [month for month in what_if(periods, set_code, changes) if month.moves]
    if not months:
        raise NothingToTry("Các tháng đã chọn chưa có kết quả nào. Hãy chọn tháng đã tính điểm.")
    return months


def _outcome(months: Sequence[MovedMonth]) -> dict[str, Any]:
    pins = [
        [one.month.period.pk, one.month.period.starts_on.isoformat(), one.month.revision, one.month.snapshot]
        for one in months
    ]
    return {"pins": pins, "outcome": [moves_to_rows(one.moves) for one in months]}
