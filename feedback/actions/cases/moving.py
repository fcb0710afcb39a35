"""What every act on a case shares: the lock, the version that was seen, the row that each move leaves."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from agencies.models import User
from core import audit, clock
from feedback.actions.cases.refusals import CaseRefused, StaleCase
from feedback.models import CaseMove, FeedbackCase
from feedback.rules.cases import CASES

MOST_TEXT = 8_000
"""Longest text of a reply or a part, in characters."""
MOST_REASON = 1_000


def locked(case: FeedbackCase, seen_version: int) -> FeedbackCase:
    """The case under its row lock; raises StaleCase when it is not the version that the page showed."""
    current = FeedbackCase.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if current.version != seen_version:
        raise StaleCase
    return current


def move(
    current: FeedbackCase,
    name: str,
    *,
    changed: Iterable[str] = (),
    actor: User | None,
    at: datetime,
    note: str = "",
) -> None:
    """Make a move of the table with a locked case: state, version, ``changed`` fields and a row of the move.

    Raises core.transitions.TransitionRefused where the move does not start from the case's state.
    """
    source = current.state
    current.state = CASES.target(source, name)
    current.version += 1
    current.save(update_fields=["state", "version", *changed])
    CaseMove.objects.create(
        case=current,
        move=name,
        source=source,
        target=current.state,
        actor=actor,
        day=clock.local_day(at),
        note=note,
    )


def note_act(event: str, case: FeedbackCase, *, actor: User | None, at: datetime, **words: Any) -> None:
    """The audit row of an act: codes, days and ids, never a word of what was written (G1)."""
    audit.record(event, actor=actor, subject=case, at=at, agency_id=case.agency_id, **words)


def required(name: str, text: str, most: int, words: str) -> str:
    """``text`` without blanks at its ends; raises CaseRefused where it is empty (``words``) or too long."""
    kept = text.strip()
    if not kept:
        raise CaseRefused({name: words})
    if len(kept) > most:
        raise CaseRefused({name: f"Nội dung dài quá {most} ký tự."})
    return kept
