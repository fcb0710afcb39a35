"""The shortcomings of a visit with what the agency said of each and what came of it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from core.models import Attachment
from evaluations.gather.follow_up.recurrence import times_before
from evaluations.gather.inspections import CheckGroup, Checkpoint, check_groups, checkpoints
from evaluations.models import Explanation, ExplanationFile, FindingOutcome, Inspection
from evaluations.rules.conclusion import is_shortcoming
from evaluations.rules.follow_up.reply import Said, Standing, standing_of, window_is_open
from evaluations.rules.observing import Finding


@dataclass(frozen=True, slots=True)
class Reply:
    """One shortcoming: as recorded, as explained, as it stands; ``repeats`` counts earlier visits with it."""

    point: Checkpoint
    explanation: Explanation | None
    files: tuple[Attachment, ...]
    outcome: FindingOutcome | None
    standing: Standing
    repeats: int

    @property
    def recorded(self) -> Finding:
        """What the minutes say."""
        assert self.point.finding is not None
        return self.point.finding

    @property
    def counted(self) -> Finding | None:
        """What counts in the end, None where the finding was dropped."""
        return counted(self.recorded, self.outcome)


@dataclass(frozen=True, slots=True)
class Replies:
    """All shortcomings of one visit, and the agency's word on the whole where it gave one."""

    groups: list[CheckGroup]
    rows: list[Reply]
    whole: Explanation | None
    outcomes: Mapping[int, FindingOutcome] = field(default_factory=dict)

    @property
    def standings(self) -> list[Standing]:
        """How each shortcoming stands, in the order of the set."""
        return [row.standing for row in self.rows]

    @property
    def upheld(self) -> list[Reply]:
        """Shortcomings that still are some after the explanations."""
        return [row for row in self.rows if _still_short(row)]


def counted(recorded: Finding, outcome: FindingOutcome | None) -> Finding | None:
    """A finding as it counts: as recorded, corrected, or not at all (None)."""
    if outcome is None:
        return recorded
    if not outcome.upheld:
        return None
    return recorded._replace(n=outcome.n, k=outcome.k, severity=outcome.severity)


def replies_of(inspection: Inspection, on: date) -> Replies:
    """The shortcomings of a visit as they stand on ``on``; a constant number of queries."""
    groups = check_groups(inspection)
    explanations = Explanation.objects.filter(inspection=inspection).select_related(
        "submitted_by", "judged_by"
    )
    said = {one.criterion_id: one for one in explanations.order_by("submitted_at")}
    outcomes = outcomes_of(inspection)
    files = _files(inspection)
    before = times_before(inspection)
    window_open = window_is_open(inspection.explain_due_on, on)
    rows = []
    for point in checkpoints(groups):
        if point.finding is None or not is_shortcoming(point.entry, point.finding):
            continue
        explanation, outcome = said.get(point.criterion.pk), outcomes.get(point.criterion.pk)
        standing = standing_of(
            _said(explanation, outcome), agreed_to_all=None in said, window_open=window_open
        )
        kept = files.get(explanation.pk, ()) if explanation else ()
        rows.append(
            Reply(point, explanation, tuple(kept), outcome, standing, before.get(point.criterion.code, 0))
        )
    return Replies(groups, rows, said.get(None), outcomes)


def outcomes_of(inspection: Inspection) -> dict[int, FindingOutcome]:
    """What became of findings after their explanation, by criterion."""
    rows = FindingOutcome.objects.filter(inspection=inspection)
    return {row.criterion_id: row for row in rows.order_by("pk")}


def _said(explanation: Explanation | None, outcome: FindingOutcome | None) -> Said | None:
    if explanation is None:
        return None
    return Said(explanation.agrees, explanation.verdict, bool(outcome and outcome.upheld))


def _still_short(row: Reply) -> bool:
    found = row.counted
    return found is not None and is_shortcoming(row.point.entry, found)


def _files(inspection: Inspection) -> dict[UUID, list[Attachment]]:
    files: dict[UUID, list[Attachment]] = defaultdict(list)
    rows = ExplanationFile.objects.filter(explanation__inspection=inspection).select_related("attachment")
    for row in rows.order_by("pk"):
        files[row.explanation_id].append(row.attachment)
    return files
