"""Who owes a form, as a table: the law's article beside each case.

March 2026 has 22 working days; 16/3 is a Monday. Agencies 1 and 2 are rated, None is the province's office.
"""

from datetime import date

import pytest

from evaluations.enums import Owing
from evaluations.rules.assessments.owing import Absence, Held, Line, MonthDays, month_days, owing_of

MARCH = month_days(date(2026, 3, 1), date(2026, 4, 1), 5)
OLD = date(2025, 7, 1)


def day(number: int) -> date:
    return date(2026, 3, number)


def post(
    agency: int | None, starts: date = OLD, ends: date | None = None, kind: str = "regular", pk: int = 0
) -> Held:
    return Held(pk or (agency or 9) * 10, agency, (agency or 9) * 100, kind, starts, ends)


def lent(agency: int | None, starts: date = OLD, ends: date | None = None) -> Held:
    return post(agency, starts, ends, "secondment", pk=77)


OWED, LEAVE, SHORT = Owing.OWED, Owing.ON_LEAVE, Owing.SHORT_STAY
SECONDED, MOVED, LEFT = Owing.SECONDED_AWAY, Owing.MOVED_AWAY, Owing.LEFT
L80, N233, HOUSE = "Luật 80/2025 Đ25–27", "NĐ 233/2026 Đ14", "docs/decisions/who-owes.md"

CASES = [
    (L80, "the whole month", [post(1)], [], {1: (OWED, 22)}),
    (L80, "joined on the 16th", [post(1, day(16))], [], {1: (OWED, 12)}),
    (HOUSE, "joined with five working days left", [post(1, day(25))], [], {1: (OWED, 5)}),
    (HOUSE, "joined with four working days left", [post(1, day(26))], [], {1: (SHORT, 4)}),
    (L80, "left on the 12th", [post(1, OLD, day(12))], [], {1: (LEFT, 8)}),
    (L80, "the last day is the last post's day", [post(1, OLD, date(2026, 4, 1))], [], {1: (OWED, 22)}),
    (L80, "gone from the last day on", [post(1, OLD, day(31))], [], {1: (LEFT, 21)}),
    (
        N233,
        "moved on the 12th",
        [post(1, OLD, day(12)), post(2, day(12))],
        [],
        {1: (MOVED, 8), 2: (OWED, 14)},
    ),
    (
        N233,
        "moved on the 30th",
        [post(1, OLD, day(30)), post(2, day(30))],
        [],
        {1: (MOVED, 20), 2: (SHORT, 2)},
    ),
    (N233, "to the province's office", [post(1, OLD, day(12)), post(None, day(12))], [], {1: (MOVED, 8)}),
    (
        N233,
        "between units of one agency",
        [post(1, OLD, day(30)), post(1, day(30), pk=11)],
        [],
        {1: (OWED, 22)},
    ),
    (N233, "maternity all month", [post(1)], [(date(2026, 1, 5), date(2026, 7, 5))], {1: (LEAVE, 0)}),
    (N233, "back from maternity on the 25th", [post(1)], [(date(2025, 9, 25), day(25))], {1: (OWED, 5)}),
    (N233, "back from maternity on the 26th", [post(1)], [(date(2025, 9, 26), day(26))], {1: (LEAVE, 4)}),
    (N233, "return not known", [post(1)], [(day(2), None)], {1: (LEAVE, 0)}),
    (N233, "a week's leave", [post(1)], [(day(9), day(14))], {1: (OWED, 17)}),
    (
        N233,
        "two leaves count a day once",
        [post(1)],
        [(day(2), day(21)), (day(10), day(28))],
        {1: (LEAVE, 2)},
    ),
    (N233, "joined on the 16th, ill from the 18th", [post(1, day(16))], [(day(18), None)], {1: (LEAVE, 2)}),
    (HOUSE, "lent all month", [post(1), lent(2)], [], {1: (SECONDED, 22), 2: (OWED, 22)}),
    (HOUSE, "lent and on leave", [post(1), lent(2)], [(OLD, None)], {1: (SECONDED, 0), 2: (LEAVE, 0)}),
    (
        HOUSE,
        "lent from the 30th: home still asks",
        [post(1), lent(2, day(30))],
        [],
        {1: (OWED, 22), 2: (SHORT, 2)},
    ),
    (HOUSE, "back home on the 20th", [post(1), lent(2, OLD, day(20))], [], {1: (OWED, 22), 2: (MOVED, 14)}),
    (HOUSE, "lent within the agency", [post(1), lent(1)], [], {1: (OWED, 22)}),
    (HOUSE, "lent to where nobody is rated", [post(1), lent(None)], [], {1: (OWED, 22)}),
    (HOUSE, "a second post", [post(1), post(2, kind="concurrent")], [], {1: (OWED, 22), 2: (OWED, 22)}),
    (
        HOUSE,
        "lent away, but with a second post at home",
        [post(1), post(1, kind="concurrent", pk=12), lent(2)],
        [],
        {1: (OWED, 22), 2: (OWED, 22)},
    ),
    (L80, "nowhere rated", [post(None)], [], {}),
    (L80, "no post", [], [], {}),
]


@pytest.mark.parametrize(
    ("clause", "case", "posts", "leaves", "expected"), CASES, ids=[row[1] for row in CASES]
)
def test_who_owes(
    clause: str,
    case: str,
    posts: list[Held],
    leaves: list[tuple[date, date | None]],
    expected: dict[int, tuple[Owing, int]],
) -> None:
    lines = owing_of(MARCH, posts, [Absence(*leave) for leave in leaves])
    assert {line.agency_id: (line.owing, line.working_days) for line in lines} == expected, clause


def test_the_first_post_of_the_last_day_names_the_unit_and_all_of_them_are_named() -> None:
    posts = [post(1, OLD, day(10), pk=11)._replace(unit_id=101), post(1, day(10), pk=12), post(1, pk=13)]
    assert owing_of(MARCH, posts) == [Line(1, 100, OWED, 22, (12, 13))]


def test_the_last_unit_stands_for_whoever_is_gone() -> None:
    gone = [post(1, OLD, day(5))._replace(unit_id=101), post(1, day(5), day(9))._replace(unit_id=102)]
    assert owing_of(MARCH, gone) == [Line(1, 102, LEFT, 5, ())]


def test_days_in_an_agency_that_merged_within_the_month_count_for_its_heir() -> None:
    """A merger on the 30th: without this nobody of the new agency would owe a form."""
    posts = [post(1, OLD, day(30)), post(2, day(30))]
    lines = owing_of(MARCH, posts, heirs={1: frozenset({2})})
    assert [(line.owing, line.working_days) for line in lines] == [(MOVED, 20), (OWED, 22)]


def test_holidays_are_no_working_days() -> None:
    """Tết 2026: the working days of February, Vietnam's calendar (core.dates)."""
    february = month_days(date(2026, 2, 1), date(2026, 3, 1), 5)
    assert len(february.working) < 20
    assert february.latest_start == february.working[-5]


def test_a_month_too_short_for_the_term_asks_nobody() -> None:
    days = MonthDays(day(1), day(4), (day(2), day(3)), 5)
    assert days.latest_start is None
    assert [line.owing for line in owing_of(days, [post(1)])] == [SHORT]
