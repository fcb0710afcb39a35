"""Frozen inputs and results as the lines of a snapshot, and the inputs back from them (S15, S16)."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import msgspec

from evaluations.enums import LineKind
from evaluations.rules.closing.canonical import canonical
from evaluations.rules.closing.chain import Line
from evaluations.rules.closing.frozen import (
    FrozenAgency,
    FrozenMonth,
    FrozenPeriod,
    LoadedRules,
    ScoredMonth,
)
from evaluations.rules.inputs import Adjustment, Evidence, KnockOut, SourceInput
from evaluations.rules.set_rules import SOURCES, SetRules

PLAIN = (
    "agency_id",
    "code",
    "code_official",
    "name",
    "comparison_group",
    "headcount",
    "submitted",
    "reviewed",
    "inspections",
    "ratings",
    "records",
)
"""Fields of an agency that are text or whole numbers and stand in its line as they are."""


def month_lines(month: FrozenMonth, scored: ScoredMonth, standing: Sequence[Line]) -> list[Line]:
    """All lines of a snapshot in the order of ``LineKind``; ``standing`` are the tree and who owed."""
    return [
        *(_set_line(loaded) for _, loaded in sorted(month.sets.items())),
        *standing,
        *(_inputs_line(agency) for agency in month.agencies),
        *(
            Line(LineKind.RESULT.value, agency.agency_id, canonical(scored.results[agency.agency_id]))
            for agency in month.agencies
        ),
        Line(LineKind.SUMMARY.value, None, canonical(scored.summary)),
    ]


def month_from(period: FrozenPeriod, sets: Iterable[Mapping[str, Any]], inputs: Iterable[Any]) -> FrozenMonth:
    """The frozen month back from the payloads of its lines, read as JSON."""
    return FrozenMonth(
        period, {told["key"]: _loaded(told) for told in sets}, tuple(_agency(told) for told in inputs)
    )


def _set_line(loaded: LoadedRules) -> Line:
    told = {
        "key": loaded.key,
        "definition": loaded.definition,
        "rules": msgspec.to_builtins(loaded.rules),
    }
    return Line(LineKind.SET.value, None, canonical(told))


def _loaded(told: Mapping[str, Any]) -> LoadedRules:
    return LoadedRules(told["key"], told["definition"], msgspec.convert(told["rules"], SetRules))


def _inputs_line(agency: FrozenAgency) -> Line:
    return Line(LineKind.INPUTS.value, agency.agency_id, canonical(inputs_values(agency)))


def inputs_values(agency: FrozenAgency) -> dict[str, Any]:
    """All that is known of an agency, in one order whatever the database's."""
    told: dict[str, Any] = {name: getattr(agency, name) for name in PLAIN}
    told |= {
        "path": agency.path,
        "set": agency.set_key,
        "inputs": [_input(one) for one in sorted(agency.inputs, key=_place)],
        "not_applicable": {str(position): why for position, why in agency.not_applicable.items()},
        "knock_outs": sorted(agency.knock_outs),
        "evidence": agency.evidence,
        "rating_mean": agency.rating_mean,
        "adjustments": sorted(agency.adjustments),
        "conditions": dict(agency.conditions),
    }
    return told


def _place(one: SourceInput) -> tuple[Any, ...]:
    """The order of inputs does not matter to the rules; in the line it is always the same."""
    return (one.position, SOURCES.index(one.source), one.age, one.n, one.k, one.rows)


def _input(one: SourceInput) -> Sequence[Any]:
    """Without the rows where there are none, which is nearly always."""
    return one if one.rows else one[:5]


def _source_input(one: Sequence[Any]) -> SourceInput:
    position, source, n, k, age, *rows = one
    return SourceInput(position, source, n, k, age, tuple(rows[0]) if rows else ())


def _agency(told: Mapping[str, Any]) -> FrozenAgency:
    mean = told["rating_mean"]
    return FrozenAgency(
        **{name: told[name] for name in PLAIN},
        path=tuple(told["path"]),
        set_key=told["set"],
        inputs=tuple(map(_source_input, told["inputs"])),
        not_applicable={int(position): why for position, why in told["not_applicable"].items()},
        knock_outs=tuple(
            KnockOut(reason, confirmed, tuple(rows)) for reason, confirmed, rows in told["knock_outs"]
        ),
        evidence=Evidence(*told["evidence"]),
        rating_mean=None if mean is None else Decimal(mean),
        adjustments=tuple(
            Adjustment(kind, Decimal(points), reason, verified, tuple(rows))
            for kind, points, reason, verified, rows in told["adjustments"]
        ),
        conditions=told["conditions"],
    )
