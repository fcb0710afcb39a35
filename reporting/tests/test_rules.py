"""What pages work out from published figures."""

from decimal import Decimal

import pytest

from evaluations.rules.explaining.confidence import better_mark, reasons
from evaluations.rules.set_rules import DEFAULT_CONFIDENCE
from reporting.rules.attention import SHOWN, Concerns, Watched, concerns
from reporting.rules.heat import LEGEND, heat_class, percent_of
from reporting.rules.small_counts import Tally, at_least_five, told

D = Decimal


@pytest.mark.parametrize(
    ("percent", "name"),
    [
        (0, "heat-0"),
        (54, "heat-0"),
        (55, "heat-1"),
        (59, "heat-1"),
        (60, "heat-2"),
        (94, "heat-8"),
        (95, "heat-9"),
    ]
    + [(100, "heat-9"), (None, "heat-none")],
)
def test_a_heat_map_has_steps_of_five(percent: int | None, name: str) -> None:
    assert heat_class(percent) == name


def test_the_legend_says_what_the_steps_are() -> None:
    words = dict(LEGEND)
    assert (words["heat-1"], words["heat-8"], len(words)) == ("55–59", "90–94", 11)


@pytest.mark.parametrize(
    ("cents", "possible", "percent"),
    [(0, 2000, 0), (1000, 2000, 50), (1, 200, 1), (2000, 2000, 100), (None, 0, None), (0, 0, None)],
)
def test_a_share_is_half_up_and_nothing_of_nothing_is_no_data(
    cents: int | None, possible: int, percent: int | None
) -> None:
    assert percent_of(cents, possible) == percent


def _watched(agency: int, total: str | None, **more: object) -> Watched:
    fields = {"before": None, "provisional": total is None, "grade": "good", "uncapped": "good", "gap": None}
    return Watched(agency, None if total is None else D(total), **(fields | more))  # type: ignore[arg-type]


def _titled(found: tuple[Concerns, ...], title: str) -> Concerns:
    return next(one for one in found if one.title.startswith(title))


def test_those_that_fell_most_come_first_and_small_falls_do_not() -> None:
    every = [
        _watched(1, "80.00", before=D("80.99")),
        _watched(2, "80.00", before=D("81.00")),
        _watched(3, "70.00", before=D("79.00")),
        _watched(4, "90.00", before=D("70.00")),
    ]
    fallen = _titled(concerns(every), "Giảm")
    assert [line.agency for line in fallen.lines] == [3, 2]
    assert fallen.lines[0].words == "−9,00 điểm, còn 70,00"


def test_a_provisional_figure_does_not_fall() -> None:
    every = [_watched(1, "10.00", before=D("90.00"), provisional=True)]
    assert _titled(concerns(every), "Giảm").count == 0


def test_a_capped_grade_is_named_with_the_one_its_points_would_give() -> None:
    every = [_watched(1, "92.00", grade="completed", uncapped="excellent")]
    capped = _titled(concerns(every), "Bị khống chế")
    assert (capped.kind, capped.lines[0].words) == ("bad", "đủ điểm mức Xuất sắc, bị khống chế ở mức Đạt")


def test_no_data_and_too_little_data_are_told_apart() -> None:
    every = [
        _watched(1, None),
        _watched(2, "55.00", provisional=True, grade="not_graded", uncapped="not_graded"),
    ]
    silent = _titled(concerns(every), "Thiếu dữ liệu")
    assert [line.words for line in silent.lines] == [
        "chưa có dữ liệu nào trong kỳ",
        "điểm tạm tính 55,00, độ phủ dưới mức tối thiểu",
    ]


def test_a_long_list_shows_its_worst_and_says_how_many_there_are() -> None:
    every = [_watched(number, "80.00", gap=D(10 + number)) for number in range(9)]
    gaping = _titled(concerns(every), "Tự chấm")
    assert (gaping.count, len(gaping.lines), gaping.lines[0].agency) == (9, SHOWN, 8)


def test_every_reason_is_listed_even_when_nobody_is_meant() -> None:
    assert [(one.count, one.kind) for one in concerns([])] == [(0, "ok")] * 4


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([], []),
        ([5, 9], [5, 9]),
        ([5, 9, 2, 3], [5, 9, 5]),
        ([5, 9, 2], [9, 7]),
        ([4], []),
        ([4, 3], [7]),
        ([6, 1], [7]),
        ([0, 8], [8]),
    ],
)
def test_small_counts_are_merged_and_cannot_be_found_by_subtraction(
    counts: list[int], shown: list[int]
) -> None:
    tallies = [Tally(f"ngày {number}", n, 4 * n) for number, n in enumerate(counts)]
    found = at_least_five(tallies, "gộp")
    assert [tally.n for tally in found] == shown
    if found:
        assert sum(tally.n for tally in found) == sum(counts)
        assert sum(tally.k for tally in found) == 4 * sum(counts)


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0"), (1, "dưới 5"), (4, "dưới 5"), (5, "5"), (1234, "1.234")]
)
def test_a_small_count_is_told_as_such(count: int, words: str) -> None:
    assert told(count) == words


def test_the_next_better_mark_and_what_it_asks() -> None:
    assert better_mark("A", DEFAULT_CONFIDENCE) is None
    rule = better_mark("B", DEFAULT_CONFIDENCE)
    assert rule is not None
    found = reasons(rule, visited=True, submitted=6, expected=8, ratings=3)
    assert [reason.met for reason in found] == [True, False, False]
    assert "đã nộp 6 trên 8 (75%)" in found[1].words
    assert found[2].words.endswith("chưa đủ lượt để công bố.")


def test_an_agency_without_citizens_is_not_asked_for_ratings() -> None:
    rule = better_mark("C", DEFAULT_CONFIDENCE)
    assert rule is not None
    assert len(reasons(rule, visited=False, submitted=0, expected=0, ratings=None)) == 1
