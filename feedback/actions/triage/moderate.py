"""Sentences of ratings: let through as they are or redacted, or withheld; many at once."""

from collections import Counter as Tally
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from agencies.models import User
from core import clock
from core.access import require
from core.text import nfc, squeeze
from feedback.actions.cases.refusals import CaseRefused
from feedback.actions.triage.trace import note_triage
from feedback.enums import RemarkState
from feedback.models import Remark, Vault
from feedback.rules.remarks import LONGEST

LET_THROUGH, WITHHOLD = "release", "withhold"
MOST_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of one sentence; ``text`` is what the agency reads where it is let through."""

    remark: UUID
    choice: str
    text: str = ""


def moderate_remarks(*, decisions: Sequence[Decision], actor: User, at: datetime) -> int:
    """Decide about sentences that wait; those that somebody decided meanwhile stay as they are. How many.

    Raises AccessRefused, and CaseRefused for an empty or too long text, by the id of the sentence.
    """
    require(actor, "remark.read")
    texts = {one.remark: squeeze(nfc(one.text)) for one in decisions}
    _refuse_unfit(decisions, texts)
    today = clock.local_day(at)
    with transaction.atomic():
        mine = Remark.objects.sealed_for(actor, today).to_read().filter(pk__in=texts)
        waiting = {row.pk: row for row in mine.select_for_update(of=("self",)).select_related("vault")}
        done: list[Remark] = []
        for one in decisions:
            row = waiting.get(one.remark)
            if row is not None:
                row.state = RemarkState.READY if one.choice == LET_THROUGH else RemarkState.WITHHELD
                row.released_text = texts[one.remark] if one.choice == LET_THROUGH else ""
                row.ready_on = today if one.choice == LET_THROUGH else None
                done.append(row)
        Remark.objects.bulk_update(done, ["state", "released_text", "ready_on"])
        _note(done, actor, at)
    return len(done)


def _refuse_unfit(decisions: Sequence[Decision], texts: dict[UUID, str]) -> None:
    errors = {}
    for one in decisions[:MOST_AT_ONCE]:
        if one.choice not in (LET_THROUGH, WITHHOLD):
            errors[str(one.remark)] = "Hãy chọn chuyển hoặc không chuyển."
        elif one.choice == LET_THROUGH and not 0 < len(texts[one.remark]) <= LONGEST:
            errors[str(one.remark)] = f"Lời chuyển đi cần từ 1 đến {LONGEST} ký tự."
    if len(decisions) > MOST_AT_ONCE:
        errors[""] = f"Mỗi lần duyệt tối đa {MOST_AT_ONCE} lời góp ý."
    if errors:
        raise CaseRefused(errors)


def _note(done: Sequence[Remark], actor: User, at: datetime) -> None:
    """One row a vault with its counts: a row a sentence would tell how each was decided, minute by minute."""
    by_vault: dict[Vault, Tally[str]] = {}
    for row in done:
        by_vault.setdefault(row.vault, Tally())[str(row.state)] += 1
    for vault, tally in by_vault.items():
        note_triage("remark.moderated", vault, actor=actor, at=at, **tally)
