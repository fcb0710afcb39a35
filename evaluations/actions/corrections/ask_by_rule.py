"""A fact that came after the close asks for its correction by itself, once; a person decides (S15)."""

from collections.abc import Mapping
from datetime import datetime
from uuid import NAMESPACE_OID, uuid5

from django.db import transaction

from evaluations.actions.corrections.ask import record_asked
from evaluations.actions.corrections.telling import tell_asked
from evaluations.actions.corrections.writing import trouble, write_lines
from evaluations.gather.corrections.late import Late
from evaluations.gather.corrections.previews import Base, base_of, tried
from evaluations.models import Correction, Period
from evaluations.rules.corrections.lines import Line


def _left_out(wrong: Mapping[Line, str]) -> list[str]:
    """What could not be taken along, each with why, so that nothing vanishes without a word."""
    return [f"Không đưa vào: {line.code} ({words})" for line, words in wrong.items()]


def ask_by_rule(*, late: Late, at: datetime, base: Base | None = None) -> Correction | None:
    """The request for a late fact; None where it moves nothing, or was asked before.

    ``base``: the period's, where the caller has read it. Idempotent: the id follows from origin and period,
    and the database keeps one of each.
    """
    with transaction.atomic():
        Period.objects.select_for_update(of=("self",)).get(pk=late.period.pk)
        if Correction.objects.filter(origin=late.origin, period=late.period).exists():
            return None
        base = base or base_of(late.period)
        if base is None:
            return None
        wrong = {line: words for line in late.lines if (words := trouble(base, line))}
        lines = [line for line in late.lines if line not in wrong]
        moves = tried(base, lines, adding=False).moves if lines else {}
        if not moves.get("agencies"):
            return None
        correction = Correction.objects.create(
            id=uuid5(NAMESPACE_OID, f"{late.origin}@{late.period.pk}"),
            period=late.period,
            cause=late.cause,
            reason=" ".join((late.reason, *_left_out(wrong))),
            origin=late.origin,
            base=base.snapshot,
            moves=moves,
            asked_at=at,
        )
        write_lines(correction, lines)
        tell_asked(correction, {line.agency for line in lines}, at=at)
        record_asked(correction, lines, None, at)
    return correction
