"""Counting (S2: survey_mean; S4: the minimum n)."""

import pytest

from evaluations.rules.survey.counting import Count, count, is_ballot, mean

pytestmark = pytest.mark.once


@pytest.mark.parametrize(
    ("marks", "answer"),
    [
        ([1, 5], True),
        ([None, 3], True),
        ([None, None], False),
        ([0, 3], False),
        ([6, 3], False),
        ([3], False),
        ([3, 3, 3], False),
        ([True, 3], False),
        (["3", 3], False),
        ([2.0, 3], False),
    ],
)
def test_a_ballot_has_one_mark_or_none_per_question(marks: list[object], answer: bool) -> None:
    assert is_ballot(marks, 2) is answer


def test_below_five_answers_nothing_is_counted() -> None:
    four = [(5, None)] * 4 + [(None, 1)]
    assert count(["A", "B"], four) == []
    assert count(["A", "B"], [*four, (5, None)]) == [Count("A", 5, 25)]


def test_a_set_may_ask_for_more_but_never_for_fewer() -> None:
    six = [(4,)] * 6
    assert count(["A"], six, least=7) == []
    assert count(["A"], six, least=1) == [Count("A", 6, 24)]
    assert count(["A"], six[:4], least=1) == []


def test_the_fact_is_k_of_five_per_answer_and_the_mean_of_one_to_five() -> None:
    one = Count("A", 6, 23)
    assert one.fact == (30, 23)
    assert str(mean(one)) == "3.83"
