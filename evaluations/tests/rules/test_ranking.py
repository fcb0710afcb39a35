"""S11: ranks inside a comparison group, on published totals."""

from decimal import Decimal

import pytest

from evaluations.rules.ranking import NO_TOTAL, PROVISIONAL, TOO_SMALL, Entry, rank

D = Decimal


def places(entries, **settings):
    return {agency: place.rank for agency, place in rank(entries, **settings).items()}


def communes(*totals):
    return [Entry(i, "commune", None if t is None else D(t)) for i, t in enumerate(totals, 1)]


S11 = [
    ("S11 equal figures share a rank", ("90", "85", "85", "80"), [1, 2, 2, 4]),
    ("S11 any order", ("80", "85", "90", "85"), [4, 2, 1, 2]),
    ("S11 no total, no rank", ("90", None, "80"), [1, None, 2]),
    ("S11 a true zero is ranked", ("0", "10"), [2, 1]),
]


@pytest.mark.parametrize(("totals", "ranks"), [r[1:] for r in S11], ids=[r[0] for r in S11])
def test_ranks_can_be_redone_from_the_page(totals, ranks):
    assert list(places(communes(*totals)).values()) == ranks


def test_groups_are_never_mixed():
    entries = [*communes("90", "80"), Entry(8, "department", D(99)), Entry(9, "department", D(50))]
    assert places(entries) == {1: 1, 2: 2, 8: 1, 9: 2}


def test_each_agency_without_a_rank_has_its_reason():
    entries = [
        *communes("90", None, "80"),
        Entry(7, "commune", D(99), provisional=True),
        Entry(8, "other", D(70)),
    ]
    told = rank(entries)
    assert [told[a].reason for a in (2, 7, 8)] == [NO_TOTAL, PROVISIONAL, TOO_SMALL]
    assert told[1] == (1, "commune", 1, 2, "")


def test_figures_equal_on_the_page_are_told_apart_only_where_the_set_says_so():
    close = [
        Entry(1, "commune", D("85.33"), exact=D("85.331")),
        Entry(2, "commune", D("85.33"), exact=D("85.334")),
    ]
    assert places(close) == {1: 1, 2: 1}
    assert places(close, unrounded=True) == {1: 2, 2: 1}
    with pytest.raises(ValueError, match="chưa làm tròn"):
        places(communes("90", "80"), unrounded=True)
