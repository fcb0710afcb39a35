"""What a draft asks of a scored month that its stored scores do not tell."""

from collections.abc import Mapping
from datetime import date

from evaluations.enums import Source
from evaluations.gather.facts import Known, gather_known
from evaluations.gather.inspected import SKIPPED, Inspected
from evaluations.gather.sets import LoadedSet, Places
from evaluations.gather.what_if.findings import carried_longer, critical_findings
from evaluations.models import Period
from evaluations.rules.set_rules import SetRules
from evaluations.rules.trial_beside import Beside


def gather_beside(
    period: Period, rules: SetRules, sets: Mapping[int, LoadedSet], today: date
) -> dict[int, Beside]:
    """By agency; ``sets`` tells the set by which each was scored. At most four statements.

    A critical finding counts even of a criterion that ``rules`` no longer has: it was confirmed.
    """
    findings = critical_findings([period])
    shorter = {
        agency: loaded for agency, loaded in sets.items() if loaded.rules.carry_months < rules.carry_months
    }
    inspected = carried_longer(period, shorter, rules.carry_months) if shorter else {}
    asking = LoadedSet(0, rules, {}, 0, Places({}))
    known = gather_known(period, dict.fromkeys(sets, asking), today)
    found = {}
    for agency in sets:
        seen, told = inspected.get(agency, Inspected()), known.get(agency, Known())
        found[agency] = Beside(
            findings.get((agency, period.starts_on), ()),
            [one for one in seen.inputs if one.source == Source.INSPECTION],
            seen.skipped,
            SKIPPED,
            told.adjustments,
            told.conditions,
        )
    return found
