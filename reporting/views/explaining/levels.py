"""The parts of a total level by level, each with its address and its proof line."""

from typing import Any

from evaluations.rules.explaining.parts import CriterionPart, Explanation, GroupPart, SourcePart
from reporting.gather.months import Month
from reporting.links import link
from reporting.tables.agency import status_of
from reporting.tables.explaining import parts_proof


def levels(found: Explanation, month: Month, *, is_current: bool) -> list[dict[str, Any]]:
    """Groups with their criteria with their sources; only the revision in force has pages to lead on to."""
    agency = found.facts.agency_id
    return [_group(one, month, agency if is_current else None) for one in found.groups]


def _group(group: GroupPart, month: Month, agency: int | None) -> dict[str, Any]:
    return {
        "part": group,
        "url": "" if agency is None else link("group_detail", month, agency, group.code),
        "criteria": [_criterion(one, month, agency) for one in group.criteria],
        "proof": parts_proof(
            (one.points for one in group.criteria), group.points, "Tổng các tiêu chí", "điểm của nhóm"
        ),
    }


def _criterion(one: CriterionPart, month: Month, agency: int | None) -> dict[str, Any]:
    return {
        "part": one,
        "url": "" if agency is None else link("criterion_detail", month, agency, one.code),
        "sources": [_source(source, one.code, month, agency) for source in one.sources],
        "proof": parts_proof(
            (source.points for source in one.sources), one.points, "Tổng các nguồn", "điểm của tiêu chí"
        ),
    }


def _source(source: SourcePart, code: str, month: Month, agency: int | None) -> dict[str, Any]:
    return {
        "part": source,
        "status": status_of(source.status, source.age),
        "url": ""
        if agency is None or source.hidden
        else link("source_detail", month, agency, code, source.source),
    }
