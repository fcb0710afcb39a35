"""A definition is stored and read back the same, to the last sentence and number."""

from dataclasses import replace
from decimal import Decimal

import pytest

from evaluations.actions.criteria.storing import UnknownParent, store_definition
from evaluations.criteria_data import FRAMEWORKS, SHIPPED, shipped_set
from evaluations.gather.criteria.checking import problems_of
from evaluations.gather.criteria.definition import definition_of
from evaluations.models import CriteriaSet


@pytest.mark.parametrize("name", SHIPPED + FRAMEWORKS)
def test_a_shipped_set_is_read_back_as_it_was_written(db: None, name: str) -> None:
    definition = shipped_set(name)
    stored = store_definition(definition)
    assert definition_of(CriteriaSet.objects.get(pk=stored.pk)) == definition


def test_groups_whose_section_comes_later_sharing_and_comparison_groups_are_kept(db: None) -> None:
    shipped = shipped_set("nd335_2025")
    groups = tuple(replace(group, sharing="equal") for group in reversed(shipped.groups))
    definition = replace(shipped, groups=groups, comparison_groups=("commune",), declared_total=None)
    stored = store_definition(definition)
    assert definition_of(CriteriaSet.objects.get(pk=stored.pk)) == definition


def test_a_child_names_its_parent_and_an_unknown_one_is_refused(db: None) -> None:
    parent = store_definition(shipped_set("qd1847_2018"))
    child = replace(shipped_set("qd1847_2018"), code="qd1847-vl", parent="qd1847/1")
    with pytest.raises(UnknownParent, match="còn là dự thảo"):
        store_definition(child)
    CriteriaSet.objects.filter(pk=parent.pk).update(state="published")
    stored = store_definition(child)
    assert definition_of(CriteriaSet.objects.get(pk=stored.pk)) == child
    assert list(problems_of(stored)) == []
    lighter = replace(child.criteria[0], max_points=Decimal(1))
    changed = store_definition(replace(child, version=2, criteria=(lighter, *child.criteria[1:])))
    assert ("parent_changed", "TT-01") in [(one.code, one.location) for one in problems_of(changed)]
    with pytest.raises(UnknownParent, match="qd1847/7"):
        store_definition(replace(child, code="khac", parent="qd1847/7"))
