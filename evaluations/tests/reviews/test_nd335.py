"""The culture part in the common criteria of NĐ 335, by the mapping of domain.md §5."""

from decimal import Decimal

import pytest

from evaluations.criteria_data import shipped_set
from evaluations.rules.reviews.columns import weights_of
from evaluations.rules.reviews.nd335 import ITEMS, MAPPING, How, Suggestion, Voice, suggest
from evaluations.rules.set_rules import CriterionRule, SetRules

pytestmark = pytest.mark.once
D = Decimal


def _rule(code: str, position: int, group: str, points: int) -> CriterionRule:
    return CriterionRule(code, position, group, "scale", D(points), {"self_assessment": 100})


RULES = SetRules(
    criteria=(
        _rule("TT-01", 0, "TT", 1),
        _rule("TT-02", 1, "TT", 3),
        _rule("GT-01", 2, "GT", 2),
        _rule("DD-01", 3, "DD", 1),
        _rule("TP-01", 4, "TP", 1),
    ),
    groups=("TT", "GT", "DD", "TP"),
)


def _suggest(scores: tuple[int | None, ...], *, counter: bool = False) -> dict[str, Suggestion]:
    found = suggest(
        RULES.criteria,
        weights_of(RULES),
        scores,
        {0: "Đi muộn."},
        counter=counter,
        citizens=Voice(10, 42),
        inspected={"TP": Voice(40, 37)},
    )
    return {one.item.code: one for one in found}


def test_a_share_deducts_what_the_group_falls_short_of() -> None:
    """TT at (1·50 + 3·100) / 400 = 87,5 %: I.2.1 loses 0,25 of 2, II.3.3 0,06 (0,0625) of 0,5."""
    found = _suggest((50, 100, 100, 100, 100))
    assert (found["I.2.1"].ratio, found["I.2.1"].deduction, found["I.2.1"].suggested) == (
        D("87.50"),
        D("0.25"),
        D("1.75"),
    )
    assert found["II.3.3"].deduction == D("0.06")
    (short,) = found["I.2.1"].evidence
    assert (short.code, short.score, short.reason) == ("TT-01", 50, "Đi muộn.")


def test_morals_deduct_nothing_by_themselves() -> None:
    found = _suggest((100, 100, 100, 0, 100))
    for item in ("I.1.4", "I.1.5", "I.2.3", "I.2.4"):
        assert (found[item].how, found[item].deduction) == (How.CASES, None)
        assert [one.code for one in found[item].evidence] == ["DD-01"]


def test_contact_posts_are_measured_by_citizens_others_by_conduct() -> None:
    """Mean 4,2 of 5 is (42 − 10) / 40 = 80 %, so II.4.1 of 1,25 loses 0,25."""
    at_counter, elsewhere = _suggest((100,) * 5, counter=True), _suggest((100, 100, 50, 100, 100))
    assert "II.4.2" not in at_counter
    assert (at_counter["II.4.1"].ratio, at_counter["II.4.1"].deduction) == (D("80.00"), D("0.25"))
    assert "II.4.1" not in elsewhere
    assert elsewhere["II.4.2"].deduction == D("0.63")


def test_inspections_stand_beside_and_deduct_nothing() -> None:
    found = _suggest((100, 100, 100, 100, 50))["I.2.2"]
    assert (found.groups, found.inspected, found.deduction) == (("TT", "TP"), D("92.50"), D("0.00"))
    assert [one.code for one in found.evidence] == ["TP-01"]


def test_without_scores_there_is_no_suggestion() -> None:
    found = _suggest((None,) * 5)
    assert all(one.deduction is None and one.ratio is None for one in found.values())


def test_the_items_are_those_of_the_shipped_framework() -> None:
    shipped = {row.code: row for row in shipped_set("nd335_2025").criteria}
    for item in ITEMS:
        assert (shipped[item.code].max_points, shipped[item.code].statement) == (item.points, item.label)
    assert {link.item for link in MAPPING} == {item.code for item in ITEMS}
    groups = {row.code for row in shipped_set("qd1847_2018").groups}
    assert {link.group for link in MAPPING} <= groups
