"""Grant a correction: the period's next snapshot, which names the one before it (S15)."""

from collections.abc import Collection
from datetime import datetime

from agencies.models import User
from core import audit, outbox
from evaluations.actions.closing.snapshot import write_snapshot
from evaluations.actions.corrections.deciding import FIELDS, deciding
from evaluations.actions.corrections.refusals import BaseMoved, CorrectionRefused, NotClosed, moved_words
from evaluations.actions.corrections.releases import withdraw_old_ranking
from evaluations.actions.corrections.telling import tell_granted
from evaluations.declarations import PERIOD_STALE
from evaluations.enums import PeriodKind
from evaluations.gather.corrections.previews import base_of, lines_of, tried_again
from evaluations.models import Correction, Period, PeriodSnapshot
from evaluations.rules.corrections.applying import touched
from evaluations.rules.corrections.lines import LineMoved

NOTHING_MOVES = "Trên bản chốt hiện tại đề nghị này không làm đổi số nào. Hãy từ chối với lý do đó."


def grant_correction(
    *, correction: Correction, decision: str, seen_base: int, actor: User, at: datetime
) -> Correction:
    """Put the lines in place on the newest snapshot and keep the outcome as the period's next revision.

    One transaction: the period's lock, the decision, the snapshot with the results that repeat it, releases
    of the old ranking withdrawn, the heads of every agency that moves told. ``seen_base`` is the snapshot on
    which the person saw before and after. Nothing else of the month changes. The same decision again changes
    nothing. Raises AlreadyDecided, BaseMoved, CorrectionRefused, NotClosed, AccessRefused, WordsRefused.
    """
    with deciding(correction, "grant", decision, actor=actor, at=at) as (current, is_repeat):
        if is_repeat:
            return current
        base = base_of(current.period)
        if base is None:
            raise NotClosed
        if base.snapshot.pk != seen_base:
            raise BaseMoved
        try:
            outcome = tried_again(base, current, lines_of(current))
        except LineMoved as error:
            raise CorrectionRefused(moved_words(error)) from error
        if not outcome.moves["agencies"]:
            raise CorrectionRefused(NOTHING_MOVES)
        current.base, current.moves = base.snapshot, outcome.moves
        current.save(update_fields=[*FIELDS, "base", "moves"])
        snapshot = write_snapshot(
            period=current.period,
            month=outcome.month,
            scored=outcome.scored,
            asked_by=current.asked_by,
            actor=actor,
            at=at,
            replaces=base.snapshot,
            correction=current,
        )
        _stale_means(current, at)
        withdraw_old_ranking(base.snapshot, actor=actor, at=at)
        agencies = touched(current.moves)
        tell_granted(current, agencies, snapshot.revision, at=at)
        _record(current, snapshot, base.snapshot, agencies, actor, at)
    return current


def _stale_means(current: Correction, at: datetime) -> None:
    """Quarters and years that are the mean of this month are computed anew, not only at night."""
    month = current.period
    over = Period.objects.open().exclude(kind=PeriodKind.MONTH)
    for pk in over.containing(month.starts_on).order_by("pk").values_list("pk", flat=True):
        outbox.send(PERIOD_STALE, {"period": pk}, at=at)


def _record(
    current: Correction,
    snapshot: PeriodSnapshot,
    old: PeriodSnapshot,
    agencies: Collection[int],
    actor: User,
    at: datetime,
) -> None:
    audit.record(
        "correction.granted",
        actor=actor,
        subject=current,
        at=at,
        before={"state": "asked", "revision": old.revision, "digest": old.digest},
        after={
            "state": current.state,
            "revision": snapshot.revision,
            "digest": snapshot.digest,
            "agencies": list(agencies),
        },
        reason=current.decision,
    )
