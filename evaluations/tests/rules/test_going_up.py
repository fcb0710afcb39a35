"""S12: the headcount-weighted mean and the simple mean."""

from decimal import Decimal

from evaluations.rules.going_up import Member, means

D = Decimal


def test_both_means_are_given_and_differ():
    both = means([Member(1, 300, D("90.00")), Member(2, 100, D("70.00"))])
    assert (both.weighted, both.simple) == (D("85.00"), D("80.00"))


def test_an_agency_without_a_figure_is_counted_and_not_read_as_zero():
    both = means([Member(1, 300, D(90)), Member(2, 100, None), Member(3, 50, D(10), provisional=True)])
    assert (both.weighted, both.simple) == (D(90), D(90))
    assert (both.counted, both.agencies, both.headcount_counted, both.headcount) == (1, 3, 300, 450)


def test_without_any_figure_there_is_no_mean():
    none = means([Member(1, 300, None)])
    assert (none.weighted, none.simple, none.parts) == (None, None, {})


def test_nobody_at_work_leaves_only_the_simple_mean():
    both = means([Member(1, 0, D(60)), Member(2, 0, D(70))])
    assert (both.weighted, both.simple) == (None, D(65))


def test_the_parts_of_the_weighted_mean_add_up_to_it():
    members = [Member(i, 7 + i % 5, D(f"{60 + i}.{i:02d}")) for i in range(1, 31)]
    both = means(members)
    assert sum(both.parts.values()) == both.weighted
    assert means(members[::-1]) == both


def test_means_are_rounded_half_up_once():
    assert means([Member(1, 1, D("80.00")), Member(2, 1, D("80.01"))]).simple == D("80.01")
