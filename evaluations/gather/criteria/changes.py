"""What differs between two stored sets, their example pictures among it."""

from evaluations.gather.criteria.definition import definition_of
from evaluations.gather.criteria.pictures import shown_in
from evaluations.models import CriteriaSet
from evaluations.rules.set_changes import Change, changes_between


def changes_from(old: CriteriaSet, new: CriteriaSet) -> list[Change]:
    """Every difference from ``old`` to ``new`` in the order in which a set is read."""
    return changes_between(definition_of(old), definition_of(new), (shown_in(old), shown_in(new)))
