"""Groups and criteria of a draft: added, edited, copied, moved, removed, always numbered 0 to n - 1."""

from dataclasses import replace
from decimal import Decimal

import pytest

from evaluations.actions.criteria.criteria_moves import (
    copy_criterion,
    move_criterion,
    remove_criterion,
)
from evaluations.actions.criteria.criteria_rows import add_criterion, criterion_facts, edit_criterion
from evaluations.actions.criteria.editing import NotWritable, Stale
from evaluations.actions.criteria.groups import add_group, edit_group, move_group, remove_group
from evaluations.rules.set_definition import GroupDefinition
from evaluations.tests.criteria.conftest import AT, codes, edits, of

WHOLE = GroupDefinition("A", "Nhóm A", "", Decimal(60), "")


def groups(draft):
    return list(draft.groups.order_by("position").values_list("code", flat=True))


class TestGroups:
    def test_a_group_lies_in_another_and_moves_among_its_own(self, cast, empty):
        first = add_group(draft=empty, facts=WHOLE, **edits(empty, cast.admin))
        assert add_group(draft=empty, facts=WHOLE, seen_edition=0, actor=cast.admin, at=AT) == first
        add_group(draft=empty, facts=replace(WHOLE, code="B"), **edits(empty, cast.admin))
        inner = replace(WHOLE, code="A1", parent="A", sharing="equal")
        add_group(draft=empty, facts=inner, **edits(empty, cast.admin))
        assert groups(empty) == ["A", "A1", "B"]
        move_group(group=first, up=False, **edits(empty, cast.admin))
        assert groups(empty) == ["B", "A", "A1"]

    def test_a_group_lies_in_none_of_its_own_and_goes_only_when_empty(self, cast, empty):
        outer = add_group(draft=empty, facts=WHOLE, **edits(empty, cast.admin))
        inner = add_group(
            draft=empty, facts=replace(WHOLE, code="A1", parent="A"), **edits(empty, cast.admin)
        )
        with pytest.raises(NotWritable, match="chính nó"):
            edit_group(group=outer, facts=replace(WHOLE, parent="A1"), **edits(empty, cast.admin))
        with pytest.raises(NotWritable, match="nhóm con"):
            remove_group(group=outer, **edits(empty, cast.admin))
        remove_group(group=inner, **edits(empty, cast.admin))
        assert groups(empty) == ["A"]


class TestCriteria:
    def test_one_for_people_stands_before_those_of_the_agency(self, cast, draft):
        facts = replace(criterion_facts(of(draft, "CQ-01")), code="CQ-90", applies_to="all")
        add_criterion(draft=draft, facts=facts, **edits(draft, cast.admin))
        order = codes(draft)
        people = [code for code in order if of(draft, code).applies_to != "agency"]
        assert order[: len(people)] == people
        assert "CQ-90" in people

    def test_an_edit_keeps_its_place_and_a_stale_one_is_refused(self, cast, draft):
        before = codes(draft)
        facts = replace(criterion_facts(of(draft, "TT-02")), statement="Câu mới")
        seen = edits(draft, cast.admin)
        edit_criterion(criterion=of(draft, "TT-02"), facts=facts, **seen)
        assert codes(draft) == before
        with pytest.raises(Stale):
            edit_criterion(criterion=of(draft, "TT-02"), facts=replace(facts, statement="Khác"), **seen)
        edit_criterion(criterion=of(draft, "TT-02"), facts=facts, **seen)  # sent twice

    def test_a_code_is_used_once(self, cast, draft):
        facts = replace(criterion_facts(of(draft, "TT-02")), code="TT-03")
        with pytest.raises(NotWritable, match="TT-03 đã có"):
            edit_criterion(criterion=of(draft, "TT-02"), facts=facts, **edits(draft, cast.admin))
        with pytest.raises(NotWritable, match="TT-03 đã có"):
            add_criterion(draft=draft, facts=facts, **edits(draft, cast.admin))

    def test_up_and_down_within_the_group(self, cast, draft):
        move_criterion(criterion=of(draft, "TT-02"), up=True, **edits(draft, cast.admin))
        assert codes(draft)[:2] == ["TT-02", "TT-01"]
        move_criterion(criterion=of(draft, "TT-02"), up=True, **edits(draft, cast.admin))
        assert codes(draft)[:2] == ["TT-02", "TT-01"]

    def test_into_another_group(self, cast, draft):
        facts = replace(criterion_facts(of(draft, "TT-01")), group="GT")
        edit_criterion(criterion=of(draft, "TT-01"), facts=facts, **edits(draft, cast.admin))
        members = [code for code in codes(draft) if of(draft, code).group.code == "GT"]
        assert members[0] == "TT-01"

    def test_a_copy_has_a_code_of_its_own(self, cast, draft):
        made = copy_criterion(criterion=of(draft, "TT-01"), **edits(draft, cast.admin))
        again = copy_criterion(criterion=of(draft, "TT-01"), **edits(draft, cast.admin))
        assert [made.code, again.code] == ["TT-01-2", "TT-01-3"]
        assert made.statement == of(draft, "TT-01").statement

    def test_what_is_removed_leaves_no_gap(self, cast, draft):
        remove_criterion(criterion=of(draft, "GT-01"), **edits(draft, cast.admin))
        assert "GT-01" not in codes(draft)
