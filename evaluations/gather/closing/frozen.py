"""The inputs of a period to be frozen, and those of a closed one read back from its snapshot (S15, S16)."""

import json
from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

import msgspec

from agencies.models import AgencyVersion
from evaluations.enums import LineKind
from evaluations.gather.criteria.definition import definition_of
from evaluations.gather.month import AgencyMonth, gather_month
from evaluations.gather.sets import load_set
from evaluations.models import CriteriaSet, Period
from evaluations.models.closing import PeriodSnapshot
from evaluations.rules.closing.canonical import plain
from evaluations.rules.closing.frozen import FrozenAgency, FrozenMonth, FrozenPeriod, LoadedRules
from evaluations.rules.closing.lines import month_from
from feedback.rules.release import telling_day


def frozen_period(period: Period) -> FrozenPeriod:
    """The period as its snapshots name it."""
    return FrozenPeriod(str(period.kind), period.starts_on, period.ends_on)


def frozen_month(period: Period, at: datetime) -> FrozenMonth:
    """All that the roll-up of ``period`` would read at ``at``, as it would be frozen."""
    months = list(gather_month(period, today=telling_day(at)))
    sets = {set_id: frozen_set(set_id) for set_id in sorted({month.criteria.set_id for month in months})}
    named = _named(period, {month.agency.agency_id for month in months})
    agencies = tuple(
        _frozen(month, sets[month.criteria.set_id].key, named[month.agency.agency_id]) for month in months
    )
    return FrozenMonth(frozen_period(period), {loaded.key: loaded for loaded in sets.values()}, agencies)


def frozen_of(snapshot: PeriodSnapshot) -> FrozenMonth:
    """The inputs that a snapshot froze (two statements)."""
    kinds = (LineKind.SET, LineKind.INPUTS)
    rows = snapshot.lines.filter(kind__in=kinds).order_by("position").values_list("kind", "payload")
    told = defaultdict(list)
    for kind, payload in rows:
        told[kind].append(json.loads(payload))
    return month_from(frozen_period(snapshot.period), told[LineKind.SET], told[LineKind.INPUTS])


def frozen_set(set_id: int) -> LoadedRules:
    """A published set, which never changes, with all it says."""
    found = CriteriaSet.objects.get(pk=set_id)
    definition = plain(msgspec.to_builtins(definition_of(found)))
    return LoadedRules(f"{found.code}/{found.version}", definition, load_set(set_id).rules)


Named = tuple[str, str, str, tuple[str, ...]]
"""code, official code, name, names from the root down"""


def _named(period: Period, agencies: Collection[int]) -> dict[int, Named]:
    """What the agencies were called on the period's last day and under whom they stood (one statement)."""
    standing = AgencyVersion.objects.as_of(period.last_day).select_related("agency").order_by()
    versions = {version.agency_id: version for version in standing}
    names = {str(pk): version.name for pk, version in versions.items()}
    return {
        pk: (
            version.agency.code,
            version.agency.code_official or "",
            version.name,
            tuple(names[one] for one in version.path.strip("/").split("/") if one in names),
        )
        for pk, version in versions.items()
        if pk in agencies
    }


def _frozen(month: AgencyMonth, set_key: str, named: Named) -> FrozenAgency:
    code, official, name, path = named
    return FrozenAgency(
        agency_id=month.agency.agency_id,
        code=code,
        code_official=official,
        name=name,
        path=path,
        comparison_group=month.agency.comparison_group,
        set_key=set_key,
        inputs=tuple(month.inputs),
        not_applicable=dict(month.not_applicable),
        knock_outs=tuple(month.knock_outs),
        evidence=month.evidence,
        headcount=month.headcount,
        submitted=month.submitted,
        reviewed=month.reviewed,
        inspections=month.visits_now,
        ratings=month.ratings,
        rating_mean=month.rating_mean,
        records=month.records,
        adjustments=tuple(getattr(month, "adjustments", ())),
        conditions=dict(getattr(month, "conditions", None) or {}),
    )
