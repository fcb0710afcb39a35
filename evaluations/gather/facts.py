"""Facts behind bands' conditions (S9) and lines of bonus and deduction (S7), where a set names them."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from evaluations.gather.sets import LoadedSet
from evaluations.models import Period, Recommendation
from evaluations.rules.conditions import (
    AWARD,
    BREACH,
    DISCIPLINE,
    DOSSIERS_ON_TIME,
    FINDINGS_REMEDIED,
    GOOD_PRACTICE,
    NO_DISCIPLINE,
    Case,
    adjustments_of,
    conditions_of,
    facts_asked,
)
from evaluations.rules.inputs import Adjustment
from registers.models import Entry

Answers = Mapping[int, bool]
PUNISHED = frozenset({"reprimand", "warning", "demotion", "dismissal"})
"""What is discipline; a reminder, or a breach that was not punished, is none (Luật CBCC, NĐ 172/2025)."""

REGISTER_OF = {
    "breach_handling": DISCIPLINE,
    "breach": BREACH,
    "award": AWARD,
    "good_practice": GOOD_PRACTICE,
}
"""The register whose verified entries of the period are the cases of a counted fact."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of one agency beside its criteria."""

    adjustments: list[Adjustment] = field(default_factory=list)
    conditions: dict[str, bool] = field(default_factory=dict)


class Asked(NamedTuple):
    """Whose facts of which days are wanted, and the cases found already."""

    period: Period
    agencies: Collection[int]
    on: date
    cases: Mapping[int, list[Case]]


def gather_known(period: Period, sets: Mapping[int, LoadedSet], today: date) -> dict[int, Known]:
    """By agency what its own set asks for; no statement where no set of the period asks for anything."""
    asked = {fact for loaded in set(sets.values()) for fact in facts_asked(loaded.rules)}
    if not asked:
        return {}
    on = min(period.last_day, today)
    by_case = asked & {*REGISTER_OF.values(), NO_DISCIPLINE}
    found = Asked(period, sets.keys(), on, _cases(period, sets.keys()) if by_case else {})
    answers = {fact: answer(found) for fact, answer in FACTS.items() if fact in asked}
    known: dict[int, Known] = {}
    for agency, loaded in sets.items():
        facts = {fact: said[agency] for fact, said in answers.items() if agency in said}
        known[agency] = Known(
            adjustments_of(loaded.rules, found.cases.get(agency, ())), conditions_of(loaded.rules, facts)
        )
    return known


def _cases(period: Period, agencies: Collection[int]) -> dict[int, list[Case]]:
    """Verified entries whose day lies in the period, by agency, in order of day."""
    rows = Entry.objects.verified().filter(
        agency__in=set(agencies),
        register__in=REGISTER_OF,
        day__gte=period.starts_on,
        day__lt=period.ends_on,
    )
    found: dict[int, list[Case]] = defaultdict(list)
    columns = rows.order_by("day", "pk").values_list("agency", "register", "number", "details")
    for agency, register, number, details in columns:
        if register != "breach_handling" or details.get("measure") in PUNISHED:
            found[agency].append(Case(REGISTER_OF[register], number))
    return found


def _remedied(asked: Asked) -> Answers:
    """No recommendation that fell due up to the day is still unfinished; without any it holds."""
    late = Recommendation.objects.overdue(asked.on).filter(owner__in=set(asked.agencies))
    owing = set(late.order_by().values_list("owner", flat=True))
    return {agency: agency not in owing for agency in asked.agencies}


def _undisciplined(asked: Asked) -> Answers:
    """No verified discipline in the period."""
    return {
        agency: not any(case.fact == DISCIPLINE for case in asked.cases.get(agency, ()))
        for agency in asked.agencies
    }


def _dossiers(asked: Asked) -> Answers:
    """Of the period's verified dossier figures none is late; who declared none has said nothing."""
    rows = Entry.objects.verified().filter(
        agency__in=set(asked.agencies), register="dossiers", year=asked.period.starts_on.year
    )
    months = range(asked.period.starts_on.month, asked.period.last_day.month + 1)
    late: dict[int, bool] = {}
    for agency, details in rows.order_by().values_list("agency", "details"):
        total, in_time = details.get("total"), details.get("on_time")
        if details.get("month") in months and isinstance(in_time, int):
            late[agency] = late.get(agency, False) or in_time != total
    return {agency: not is_late for agency, is_late in late.items()}


FACTS: Mapping[str, Callable[[Asked], Answers]] = {
    FINDINGS_REMEDIED: _remedied,
    NO_DISCIPLINE: _undisciplined,
    DOSSIERS_ON_TIME: _dossiers,
}
"""The function behind each yes-or-no fact; an agency missing from its answer has not been answered."""
