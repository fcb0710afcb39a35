"""Reading a criteria set from its data files, and its settings and parameters to JSON and back."""

import json
from decimal import Decimal

import pytest

from evaluations.criteria_data import SHIPPED, shipped_set
from evaluations.rules.set_codec import (
    params_from_json,
    params_from_text,
    params_to_json,
    rules_from_settings,
)
from evaluations.rules.set_definition import BrokenSetFile, parse_set, rules_of
from evaluations.tests.rules.builders import criterion
from evaluations.tests.rules.set_files import CSV, HEAD, files

D = Decimal


def test_a_set_is_read_as_written():
    definition = parse_set(*files())
    assert (definition.code, definition.declared_total) == ("mau", D(10))
    assert [c.position for c in definition.criteria] == [0, 1]
    assert definition.criteria[0].weights == {"inspection": 60, "register": 40}
    assert definition.criteria[1].params.deduction == D("0.25")


def test_bytes_with_a_byte_order_mark_are_read_too():
    head, table = files()
    assert parse_set(head.encode(), b"\xef\xbb\xbf" + table.encode()) == parse_set(head, table)


def test_rules_are_built_from_a_definition():
    asked = rules_of(parse_set(*files(settings={"carry_months": 6, "bonus_cap": "2"})))
    assert (asked.carry_months, asked.bonus_cap, asked.groups) == (6, D(2), ("A",))
    assert asked.criteria[1].measure == "deduction"


BROKEN = [
    ("not JSON", "{", CSV, "JSON"),
    ("a field is missing", json.dumps({k: v for k, v in HEAD.items() if k != "groups"}), CSV, "groups"),
    ("a number is none", json.dumps({**HEAD, "declared_total": "mười"}), CSV, "số điểm"),
    ("a column is missing", json.dumps(HEAD), "code,group\n", "measure"),
    ("points are no number", json.dumps(HEAD), CSV.replace(",6,", ",sáu,"), "A-1"),
    ("an unknown parameter", json.dumps(HEAD), CSV.replace("deduction=0.25", "colour=blue"), "A-2"),
]


@pytest.mark.parametrize(("head", "table", "told"), [r[1:] for r in BROKEN], ids=[r[0] for r in BROKEN])
def test_a_broken_file_is_refused_with_the_place(head, table, told):
    with pytest.raises(BrokenSetFile, match=told):
        parse_set(head, table)


def test_a_criterion_without_points_cannot_score():
    with pytest.raises(ValueError, match=r"R\.a"):
        rules_of(shipped_set("nd335_2025"))


def test_an_unknown_setting_is_refused():
    with pytest.raises(ValueError, match="mau_sac"):
        rules_from_settings({"mau_sac": 1}, (criterion(),), ("A",))


@pytest.mark.parametrize("name", SHIPPED)
def test_parameters_survive_json(name):
    for row in shipped_set(name).criteria:
        assert params_from_json(json.loads(json.dumps(params_to_json(row.params)))) == row.params


def test_levels_are_read_from_a_cell():
    levels = params_from_text("levels=2:Cả hai|1:Một|0:Không; citizen_reads=cases").levels
    assert [(level.points, level.label) for level in levels] == [
        (D(2), "Cả hai"),
        (D(1), "Một"),
        (D(0), "Không"),
    ]


def test_only_shipped_sets_are_opened():
    with pytest.raises(KeyError):
        shipped_set("../secrets")
