"""Batches and terms as tables."""

from datetime import date, timedelta
from random import Random

import pytest

from core.dates import add_working_days
from feedback.enums import CaseKind, RefusalReason
from feedback.refusal_words import words_of
from feedback.rules.batches import goes_out, shuffled
from feedback.rules.case_terms import LEAST, MOST, TRIAGE_DAYS, answer_due, reading_due, terms_from

TODAY = date(2026, 11, 20)


def back(*days: int) -> list[date]:
    return [TODAY - timedelta(days=count) for count in days]


@pytest.mark.parametrize(
    ("ready", "goes"),
    [
        ([], False),
        (back(0), False),
        (back(0, 0, 0, 0), False),
        (back(1), False),
        (back(1, 1), False),
        (back(1, 1, 1), True),
        (back(1, 1, 0), False),
        (back(2), True),
        (back(2, 0), True),
        (back(9), True),
    ],
)
def test_three_go_at_once_and_one_after_two_days(ready: list[date], goes: bool) -> None:
    assert goes_out(ready, TODAY, least=3, most_days=2) is goes


def test_asking_later_on_the_same_day_changes_nothing() -> None:
    held = back(1, 1)
    assert not goes_out(held + back(0, 0, 0), TODAY, least=3, most_days=2)


def test_a_batch_is_mixed_and_whole() -> None:
    mixed = shuffled(range(20), Random(7))
    assert sorted(mixed) == list(range(20))
    assert mixed != list(range(20))


@pytest.mark.parametrize(("kind", "days"), [("own", 5), ("inter_agency", 7), ("complex", 10)])
def test_the_default_terms(kind: str, days: int) -> None:
    assert terms_from({})[kind] == days


def test_a_term_that_was_set_stands_instead() -> None:
    assert terms_from({CaseKind.OWN: 4}) == {"own": 4, "inter_agency": 7, "complex": 10}


@pytest.mark.parametrize("received_on", [TODAY + timedelta(days=count) for count in range(14)])
@pytest.mark.parametrize("term", [5, 7, 10])
def test_who_is_read_in_time_is_answered_within_the_whole_term(received_on: date, term: int) -> None:
    """Read and sent on any day up to the desk's last, the answer is due within ``term`` of the receipt."""
    released_on = received_on
    while released_on <= reading_due(received_on):
        assert answer_due(released_on, term) <= add_working_days(received_on, term)
        released_on += timedelta(days=1)


def test_the_due_day_tells_nothing_but_the_day_of_the_batch() -> None:
    """Two cases of one batch and kind have one due day, whenever they came in: there is no other input."""
    assert answer_due(TODAY, 5) == add_working_days(TODAY, 3)


def test_no_term_is_eaten_up_by_the_desk() -> None:
    assert LEAST - TRIAGE_DAYS >= 1
    assert answer_due(TODAY, LEAST) > TODAY
    assert MOST > LEAST


@pytest.mark.parametrize("reason", RefusalReason.values)
def test_every_refusal_says_what_to_do(reason: str) -> None:
    assert "ông/bà" in words_of(reason)
    assert words_of("") == ""
