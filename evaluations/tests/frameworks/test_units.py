"""Dossiers and products become n and k exactly; a list of deductions becomes whole steps (S1, S2)."""

from decimal import Decimal

import pytest

from evaluations.rules.frameworks.units import Unit, listed_input, units_input
from evaluations.rules.measures import value_of
from evaluations.rules.set_rules import Level
from evaluations.tests.rules.builders import criterion

D = Decimal
PRODUCT = criterion(measure="count_deduct", deduction=D(1))
DOSSIER = criterion(measure="levels", levels=(Level(D(2), "Sớm"), Level(D(1), "Đúng"), Level(D(0), "Muộn")))
LISTED = criterion(
    measure="deduction",
    deduction=D("0.025"),
    max_points=D(20),
    levels=(Level(D("0.5"), "Muộn"), Level(D(10), "Nặng")),
)
CASES = {
    "no error": (PRODUCT, [Unit()], (4, 0)),
    "two errors": (PRODUCT, [Unit(errors=2)], (4, 2)),
    "never below nothing": (PRODUCT, [Unit(errors=9)], (4, 4)),
    "an objective cause takes nothing": (PRODUCT, [Unit(errors=2, excused=2)], (4, 0)),
    "a heavy product counts as three": (PRODUCT, [Unit(errors=1, weight=3), Unit()], (16, 3)),
    "dossiers": (DOSSIER, [Unit(2), Unit(1), Unit(0)], (6, 3)),
    "nothing is no data": (PRODUCT, [], (0, 0)),
}


@pytest.mark.parametrize(("asked", "units", "told"), CASES.values(), ids=CASES.keys())
def test_units_are_pooled(asked, units, told):
    found = units_input(asked, "inspection", units)
    assert (found.n, found.k) == told


@pytest.mark.parametrize("errors", [0, 1, 3, 4, 7])
def test_the_measure_takes_a_quarter_for_each_error_of_a_product(errors):
    found = units_input(PRODUCT, "inspection", [Unit(errors=errors), Unit()])
    assert value_of(PRODUCT, "inspection", found.n, found.k) == (max(1 - D("0.25") * errors, D(0)) + 1) / 2


@pytest.mark.parametrize("unit", [Unit(marks=3), Unit(marks=-1)], ids=["above", "below"])
def test_marks_outside_the_levels_are_refused(unit):
    with pytest.raises(ValueError, match="nằm ngoài"):
        units_input(DOSSIER, "inspection", [unit])


def test_more_excuses_than_errors_are_refused():
    with pytest.raises(ValueError, match="loại trừ"):
        units_input(PRODUCT, "inspection", [Unit(errors=1, excused=2)])


def test_another_measure_has_no_units():
    with pytest.raises(ValueError, match="từng hồ sơ"):
        units_input(criterion(measure="scale"), "inspection", [Unit()])


@pytest.mark.parametrize(("cases", "value"), [({}, D(1)), ({"Muộn": 3}, D("0.925")), ({"Nặng": 3}, D(0))])
def test_a_list_of_deductions_stops_at_its_floor(cases, value):
    found = listed_input(LISTED, "inspection", cases)
    assert found.k <= found.n == 40
    assert value_of(LISTED, "inspection", found.n, found.k) == value


def test_a_breach_that_is_not_on_the_list_is_refused():
    with pytest.raises(ValueError, match="danh mục"):
        listed_input(LISTED, "inspection", {"Lạ": 1})
