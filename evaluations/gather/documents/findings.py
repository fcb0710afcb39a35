"""Findings by group with n and k in words, and what became of them after the explanations."""

from evaluations.gather.inspections import CheckGroup, Checkpoint, check_groups
from evaluations.models import FindingOutcome, Inspection
from evaluations.rules.conclusion import in_words, is_shortcoming
from evaluations.rules.documents.facts import Found, FoundGroup

DROPPED = "Bỏ ghi nhận"


def found_groups(inspection: Inspection) -> tuple[FoundGroup, ...]:
    """Every recorded criterion, by group, in the order of the set; groups without a record are left out."""
    rows = FindingOutcome.objects.filter(inspection=inspection)
    outcomes = {row.criterion_id: row for row in rows.order_by("id")}
    groups = [_group(group, outcomes) for group in check_groups(inspection)]
    return tuple(group for group in groups if group.found)


def _group(group: CheckGroup, outcomes: dict[int, FindingOutcome]) -> FoundGroup:
    found = tuple(
        _found(point, outcomes.get(point.criterion.pk))
        for point in group.checkpoints
        if point.observation is not None
    )
    return FoundGroup(group.group.name, found)


def _found(point: Checkpoint, outcome: FindingOutcome | None) -> Found:
    finding, observation = point.finding, point.observation
    assert finding is not None
    assert observation is not None
    return Found(
        code=point.criterion.code,
        statement=point.criterion.statement,
        n=finding.n,
        k=finding.k,
        not_applicable=finding.not_applicable,
        result=in_words(point.entry, finding),
        severity=finding.severity,
        severity_label=observation.get_severity_display(),
        note=finding.note,
        short=is_shortcoming(point.entry, finding),
        upheld=None if outcome is None else outcome.upheld,
        outcome="" if outcome is None else _in_words(point, outcome),
    )


def _in_words(point: Checkpoint, outcome: FindingOutcome) -> str:
    """ "Bỏ ghi nhận: đã có giấy phép", "Ghi nhận lại 9/10 đạt: …"."""
    assert point.finding is not None
    corrected = point.finding._replace(n=outcome.n, k=outcome.k, severity=outcome.severity)
    what = f"Ghi nhận lại: {in_words(point.entry, corrected)}" if outcome.upheld else DROPPED
    return f"{what}. {outcome.reason}".strip()
