"""What a set says beside its criteria is checked before it is published, each fault with its sentence."""

import pytest

from evaluations.criteria_data import FRAMEWORKS, shipped_set
from evaluations.rules.conditions import COUNTS, FACTS
from evaluations.rules.set_check import check_set
from evaluations.rules.set_definition import parse_set
from evaluations.tests.rules.set_files import files

BAND = [{"grade": "good", "lower": "0", "operator": ">=", "extra": ["Đúng hạn"]}]
LIST = "A-1,A,Một,all,deduction,10,100,,,,,deduction=0.25; levels={levels},leave_out,person,,,"
FAULTS = {
    "S9 a condition nobody answers": ({"bands": BAND}, "open_condition"),
    "S9 a fact that is not known": ({"conditions": [{"name": "Mưa", "fact": "rain"}]}, "unknown_condition"),
    "S9 a criterion that is not there": (
        {"conditions": [{"name": "X", "criterion": "Z"}]},
        "unknown_condition",
    ),
    "S9 two answers": (
        {"conditions": [{"name": "X", "criterion": "A-1", "fact": "no_discipline"}]},
        "unknown_condition",
    ),
    "S9 more than all": (
        {"conditions": [{"name": "X", "criterion": "A-1", "at_least": "1.2"}]},
        "unknown_condition",
    ),
    "S7 a fact that is not counted": (
        {"adjustments": [{"kind": "bonus", "fact": "luck", "points": "1", "reason": "May"}]},
        "unknown_fact",
    ),
    "S7 above the cap": (
        {
            "bonus_cap": "1",
            "adjustments": [{"kind": "bonus", "fact": "award", "points": "2", "reason": "Khen"}],
        },
        "range",
    ),
    "coefficients of nothing": (
        {"coefficients": [{"scored_on": "dossier", "lower": "0", "at_least": "0", "at_most": "9"}]},
        "unknown_part",
    ),
    "coefficients with a hole": (
        {"coefficients": [{"scored_on": "person", "lower": "1", "at_least": "0", "at_most": "9"}]},
        "band_gap",
    ),
    "a quarter by nobody's rule": ({"over_time": "median"}, "setting"),
}


@pytest.mark.parametrize(("settings", "code"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_beside_the_criteria_is_found(settings, code):
    found = check_set(parse_set(*files(settings=settings)))
    assert code in [one.code for one in found]


def test_a_list_of_deductions_takes_whole_steps():
    told = {
        levels: [one.code for one in check_set(parse_set(*files(LIST.format(levels=levels))))]
        for levels in ("2.5:Đi muộn|5:Vắng", "3:Đi muộn|5:Vắng")
    }
    assert list(told.values()) == [[], ["params"]]


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_every_framework_that_scores_is_sound(name):
    assert check_set(shipped_set(name)) == []


def test_every_fact_has_its_words_and_its_function():
    from evaluations.gather.facts import FACTS as GATHERED
    from evaluations.gather.facts import REGISTER_OF

    assert set(GATHERED) == set(FACTS)
    assert set(REGISTER_OF.values()) == set(COUNTS)
