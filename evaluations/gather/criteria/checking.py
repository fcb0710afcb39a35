"""Everything that a stored set contradicts, itself or the set it adds to."""

from evaluations.gather.criteria.definition import definition_of
from evaluations.models import CriteriaSet
from evaluations.rules.inconsistency import Inconsistency
from evaluations.rules.set_additions import check_additions
from evaluations.rules.set_check import check_set
from evaluations.rules.set_definition import SetDefinition


def problems_of(criteria_set: CriteriaSet) -> list[Inconsistency]:
    """What is wrong with the set as it stands, in the order of the checks."""
    return problems_in(definition_of(criteria_set), criteria_set.parent)


def problems_in(definition: SetDefinition, parent: CriteriaSet | None) -> list[Inconsistency]:
    """What is wrong with a definition that adds to ``parent``, or to none."""
    found = check_set(definition)
    if parent is not None:
        found += check_additions(definition, definition_of(parent))
    return found
