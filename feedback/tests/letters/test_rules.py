"""Apologies by the table: NĐ 61/2018/NĐ-CP Điều 19.9, TT 01/2018/TT-VPCP form 04."""

from datetime import date

import pytest

from feedback.rules.letters import (
    FINISHED_IN_TIME,
    NAME_A_DAY,
    NO_DAY,
    NOT_PAST,
    ONCE_ONLY,
    DossierFacts,
    LateDossier,
    Sending,
    Standing,
    apologies_of,
    apology_problems,
    is_in_time,
    is_lawful,
    is_overdue,
    last_lawful_day,
    last_working_day,
    owed_until,
    standing,
)

FRIDAY = date(2026, 11, 20)
DUE = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("due", "last", "at_work"),
    [
        (date(2026, 11, 19), date(2026, 11, 18), date(2026, 11, 18)),
        # due on a Monday: the law's last day is a Sunday, nobody works then
        (date(2026, 11, 23), date(2026, 11, 22), date(2026, 11, 20)),
        # the national day, 1 and 2 September, with the Monday before it worked for on another day
        (date(2026, 9, 3), date(2026, 9, 2), date(2026, 8, 28)),
    ],
)
def test_the_last_day_is_one_day_before(due: date, last: date, at_work: date) -> None:
    assert (last_lawful_day(due), last_working_day(due)) == (last, at_work)


@pytest.mark.parametrize(
    ("sent", "lawful"),
    [(date(2026, 11, 22), True), (date(2026, 11, 23), True), (DUE, False), (date(2026, 11, 25), False)],
)
def test_in_time_is_one_day_before_expiry(sent: date, lawful: bool) -> None:
    assert is_in_time(sent, DUE) is lawful


@pytest.mark.parametrize(
    ("finished", "today", "late"),
    [
        (None, DUE, False),
        (None, date(2026, 11, 25), True),
        (DUE, date(2026, 12, 1), False),
        (date(2026, 11, 25), date(2026, 12, 1), True),
    ],
)
def test_overdue_is_after_the_appointed_day(finished: date | None, today: date, late: bool) -> None:
    assert is_overdue(DUE, finished, today) is late


IN_TIME = Sending(date(2026, 11, 23), date(2026, 11, 30))
LATE = Sending(DUE, date(2026, 11, 30))


@pytest.mark.parametrize(
    ("letters", "lawful"),
    [
        ((), False),
        ((IN_TIME,), True),
        ((LATE,), False),
        ((IN_TIME, Sending(date(2026, 11, 29), date(2026, 12, 4))), False),
        ((Sending(None, date(2026, 11, 30)),), False),
    ],
)
def test_one_apology_sent_in_time_is_lawful(letters: tuple[Sending, ...], lawful: bool) -> None:
    assert is_lawful(DUE, letters) is lawful


def test_what_is_due_within_two_working_days_owes_one() -> None:
    # Monday and Wednesday: 24 November is the day of Vietnam's culture
    assert owed_until(FRIDAY) == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("dossier", "new_due", "wanted"),
    [
        (DossierFacts(date(2026, 11, 26)), None, Standing.NOT_YET),
        (DossierFacts(date(2026, 11, 24)), None, Standing.SOON),
        (DossierFacts(date(2026, 11, 21)), None, Standing.LAST_DAY),
        # due on Monday: today is the last day at work before
        (DossierFacts(date(2026, 11, 23)), None, Standing.LAST_DAY),
        (DossierFacts(date(2026, 11, 20)), None, Standing.TOO_LATE),
        (DossierFacts(date(2026, 11, 3)), None, Standing.TOO_LATE),
        (DossierFacts(date(2026, 11, 3), None, 1), date(2026, 11, 20), Standing.PROMISED),
        (DossierFacts(date(2026, 11, 3), None, 1), date(2026, 11, 19), Standing.BROKEN),
        (DossierFacts(date(2026, 11, 3), date(2026, 11, 3)), None, Standing.FINISHED),
        (DossierFacts(date(2026, 11, 3), date(2026, 11, 4)), None, Standing.FINISHED_LATE),
        (DossierFacts(date(2026, 11, 3), date(2026, 11, 4), 1), date(2026, 11, 10), Standing.FINISHED),
    ],
)
def test_how_a_dossier_stands(dossier: DossierFacts, new_due: date | None, wanted: Standing) -> None:
    assert standing(dossier, new_due, FRIDAY) is wanted


@pytest.mark.parametrize(
    ("dossier", "new_due", "problem"),
    [
        (DossierFacts(DUE), date(2026, 11, 27), None),
        # late is allowed: the letter says so
        (DossierFacts(date(2026, 11, 10)), date(2026, 11, 27), None),
        (DossierFacts(DUE), None, NAME_A_DAY),
        (DossierFacts(DUE), DUE, "Ngày hẹn lại phải sau ngày hẹn cũ (24/11/2026)."),
        (DossierFacts(date(2026, 11, 10)), FRIDAY, NOT_PAST),
        (DossierFacts(DUE, apologies=1), date(2026, 11, 27), ONCE_ONLY),
        (DossierFacts(DUE, finished_on=FRIDAY), date(2026, 11, 27), FINISHED_IN_TIME),
        (DossierFacts(date(2026, 11, 10), finished_on=date(2026, 11, 12)), None, None),
        (DossierFacts(date(2026, 11, 10), finished_on=date(2026, 11, 12)), date(2026, 11, 27), NO_DAY),
    ],
)
def test_what_keeps_an_apology_back(dossier: DossierFacts, new_due: date | None, problem: str | None) -> None:
    assert list(apology_problems(dossier, new_due, FRIDAY).values()) == ([problem] if problem else [])


def test_a_month_counts_what_is_late_and_what_of_it_was_lawful() -> None:
    month = [
        LateDossier(date(2026, 11, 5), date(2026, 11, 9), (Sending(date(2026, 11, 4), date(2026, 11, 10)),)),
        LateDossier(date(2026, 11, 6), None, ()),
        LateDossier(date(2026, 11, 9), date(2026, 11, 9), ()),
        LateDossier(DUE, None, (IN_TIME,)),
    ]
    assert apologies_of(month, FRIDAY) == (1, 2)
    assert apologies_of(month, date(2026, 12, 1)) == (2, 3)
    assert apologies_of([], FRIDAY) == (0, 0)
