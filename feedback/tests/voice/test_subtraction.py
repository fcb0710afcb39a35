"""Nobody is found by adding and subtracting figures, whoever reads them all on every day (G32)."""

from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from feedback.rules.heard import (
    REASONS,
    Heard,
    Month,
    added,
    channel_split,
    parts_of,
    reasons_at,
    reasons_of,
    verified_split,
)
from feedback.tests.voice.differencing import found
from feedback.tests.voice.months import READINGS, random_parts, shown, shown_freely

SEEDS = st.integers(0, 2**32)


@given(SEEDS)
@settings(max_examples=100, deadline=None)
def test_all_readings_of_a_month_together_give_no_group_below_five(seed: int) -> None:
    parts = random_parts(Random(seed))
    assert found(group for today in READINGS for group in shown(parts, today)) == []


def test_the_same_attack_finds_people_where_figures_run_freely() -> None:
    """Else it would prove nothing."""
    months = [random_parts(Random(seed)) for seed in range(8)]
    lost = [found(group for day in READINGS[::4] for group in shown_freely(parts, day)) for parts in months]
    assert sum(map(bool, lost)) >= 4


def _heard(answers: int, reasons: tuple[int, ...], kiosk: int, slips: int, verified: int) -> Heard:
    """A counter of a month that is over."""
    sums = (4 * answers, *[0] * 8, *reasons, kiosk, slips, verified)
    return Heard(READINGS[29], answers, sums, True)


@st.composite
def counters(draw: st.DrawFn) -> Month:
    """A month that is over, with one to five counters of five people and more."""
    found = []
    for _ in range(draw(st.integers(1, 5))):
        answers = draw(st.integers(5, 30))
        upto = st.integers(0, answers)
        reasons = tuple(draw(upto) for _ in range(REASONS))
        kiosk = draw(upto)
        slips = draw(st.integers(0, answers - kiosk))
        found.append(_heard(answers, reasons, kiosk, slips, draw(upto)))
    return Month(dict(enumerate(found)), None, (), None, added(found))


@given(counters())
def test_counts_of_reasons_are_from_five_by_subtraction_too(month: Month) -> None:
    whole = reasons_of(month)
    by_counter = [reasons_at(month, counter) for counter in month.counters]
    for place in range(REASONS):
        told = [counts[place] for counts in by_counter if counts[place] is not None]
        assert all(n >= 5 for n in told if n)
        if whole[place] is None:
            assert not any(told)
        else:
            rest = whole[place] - sum(told)
            assert rest == 0 or rest >= 5


@given(counters())
def test_ways_and_proofs_are_told_apart_by_five_or_not_at_all(month: Month) -> None:
    """The agency's split is the sum of what its counters tell, so taking these away leaves nothing."""
    for split in (channel_split(month), verified_split(month)):
        assert all(n == 0 or n >= 5 for n in (*split.counts, split.untold))
        assert month.whole is not None
        assert sum(split.counts) + split.untold == month.whole.answers
    assert sum(one.answers for one in parts_of(month)) == month.whole.answers
