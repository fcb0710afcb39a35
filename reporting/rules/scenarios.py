"""What a scenario keeps of its outcome: every agency's move as a short row of plain values."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from evaluations.rules.rounding import from_cents, to_cents
from evaluations.rules.what_if.moved import Move, Standing

Row = list[Any]


def moves_to_rows(moves: Iterable[Move]) -> list[Row]:
    """agency, group, headcount, then total in hundredths, rank, of, grade, provisional before and after."""
    return [
        [one.agency, one.group, one.headcount, *_standing_row(one.before), *_standing_row(one.after)]
        for one in moves
    ]


def rows_to_moves(rows: Iterable[Sequence[Any]]) -> list[Move]:
    """Back from ``moves_to_rows``."""
    return [
        Move(agency, group, headcount, _standing(figures[:5]), _standing(figures[5:]))
        for agency, group, headcount, *figures in rows
    ]


def _standing_row(one: Standing) -> Row:
    cents = None if one.total is None else to_cents(one.total)
    return [cents, one.rank, one.of, one.grade, one.provisional]


def _standing(row: Sequence[Any]) -> Standing:
    cents, rank, of, grade, provisional = row
    return Standing(None if cents is None else from_cents(cents), rank, of, grade, provisional)


def is_stale(pins: Iterable[Sequence[Any]], now: Mapping[int, tuple[int, int, int | None]]) -> bool:
    """Whether a month of the scenario stands on other figures today: a roll-up or a correction came since."""
    return any(now.get(period) != (period, revision, snapshot) for period, _, revision, snapshot in pins)
