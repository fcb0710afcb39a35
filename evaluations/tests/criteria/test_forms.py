"""What is shown in the boxes comes back from them as it was: nothing changes unless somebody types."""

from decimal import Decimal

import pytest

from evaluations.criteria_data import FRAMEWORKS, SHIPPED, shipped_set
from evaluations.forms.criteria.criterion import CriterionForm, LevelRows, criterion_boxes
from evaluations.forms.criteria.numbers import PercentField, PointsField
from evaluations.forms.criteria.rows import management, typed_rows
from evaluations.forms.criteria.rules import TABLES, BandForm, RulesForm
from evaluations.forms.criteria.stored_rules import boxes_of, rows_in, settings_from
from evaluations.rules.conditions import COUNTS, FACTS
from evaluations.rules.criteria.settings import merged
from evaluations.rules.set_codec import rules_from_settings
from evaluations.rules.set_rules import SetRules

pytestmark = pytest.mark.once


def shown(form):
    """What a browser sends back for a form that nobody touched."""
    sent = {}
    for bound in form:
        value = bound.value()
        if value is not None and value is not False and value not in ("", []):
            sent[bound.html_name] = "on" if value is True else value
    return sent


@pytest.mark.parametrize("typed", ["2,5", "2.5", " 2,50 "])
def test_a_number_is_written_with_a_comma(typed):
    field = PointsField()
    assert field.clean(typed) == Decimal("2.5")
    assert field.prepare_value(Decimal("2.50")) == "2,5"


def test_a_ratio_is_written_in_per_cent():
    field = PercentField()
    assert field.clean("25") == Decimal("0.25")
    assert field.prepare_value(Decimal("0.25")) == "25"


@pytest.mark.parametrize("name", SHIPPED + FRAMEWORKS)
def test_every_shipped_criterion_comes_back_as_it_was(name):
    definition = shipped_set(name)
    groups = [(group.code, group.name) for group in definition.groups]
    for one in definition.criteria:
        blank = CriterionForm(initial=criterion_boxes(one), measure=one.measure, groups=groups)
        form = CriterionForm(shown(blank), measure=one.measure, groups=groups)
        levels = [{"points": row.points, "label": row.label} for row in one.params.levels]
        assert form.is_valid(), (one.code, form.errors)
        back = form.facts(one.params, levels)
        assert (back.params, back.weights, back.measure) == (one.params, one.weights, one.measure)
        assert (back.max_points, back.scored_on, back.group) == (one.max_points, one.scored_on, one.group)


@pytest.mark.parametrize("name", SHIPPED + FRAMEWORKS)
def test_the_rules_of_every_shipped_set_come_back_as_they_were(name):
    settings = shipped_set(name).settings
    form = RulesForm(shown(RulesForm(initial=boxes_of(settings))))
    assert form.is_valid(), form.errors
    tables = {}
    for table, (_title, _help, rows) in TABLES.items():
        blank = rows(initial=rows_in(settings, table), prefix=table)
        sent = management(table, [{} for _form in blank.forms])
        for one in blank.forms:
            sent |= shown(one)
        back = rows(sent, prefix=table)
        for one in [*blank.forms, *back.forms]:
            if "fact" in one.fields:
                one.fields["fact"].choices = [("", ""), *FACTS.items(), *COUNTS.items()]
        assert back.is_valid(), (table, back.errors)
        tables[table] = back.filled()
    after = merged(settings, settings_from(form.cleaned_data, tables))
    same = {name: after[name] for name in settings}
    assert same == dict(settings)
    before, now = rules_from_settings(settings, (), ()), rules_from_settings(after, (), ())
    assert all(
        getattr(before, name) == getattr(now, name) for name in SetRules.__slots__ if name != "__weakref__"
    )


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("conditions", None),
        ("adjustments", None),
        ("coefficients", None),
        ("over_time", None),
        ("quotas", []),
        ("confidence", []),
        ("bands", []),
    ],
)
def test_what_is_emptied_is_gone(name, left):
    every = [shipped_set(framework).settings for framework in SHIPPED + FRAMEWORKS]
    settings = next(one for one in every if one.get(name))
    given = settings_from(*(({}, {name: []}) if name in TABLES else ({name: ""}, {})))
    after = merged(settings, given)
    assert after.get(name) == left
    assert {**settings, name: left} == {**after, name: left}
    assert merged(after, given) == after
    rules_from_settings(after, (), ())


def test_weights_add_up_to_a_hundred():
    one = shipped_set("qd1847_2018").criteria[0]
    groups = [(one.group, one.group)]
    sent = shown(CriterionForm(initial=criterion_boxes(one), measure=one.measure, groups=groups))
    form = CriterionForm(sent | {"w_inspection": "50"}, measure=one.measure, groups=groups)
    assert form.errors["w_inspection"] == ["Trọng số các nguồn cộng lại là 90, phải là 100."]


def test_a_blank_row_is_none_and_a_typed_one_is_kept_for_a_page_drawn_anew():
    rows = [{"points": "2", "label": "Đủ"}, {"points": "", "label": ""}, {"points": "0", "label": "Không"}]
    form = LevelRows(management("levels", rows), prefix="levels")
    assert form.is_valid()
    assert [row["label"] for row in form.filled()] == ["Đủ", "Không"]
    blank = {"operator": ">=", "upper_operator": "<"}
    sent = management("bands", [{"grade": "good", **blank}, blank])
    assert [row["grade"] for row in typed_rows(sent, "bands", BandForm)] == ["good"]
