"""The header of a stored snapshot."""

from evaluations.gather.closing.frozen import frozen_period
from evaluations.models import Correction
from evaluations.models.closing import PeriodSnapshot
from evaluations.rules.closing.header import Corrected, Figures, Header


def header_of(snapshot: PeriodSnapshot) -> Header:
    """The header as its digest knows it; read with its period, the one it replaces and its correction."""
    return Header(
        sequence=snapshot.sequence,
        period=frozen_period(snapshot.period),
        revision=snapshot.revision,
        replaces=None if snapshot.replaces is None else snapshot.replaces.digest,
        correction=None if snapshot.correction is None else corrected(snapshot.correction),
        rules_version=snapshot.rules_version,
        figures=Figures(
            snapshot.weighted_mean,
            snapshot.simple_mean,
            snapshot.agencies_rated,
            snapshot.agencies_ranked,
            snapshot.headcount,
            snapshot.records,
        ),
        lines_count=snapshot.lines_count,
        made_at=snapshot.made_at,
        made_by=snapshot.made_by_id,
        asked_by=snapshot.asked_by_id,
        previous_digest=snapshot.previous_digest,
    )


def corrected(correction: Correction) -> Corrected:
    """What a decided correction says in the header of its snapshot."""
    return Corrected(
        str(correction.pk),
        str(correction.cause),
        correction.reason,
        correction.asked_by_id,
        correction.decided_by_id,
        correction.moves,
    )
