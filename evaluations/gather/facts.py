"""Facts behind bands' conditions (S9) and lines of bonus and deduction (S7), where a set names them."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q

from evaluations.gather.sets import LoadedSet, load_set
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
    """Whose facts of which days are wanted, and what the registers say: cases, and figures of dossiers.

    ``handling`` are the agencies whose register of breaches handled has a verified entry of those days.
    """

    agencies: Collection[int]
    on: date
    cases: Mapping[int, list[Case]]
    dossiers: Mapping[int, list[Mapping[str, Any]]]
    handling: Collection[int]


def gather_known(period: Period, sets: Mapping[int, LoadedSet], today: date) -> dict[int, Known]:
    """By agency what its own set asks for: two statements, none where no set asks for anything."""
    asked = {fact for loaded in set(sets.values()) for fact in facts_asked(loaded.rules)}
    if not asked:
        return {}
    found = _asked(period, sets.keys(), min(period.last_day, today), asked)
    answers = {fact: answer(found) for fact, answer in FACTS.items() if fact in asked}
    known: dict[int, Known] = {}
    for agency, loaded in sets.items():
        facts = {fact: said[agency] for fact, said in answers.items() if agency in said}
        known[agency] = Known(
            adjustments_of(loaded.rules, found.cases.get(agency, ())), conditions_of(loaded.rules, facts)
        )
    return known


def asks_facts(period: Period) -> bool:
    """Whether a set of the period names any fact, so that entries move results without any criterion."""
    sets = period.sets.order_by().values_list("criteria_set", flat=True).distinct()
    return any(facts_asked(load_set(set_id).rules) for set_id in sets)


def _asked(period: Period, agencies: Collection[int], on: date, asked: Collection[str]) -> Asked:
    """Verified entries in order of day: cases of the period's days, figures of the period's months."""
    cases: dict[int, list[Case]] = defaultdict(list)
    dossiers: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    handling: set[int] = set()
    if set(asked) == {FINDINGS_REMEDIED}:
        return Asked(agencies, on, cases, dossiers, handling)
    months = range(period.starts_on.month, period.last_day.month + 1)
    of_days = Q(register__in=REGISTER_OF, day__gte=period.starts_on, day__lt=period.ends_on)
    of_months = Q(register="dossiers", year=period.starts_on.year)
    rows = Entry.objects.verified().filter(of_days | of_months, agency__in=set(agencies))
    columns = rows.order_by("day", "pk").values_list("agency", "register", "number", "details")
    for agency, register, number, details in columns:
        if register == "breach_handling":
            handling.add(agency)
        if register == "dossiers":
            if details.get("month") in months:
                dossiers[agency].append(details)
        elif register != "breach_handling" or details.get("measure") in PUNISHED:
            cases[agency].append(Case(REGISTER_OF[register], number))
    return Asked(agencies, on, cases, dossiers, handling)


def _remedied(asked: Asked) -> Answers:
    """No recommendation that fell due up to the day is still unfinished; without any it holds.

    The portal keeps the recommendations itself, so that none open is known, not silence.
    """
    late = Recommendation.objects.overdue(asked.on).filter(owner__in=set(asked.agencies))
    owing = set(late.order_by().values_list("owner", flat=True))
    return {agency: agency not in owing for agency in asked.agencies}


def _undisciplined(asked: Asked) -> Answers:
    """No discipline among the period's verified handlings; who entered none has said nothing (S4)."""
    return {
        agency: not any(case.fact == DISCIPLINE for case in asked.cases.get(agency, ()))
        for agency in asked.handling
    }


def _dossiers(asked: Asked) -> Answers:
    """Of the period's verified dossier figures none is late; who declared none has said nothing."""
    told = {
        agency: [one for one in figures if isinstance(one.get("on_time"), int)]
        for agency, figures in asked.dossiers.items()
    }
    return {
        agency: all(one["on_time"] == one.get("total") for one in figures)
        for agency, figures in told.items()
        if figures
    }


FACTS: Mapping[str, Callable[[Asked], Answers]] = {
    FINDINGS_REMEDIED: _remedied,
    NO_DISCIPLINE: _undisciplined,
    DOSSIERS_ON_TIME: _dossiers,
}
"""The function behind each yes-or-no fact; an agency missing from its answer has not been answered."""
