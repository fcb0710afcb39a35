"""The true part: Vĩnh Long's communes, the old Trà Vinh, and who took over from whom."""

import unicodedata
from collections import Counter
from datetime import date

import pytest

from agencies.province import facts, history
from agencies.province.facts import TRA_VINH, communes, old_tra_vinh

pytestmark = pytest.mark.once


def test_vinh_long_has_124_communes_of_which_19_are_wards():
    assert len(communes()) == 124
    assert sum(commune.is_ward for commune in communes()) == 19
    assert len({commune.name for commune in communes()}) == 124


def test_old_tra_vinh_had_9_districts_and_106_communes():
    districts = [unit for unit in old_tra_vinh() if unit.parent == TRA_VINH]
    below = [unit for unit in old_tra_vinh() if unit.parent != TRA_VINH]
    assert (len(districts), len(below)) == (9, 106)
    assert {unit.parent for unit in below} == {unit.code for unit in districts}
    assert Counter(unit.type for unit in below) == {"xã": 85, "phường": 11, "thị trấn": 10}


def test_each_new_commune_keeps_the_code_of_one_it_came_from():
    came_from: dict[int, set[int]] = {}
    for unit in old_tra_vinh():
        if unit.parent != TRA_VINH:
            came_from.setdefault(unit.successor, set()).add(unit.code)
    assert len(came_from) == 41
    assert all(successor in predecessors for successor, predecessors in came_from.items())
    assert came_from.keys() <= {commune.code for commune in communes()}


def test_two_wards_went_in_january_and_the_rest_in_july():
    gone = Counter(unit.ends_on for unit in old_tra_vinh())
    assert gone == {date(2025, 1, 1): 2, date(2025, 7, 1): 113}


def test_the_complaint_series_ends_in_a_true_zero():
    assert [(year.year, year.count) for year in facts.complaints()] == [
        (2018, 17),
        (2019, 7),
        (2020, 1),
        (2021, 0),
    ]


def test_closed_agencies_come_parents_first_with_an_end():
    seen: set[str | None] = {None}
    for agency in history.closed_agencies():
        assert agency.parent_key in seen
        assert agency.ends_on is not None
        seen.add(agency.key)
    assert len(seen) - 1 == 1 + 9 + 106


def test_every_closed_agency_has_one_successor_by_a_known_decision(plan):
    known = {agency.key for agency in (*plan.agencies, *plan.closed_agencies)}
    decisions = {act.decision_number for act in plan.reorganisations}
    assert [link.predecessor_key for link in plan.successions] == [
        agency.key for agency in plan.closed_agencies
    ]
    assert all(link.successor_key in known for link in plan.successions)
    assert {link.decision_number for link in plan.successions} == decisions
    assert Counter(link.kind for link in plan.successions) == {"merge": 103, "dissolve": 9, "move": 4}


def test_a_ward_may_have_the_name_of_a_predecessor_and_be_another_agency(plan):
    names = {agency.short_name: agency.key for agency in plan.agencies}
    assert names["Phường Trà Vinh"] == "xa-29242"
    links = [link.predecessor_key for link in plan.successions if link.successor_key == "xa-29242"]
    assert links == ["cu-29239", "cu-29242", "cu-29260"]


def test_names_are_composed_unicode(plan):
    names = [agency.name for agency in (*plan.agencies, *plan.closed_agencies)]
    names += [person.full_name for person in plan.people]
    assert all(unicodedata.is_normalized("NFC", name) for name in names)
