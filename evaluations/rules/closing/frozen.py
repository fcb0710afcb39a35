"""A closed period's inputs as they were frozen, and the same figures from them at any time (S15, S16)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from evaluations.rules.closing.canonical import plain
from evaluations.rules.going_up import Member, means
from evaluations.rules.inputs import Adjustment, Evidence, KnockOut, SourceInput
from evaluations.rules.month import MonthScore
from evaluations.rules.outline import group_outline
from evaluations.rules.ranking import Entry, Ranked, rank
from evaluations.rules.rounding import half_up
from evaluations.rules.set_rules import SetRules
from evaluations.rules.versions import scorer


class FrozenPeriod(NamedTuple):
    """Which period: a ``PeriodKind`` and its half-open days."""

    kind: str
    starts_on: date
    ends_on: date


class LoadedRules(NamedTuple):
    """A criteria set as it was: ``key`` "code/version", all it says as JSON values, and its scoring rules."""

    key: str
    definition: Mapping[str, Any]
    rules: SetRules


@dataclass(frozen=True, slots=True)
class FrozenAgency:
    """One agency's inputs as they stood, and the counts shown beside its score; see ``gather.month``.

    ``path`` are the names of those above it and its own, ``set_key`` names its set among the month's.
    """

    agency_id: int
    code: str
    code_official: str
    name: str
    path: tuple[str, ...]
    comparison_group: str
    set_key: str
    inputs: tuple[SourceInput, ...]
    not_applicable: Mapping[int, str]
    knock_outs: tuple[KnockOut, ...]
    evidence: Evidence
    headcount: int
    submitted: int
    reviewed: int
    inspections: int
    ratings: int
    rating_mean: Decimal | None
    records: int
    adjustments: tuple[Adjustment, ...] = ()
    conditions: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FrozenMonth:
    """All inputs of a period: its sets by key and its rated agencies in order of id."""

    period: FrozenPeriod
    sets: Mapping[str, LoadedRules]
    agencies: tuple[FrozenAgency, ...]


@dataclass(frozen=True, slots=True)
class ScoredMonth:
    """The figures of a period: ``results`` by agency and ``summary``, both as canonical JSON values."""

    results: Mapping[int, Mapping[str, Any]]
    summary: Mapping[str, Any]


def rescore(month: FrozenMonth, rules_version: int) -> ScoredMonth:
    """Every figure and rank of the month by that version of the rules: the same for ever (S16).

    Raises KeyError for a version that this code does not know.
    """
    scores = _scores(month, rules_version)
    places = _places(month, scores)
    results = {
        agency.agency_id: _result(agency, scores[agency.agency_id], places[agency.agency_id])
        for agency in month.agencies
    }
    return ScoredMonth(results, _summary(month.agencies, scores))


def _scores(month: FrozenMonth, rules_version: int) -> dict[int, MonthScore]:
    score = scorer(rules_version)
    by_set: dict[str, list[FrozenAgency]] = defaultdict(list)
    for agency in month.agencies:
        by_set[agency.set_key].append(agency)
    return {
        agency.agency_id: scored
        for key, together in by_set.items()
        for agency, scored in zip(together, score(month.sets[key].rules, together), strict=True)
    }


def _places(month: FrozenMonth, scores: Mapping[int, MonthScore]) -> dict[int, Ranked]:
    """Ranks inside each comparison group, by the terms of the group's set (S11)."""
    by_set: dict[str, list[Entry]] = defaultdict(list)
    for agency in month.agencies:
        head = scores[agency.agency_id].head
        by_set[agency.set_key].append(
            Entry(agency.agency_id, agency.comparison_group, head.total, head.provisional, head.exact)
        )
    places: dict[int, Ranked] = {}
    for key, entries in by_set.items():
        rules = month.sets[key].rules
        places |= rank(entries, unrounded=rules.ranks_unrounded, min_ranked=rules.min_ranked)
    return places


def _result(agency: FrozenAgency, scored: MonthScore, place: Ranked) -> dict[str, Any]:
    """What ``AgencyResult`` keeps of an agency, by its column names, decimals as text."""
    head = scored.head
    return {
        "agency_id": agency.agency_id,
        "code": agency.code,
        "code_official": agency.code_official,
        "name": agency.name,
        "set": agency.set_key,
        "comparison_group": agency.comparison_group,
        "total": _text(head.total),
        "coverage": _text(half_up(head.coverage, 4)),
        "confidence": head.confidence,
        "grade": head.grade,
        "is_provisional": head.provisional,
        "rank": place.rank,
        "ranked_of": place.of,
        "headcount": agency.headcount,
        "submitted": agency.submitted,
        "reviewed": agency.reviewed,
        "inspections": agency.inspections,
        "ratings": agency.ratings,
        "rating_mean": _text(agency.rating_mean),
        "gap_inspection": _text(scored.gap_inspection),
        "gap_citizen": _text(scored.gap_citizen),
        "groups": group_outline(head),
        "values": list(scored.values),
        "breakdown": plain(scored.packed),
        "records": agency.records,
    }


def _summary(agencies: Iterable[FrozenAgency], scores: Mapping[int, MonthScore]) -> dict[str, Any]:
    """The province's figures (S12)."""
    every = list(agencies)
    heads = {agency.agency_id: scores[agency.agency_id].head for agency in every}
    province = means(
        Member(one.agency_id, one.headcount, heads[one.agency_id].total, heads[one.agency_id].provisional)
        for one in every
    )
    return {
        "weighted_mean": _text(province.weighted),
        "simple_mean": _text(province.simple),
        "agencies_rated": province.agencies,
        "agencies_ranked": province.counted,
        "headcount": province.headcount,
        "records": sum(agency.records for agency in every),
    }


def _text(points: Decimal | None) -> str | None:
    return None if points is None else str(points)
