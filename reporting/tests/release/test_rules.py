"""What a release shows: bands before places, ties shared, the most improved, those listed apart."""

from decimal import Decimal

import pytest

from evaluations.rules.ranking import NO_TOTAL, PROVISIONAL, TOO_SMALL
from evaluations.rules.released_table import TOO_FEW, Released, change_of, released_table


def result(agency: int, total: str | None, rank: int | None = 1, **given: object) -> Released:
    told = {
        "agency": agency,
        "group": "commune",
        "set_id": 1,
        "total": None if total is None else Decimal(total),
        "grade": "good",
        "confidence": "A",
        "provisional": False,
        "rank": rank,
        "of": 4,
        "headcount": 5,
        **given,
    }
    return Released(**told)  # type: ignore[arg-type]


def test_bands_stand_before_places_and_ties_share_one() -> None:
    """The second has the higher total, but a critical finding holds its grade down (S8)."""
    rows = [
        result(1, "91", 2, grade="excellent"),
        result(2, "95", 1, grade="completed"),
        result(3, "80", 3),
        result(4, "80", 3),
    ]
    (table,) = released_table(rows, {}, ["department", "commune"])
    shown = [(grade, [(row.agency, row.rank) for row in members]) for grade, members in table.bands]
    assert shown == [("excellent", [(1, 2)]), ("good", [(3, 3), (4, 3)]), ("completed", [(2, 1)])]


def test_those_without_a_place_are_listed_apart_with_the_reason() -> None:
    rows = [
        result(1, None, None, provisional=True),
        result(2, "70", None, provisional=True),
        result(3, "70", None),
    ]
    (table,) = released_table(rows, {}, ["commune"])
    assert table.bands == []
    assert [one.reason for one in table.unranked] == [NO_TOTAL, PROVISIONAL, TOO_SMALL]


def test_of_fewer_than_five_people_no_figure_is_told() -> None:
    (table,) = released_table([result(1, "90", 1), result(2, "80", 2, headcount=4)], {}, ["commune"])
    assert [row.agency for _, members in table.bands for row in members] == [1]
    (apart,) = table.unranked
    assert (apart.reason, apart.row[3:6], apart.row.rank, apart.row.of) == (
        TOO_FEW,
        (None, "", ""),
        None,
        None,
    )


def test_the_most_improved_are_the_first_three_places_by_points_gained() -> None:
    before = {pk: result(pk, "70") for pk in range(1, 7)}
    totals = {1: "75", 2: "75", 3: "78", 4: "71", 5: "70", 6: "60"}
    (table,) = released_table([result(pk, total) for pk, total in totals.items()], before, ["commune"])
    assert [(one.agency, one.place, one.change) for one in table.improved] == [
        (3, 1, Decimal(8)),
        (1, 2, Decimal(5)),
        (2, 2, Decimal(5)),
    ]
    assert table.changes[6] == Decimal(-10)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ({"set_id": 2}, {}),
        ({"group": "department"}, {}),
        ({"rank": None, "provisional": True}, {}),
        ({}, {"rank": None, "provisional": True}),
        ({"headcount": 4}, {}),
        ({}, {"headcount": 4}),
    ],
    ids=["another set", "another group", "provisional before", "provisional now", "few before", "few now"],
)
def test_what_cannot_be_compared_is_not(was: dict[str, object], now: dict[str, object]) -> None:
    assert change_of(result(1, "80", **now), {1: result(1, "70", **was)}) is None
    assert change_of(result(1, "80"), {1: result(1, "70")}) == Decimal(10)
