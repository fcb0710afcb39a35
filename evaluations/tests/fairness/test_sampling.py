"""The double-inspection sample: who takes part, and how many."""

from datetime import date

import pytest

from evaluations.rules.fairness import sampling
from evaluations.rules.fairness.sampling import Candidate, sample_size, why_left_out

DAY = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("count", "percent", "size"), [(40, 10, 4), (41, 10, 5), (1, 1, 1), (0, 50, 0), (7, 100, 7)]
)
def test_a_share_is_rounded_up(count, percent, size):
    assert sample_size(count, percent) == size


@pytest.mark.parametrize(
    ("given", "on", "reason"),
    [
        ({}, date(2026, 12, 2), ""),
        ({}, date(2026, 12, 3), sampling.TOO_LATE),
        ({"is_double": True}, DAY, sampling.IS_DOUBLE),
        ({"is_doubled": True}, DAY, sampling.ALREADY_DOUBLED),
        ({"is_follow_up": True}, DAY, sampling.IS_FOLLOW_UP),
        ({"is_own": True}, DAY, sampling.OWN_AGENCY),
    ],
)
def test_who_takes_no_part_and_why(given, on, reason):
    assert why_left_out(Candidate("H01", DAY, **given), on) == reason
