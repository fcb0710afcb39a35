"""Corrections without a database: what stands after a line, and every figure and rank that moves (S15)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from evaluations.enums import Measure
from evaluations.rules.closing.frozen import FrozenAgency, FrozenMonth, FrozenPeriod, LoadedRules, rescore
from evaluations.rules.corrections.applying import corrected, moves_between, touched
from evaluations.rules.corrections.asking import NO_COUNT, SAME, trouble_of
from evaluations.rules.corrections.lines import Line, LineMoved, Said, adds, said_by, standing_after
from evaluations.rules.inputs import Evidence, SourceInput
from evaluations.rules.set_rules import CriterionRule, MeasureParams, SetRules
from evaluations.rules.versions import CURRENT

pytestmark = pytest.mark.once
VISIT, STARS = "inspection", "citizen"
RULES = SetRules(
    (
        CriterionRule("A1", 0, "A", Measure.RATIO, Decimal(60), {VISIT: 100}, "agency"),
        CriterionRule(
            "A2",
            1,
            "A",
            Measure.CITIZEN_5,
            Decimal(40),
            {STARS: 100},
            "agency",
            params=MeasureParams(citizen_reads="stars"),
        ),
    ),
    ("A",),
)


def agency(pk: int, k: int, *more: SourceInput) -> FrozenAgency:
    """Ten looked at, ``k`` in order, and ten citizens with four stars each."""
    return FrozenAgency(
        agency_id=pk,
        code=f"CQ{pk}",
        code_official="",
        name=f"Cơ quan {pk}",
        path=("Tỉnh",),
        comparison_group="department",
        set_key="thu/1",
        inputs=(SourceInput(0, VISIT, 10, k), SourceInput(1, STARS, 10, 40), *more),
        not_applicable={},
        knock_outs=(),
        evidence=Evidence(1, 0, 0, 10),
        headcount=10,
        submitted=0,
        reviewed=0,
        inspections=1,
        ratings=10,
        rating_mean=Decimal("4.00"),
        records=11,
    )


def month(*agencies: FrozenAgency) -> FrozenMonth:
    period = FrozenPeriod("month", date(2026, 3, 1), date(2026, 4, 1))
    return FrozenMonth(period, {"thu/1": LoadedRules("thu/1", {}, RULES)}, agencies)


def moves(before: FrozenMonth, *lines: Line) -> dict[str, Any]:
    after = corrected(before, lines, adding=False)
    return moves_between(before, rescore(before, CURRENT), rescore(after, CURRENT))


B, A = Said(10, 8), Said(10, 9)


@pytest.mark.parametrize(
    ("before", "after", "found", "adding", "stands"),
    [
        (B, A, B, False, A),
        (B, None, B, False, None),
        (None, A, None, False, A),
        (B, A, Said(10, 7), True, Said(10, 8)),
        (B, Said(14, 11), Said(12, 9), True, Said(16, 12)),
        (None, Said(5, 4), Said(10, 8), True, Said(15, 12)),
        (B, None, Said(12, 9), True, Said(2, 1)),
        (B, None, B, True, None),
    ],
    ids=["stated", "absent", "new", "added", "pooled", "appeared", "taken", "all taken"],
)
def test_what_stands_after_a_line(
    before: Said | None, after: Said | None, found: Said | None, adding: bool, stands: Said | None
) -> None:
    assert standing_after(Line(1, "A1", VISIT, before, after), found, adding=adding) == stands


@pytest.mark.parametrize(
    ("before", "after", "found", "adding"),
    [
        (B, A, Said(10, 7), False),
        (B, A, None, False),
        (Said(10, 8, 2), A, B, True),
        (B, None, Said(9, 8), True),
    ],
    ids=["stated over another", "gone", "another age", "more than there is"],
)
def test_a_line_does_not_overwrite_what_another_correction_left(
    before: Said | None, after: Said | None, found: Said | None, adding: bool
) -> None:
    with pytest.raises(LineMoved):
        standing_after(Line(1, "A1", VISIT, before, after), found, adding=adding)


def test_inputs_of_one_age_are_pooled_and_the_youngest_stands() -> None:
    inputs = [
        SourceInput(0, VISIT, 10, 8, 1),
        SourceInput(0, VISIT, 4, 3),
        SourceInput(0, VISIT, 6, 3),
        SourceInput(1, STARS, 0, 0),
    ]
    assert said_by(inputs) == {(0, VISIT): Said(10, 6)}


def test_ranks_of_others_move_and_whoever_keeps_everything_is_not_named() -> None:
    before = month(agency(1, 10), agency(2, 9), agency(3, 8), agency(4, 1))
    found = moves(before, Line(3, "A1", VISIT, Said(10, 8), Said(10, 10)))
    assert found["agencies"]["3"][:2] == [["total", "78", "90"], ["rank", "3", "1"]]
    assert ["criterion:A1", "48.00", "60.00"] in found["agencies"]["3"]
    assert ["group:A", "78.00", "90.00"] in found["agencies"]["3"]
    assert found["agencies"]["2"] == [["rank", "2", "3"]]
    assert touched(found) == [2, 3]
    assert [one[0] for one in found["province"]] == ["weighted_mean", "simple_mean"]


def test_untouched_agencies_are_the_very_same() -> None:
    before = month(agency(1, 10), agency(2, 9))
    after = corrected(before, [Line(2, "A1", VISIT, Said(10, 9), None)], adding=False)
    assert after.agencies[0] is before.agencies[0]
    assert after.agencies[1].inputs == (SourceInput(1, STARS, 10, 40),)


def test_a_correction_of_stars_corrects_the_count_of_ratings() -> None:
    before = month(agency(1, 10), agency(2, 9))
    after = corrected(before, [Line(1, "A2", STARS, Said(10, 40), Said(12, 54))], adding=False).agencies[0]
    assert (after.ratings, after.rating_mean, after.evidence.ratings, after.records) == (
        12,
        Decimal("4.50"),
        12,
        13,
    )


def test_an_older_visit_of_the_same_source_gives_way_to_what_is_stated() -> None:
    carried = replace(agency(1, 8), inputs=(SourceInput(0, VISIT, 10, 8), SourceInput(0, VISIT, 5, 5, 2)))
    line = Line(1, "A1", VISIT, Said(10, 8), None)
    assert corrected(month(carried), [line], adding=False).agencies[0].inputs == ()


@pytest.mark.parametrize(
    ("position", "source", "before", "after", "words"),
    [
        (0, VISIT, B, A, ""),
        (0, VISIT, B, None, ""),
        (0, VISIT, B, B, SAME),
        (0, VISIT, B, Said(0, 0), NO_COUNT),
        (0, VISIT, B, Said(5, 6), "Được (k) không được lớn hơn 5."),
        (1, STARS, None, Said(5, 25), ""),
        (1, STARS, None, Said(5, 26), "Được (k) không được lớn hơn 25."),
    ],
    ids=["right", "absent", "same", "nothing seen", "more than seen", "stars", "too many stars"],
)
def test_what_is_wrong_with_a_line(
    position: int, source: str, before: Said | None, after: Said | None, words: str
) -> None:
    rule = RULES.criteria[position]
    assert trouble_of(rule, Line(1, rule.code, source, before, after)) == words


def test_a_source_without_weight_is_refused() -> None:
    rule = RULES.criteria[0]
    assert "không tính nguồn này" in trouble_of(rule, Line(1, "A1", STARS, None, Said(5, 4)))


@pytest.mark.parametrize(
    ("origin", "adding"),
    [
        ("evaluations.appeal:7", True),
        ("evaluations.inspection:7", True),
        ("feedback.slipbatch:7", True),
        ("evaluations.registerfact:3:CQ-09", False),
        ("", False),
    ],
)
def test_only_what_is_counted_up_adds(origin: str, adding: bool) -> None:
    assert adds(origin) is adding


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (Said(12, 52), Said(13, 57), True),
        (Said(12, 52), Said(16, 60), True),
        (Said(12, 52), Said(17, 65), False),
        (Said(4, 16), None, True),
        (Said(5, 20), None, False),
        (None, Said(3, 9), True),
        (Said(12, 52), Said(12, 51), False),
    ],
)
def test_fewer_than_five_citizens_are_never_told_apart(
    before: Said | None, after: Said | None, told: bool
) -> None:
    words = trouble_of(RULES.criteria[1], Line(1, "A2", STARS, before, after))
    assert words.startswith("Chênh lệch dưới 5 lượt") is told
