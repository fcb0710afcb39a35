"""Clearing the tray of suspects at once: thousands of rows by a few statements."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from agencies.models import User
from core import clock
from core.access import require
from feedback.actions.triage.trace import note_triage
from feedback.enums import CaseState, RefusalReason, RemarkState
from feedback.models import CaseMove, FeedbackCase, Remark, Vault

MOST_AT_ONCE = 5_000
"""Rows of one act, so that its transaction stays short; the tray tells how many are left."""


def refuse_suspects(*, day: date, actor: User, at: datetime) -> int:
    """Refuse every suspect case received on ``day`` that the actor may read and nobody decided; how many.

    Their senders read that junk is not taken up, and that what was meant may be sent again. Raises
    AccessRefused.
    """
    require(actor, "case.refuse")
    today = clock.local_day(at)
    with transaction.atomic():
        tray = FeedbackCase.objects.sealed_for(actor, today).filter(
            state=CaseState.RECEIVED, is_suspect=True, received_on=day
        )
        rows = tray.select_for_update(of=("self",)).order_by("pk")
        found = list(rows.values_list("pk", "vault")[:MOST_AT_ONCE])
        keys = [pk for pk, _vault in found]
        for some in _portions(keys):
            FeedbackCase.objects.filter(pk__in=some).update(
                state=CaseState.REFUSED, refusal=RefusalReason.JUNK, version=F("version") + 1
            )
        CaseMove.objects.bulk_create([_refused(pk, actor, today) for pk in keys], batch_size=500)
        _note("case.suspects_refused", {vault for _pk, vault in found}, len(keys), day, actor, at)
    return len(keys)


def withhold_suspects(*, day: date, actor: User, at: datetime) -> int:
    """Withhold every suspect sentence of ``day`` that the actor may read and nobody decided; how many.

    Raises AccessRefused.
    """
    require(actor, "remark.read")
    with transaction.atomic():
        tray = Remark.objects.sealed_for(actor, clock.local_day(at)).filter(
            state=RemarkState.WAITING, is_suspect=True, day=day
        )
        found = list(tray.order_by("pk").values_list("pk", "vault")[:MOST_AT_ONCE])
        for some in _portions([pk for pk, _vault in found]):
            Remark.objects.filter(pk__in=some, state=RemarkState.WAITING).update(state=RemarkState.WITHHELD)
        _note("remark.suspects_withheld", {vault for _pk, vault in found}, len(found), day, actor, at)
    return len(found)


def _portions(keys: list[UUID], size: int = 500) -> list[list[UUID]]:
    return [keys[start : start + size] for start in range(0, len(keys), size)]


def _refused(pk: UUID, actor: User, today: date) -> CaseMove:
    return CaseMove(
        case_id=pk,
        move="refuse",
        source=CaseState.RECEIVED,
        target=CaseState.REFUSED,
        actor=actor,
        day=today,
    )


def _note(event: str, vaults: set[int], count: int, day: date, actor: User, at: datetime) -> None:
    for vault in Vault.objects.filter(pk__in=vaults).order_by("pk"):
        note_triage(event, vault, actor=actor, at=at, count=count, day=day.isoformat())
