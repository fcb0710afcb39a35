"""A closed month with a correction's lines in the place of what was frozen, and what moves by them (S15)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from evaluations.enums import Source
from evaluations.rules.closing.frozen import FrozenAgency, FrozenMonth, ScoredMonth
from evaluations.rules.corrections.lines import Line, Said, said_by, standing_after
from evaluations.rules.corrections.moves import moved, province_figures, result_figures
from evaluations.rules.inputs import SourceInput
from evaluations.rules.rounding import half_up
from evaluations.rules.set_rules import SetRules

Placed = dict[tuple[int, str], Said | None]


def corrected(month: FrozenMonth, lines: Iterable[Line], *, adding: bool) -> FrozenMonth:
    """The month as it is to be; agencies that no line names are the very same objects.

    ``adding``: see ``lines.standing_after``, which raises LineMoved. Raises KeyError for an agency or a
    criterion that the month does not hold.
    """
    by_agency: dict[int, list[Line]] = defaultdict(list)
    for line in lines:
        by_agency[line.agency].append(line)
    known = {one.agency_id for one in month.agencies}
    if unknown := set(by_agency) - known:
        raise KeyError(f"agencies {sorted(unknown)} are not in the month")
    agencies = tuple(
        _changed(one, month.sets[one.set_key].rules, by_agency[one.agency_id], adding)
        if one.agency_id in by_agency
        else one
        for one in month.agencies
    )
    return replace(month, agencies=agencies)


def _changed(agency: FrozenAgency, rules: SetRules, lines: Sequence[Line], adding: bool) -> FrozenAgency:
    positions = {rule.code: rule.position for rule in rules.criteria}
    standing = said_by(agency.inputs)
    placed: Placed = {}
    for line in lines:
        place = (positions[line.code], line.source)
        placed[place] = standing_after(line, standing.get(place), adding=adding)
    kept = [one for one in agency.inputs if (one.position, one.source) not in placed]
    new = [SourceInput(*place, said.n, said.k, said.age) for place, said in placed.items() if said]
    return _recounted(replace(agency, inputs=(*kept, *sorted(new))), rules, placed)


def _recounted(agency: FrozenAgency, rules: SetRules, placed: Placed) -> FrozenAgency:
    """The counts shown beside the score, where a correction says how many citizens rated."""
    for (position, source), said in placed.items():
        stars = rules.criteria[position].params.citizen_reads == "stars"
        if source == Source.CITIZEN and stars:
            count, sum_of_stars = (said.n, said.k) if said else (0, 0)
            evidence = agency.evidence
            if evidence.ratings is not None:
                evidence = evidence._replace(ratings=count)
            return replace(
                agency,
                ratings=count,
                rating_mean=half_up(Decimal(sum_of_stars) / count) if count else None,
                evidence=evidence,
                records=agency.records + count - agency.ratings,
            )
    return agency


def moves_between(month: FrozenMonth, before: ScoredMonth, after: ScoredMonth) -> dict[str, Any]:
    """Every figure that moves as [key, before, after], by agency and of the province."""
    agencies = {}
    for agency in month.agencies:
        old, new = before.results[agency.agency_id], after.results[agency.agency_id]
        if old is not new and old != new:
            codes = [rule.code for rule in month.sets[agency.set_key].rules.criteria]
            found = moved(result_figures(old, codes), result_figures(new, codes))
            if found:
                agencies[str(agency.agency_id)] = [list(one) for one in found]
    province = moved(province_figures(before.summary), province_figures(after.summary))
    return {"agencies": agencies, "province": [list(one) for one in province]}


def touched(moves: Mapping[str, Any]) -> list[int]:
    """The agencies of which some figure or rank moves."""
    return sorted(map(int, moves.get("agencies", {})))
