"""The ladder and readiness as tables of cases (S15)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from evaluations.rules.closing.ladder import (
    Rung,
    UnitForms,
    agency_rung,
    earliest_end,
    figure_rung,
    moved_words,
    not_ready,
    unit_rung,
    units_rung,
)
from evaluations.rules.closing.preview_words import standing_of
from evaluations.rules.closing.readiness import ReadinessFacts, hindrances, is_ready

FIGURE, MOVED = Decimal("87.43"), Decimal("87.50")
CLOSES = date(2026, 12, 4)
READY = ReadinessFacts("open", date(2026, 11, 30), date(2026, 12, 7), CLOSES, rated=130)
FORMS = UnitForms(12, 12, 12)


@pytest.mark.parametrize(
    ("opened", "last"),
    [
        (date(2026, 12, 1), date(2026, 12, 4)),
        (date(2026, 12, 3), date(2026, 12, 8)),
        (date(2026, 12, 5), date(2026, 12, 10)),
        # 30 April and 1 May are holidays, the 2nd and 3rd a weekend
        (date(2026, 4, 29), date(2026, 5, 6)),
    ],
)
def test_a_window_has_three_working_days(opened: date, last: date) -> None:
    assert earliest_end(opened) == last


@pytest.mark.parametrize(
    ("signed", "at", "now", "over", "own", "above"),
    [
        (False, None, FIGURE, False, Rung.WAITING, Rung.WAITING),
        (False, None, FIGURE, True, Rung.SILENT, Rung.SILENT),
        (True, FIGURE, FIGURE, False, Rung.SIGNED, Rung.SIGNED),
        (True, FIGURE, FIGURE, True, Rung.SIGNED, Rung.SIGNED),
        (True, FIGURE, MOVED, False, Rung.MOVED, Rung.MOVED),
        (True, FIGURE, MOVED, True, Rung.MOVED, Rung.SILENT),
        (True, None, None, False, Rung.SIGNED, Rung.SIGNED),
        (True, None, FIGURE, False, Rung.MOVED, Rung.MOVED),
    ],
)
def test_a_rung_stands_by_figure_and_day(
    signed: bool, at: Decimal | None, now: Decimal | None, over: bool, own: Rung, above: Rung
) -> None:
    assert figure_rung(signed, at, now, over=over) == own
    assert agency_rung(signed, at, now, over=over) == above


def test_a_moved_figure_is_said_in_words() -> None:
    assert moved_words(FIGURE, MOVED) == "ký ở 87,43, nay 87,50"


@pytest.mark.parametrize(
    ("note", "forms", "rung"),
    [
        (None, FORMS, Rung.WAITING),
        (FORMS.words, FORMS, Rung.SIGNED),
        (f"{FORMS.words} Ký thay.", FORMS, Rung.SIGNED),
        (FORMS.words, UnitForms(12, 12, 11), Rung.MOVED),
        (UnitForms(1, 1, 1).words, UnitForms(1, 1, 11), Rung.MOVED),
    ],
)
def test_a_unit_signs_for_its_forms(note: str | None, forms: UnitForms, rung: Rung) -> None:
    assert unit_rung(note, forms) == rung


@pytest.mark.parametrize(
    ("forms", "complete"),
    [
        (FORMS, True),
        (UnitForms(12, 11, 11), False),
        (UnitForms(12, 12, 11), False),
        (UnitForms(0, 0, 0), True),
    ],
)
def test_forms_are_complete_when_all_are_decided(forms: UnitForms, complete: bool) -> None:
    assert forms.is_complete == complete


@pytest.mark.parametrize(
    ("rungs", "together"),
    [
        ([], Rung.SIGNED),
        ([Rung.SIGNED, Rung.SIGNED], Rung.SIGNED),
        ([Rung.SIGNED, Rung.WAITING], Rung.WAITING),
        ([Rung.WAITING, Rung.MOVED], Rung.MOVED),
    ],
)
def test_units_stand_together(rungs: list[Rung], together: Rung) -> None:
    assert units_rung(rungs) == together


@pytest.mark.parametrize(
    ("agency", "objections", "ready"),
    [
        (Rung.SIGNED, 0, True),
        (Rung.SILENT, 0, True),
        (Rung.WAITING, 0, False),
        (Rung.MOVED, 0, False),
        (Rung.SIGNED, 1, False),
        (Rung.SILENT, 2, False),
    ],
)
def test_home_affairs_signs_what_is_ready(agency: Rung, objections: int, ready: bool) -> None:
    assert (not_ready(agency, objections) == "") == ready


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        ({}, []),
        ({"state": "closed"}, ["closed"]),
        ({"state": "scheduled"}, ["not_open"]),
        ({"today": date(2026, 11, 30)}, ["running"]),
        ({"closes_on": None}, ["no_preview"]),
        ({"today": CLOSES}, ["window"]),
        ({"rated": 0}, ["no_results"]),
        ({"stale": 2}, ["stale"]),
        ({"untold": True}, ["untold"]),
        ({"open_objections": 1}, ["objections"]),
        ({"unsettled_records": 3}, ["captures"]),
        ({"unsigned": 4}, ["unsigned"]),
    ],
)
def test_what_blocks_a_closing(change: dict[str, Any], codes: list[str]) -> None:
    found = hindrances(replace(READY, **change))
    assert [one.code for one in found if one.blocking] == codes
    assert is_ready(found) == (not codes)
    assert all(one.sentence.endswith(".") for one in found)


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ("unanswered_explanations", "explanations"),
        ("silent", "silent"),
        ("missing_forms", "missing"),
        ("unreviewed_forms", "unreviewed"),
        ("open_appeals", "appeals"),
        ("provisional", "provisional"),
    ],
)
def test_what_only_warns(field: str, code: str) -> None:
    found = hindrances(replace(READY, **{field: 1234}))
    assert [(one.code, one.blocking) for one in found] == [(code, False)]
    assert "1.234" in found[0].sentence


def test_before_the_preview_nobody_is_asked_to_sign() -> None:
    found = hindrances(replace(READY, closes_on=None, unsigned=130))
    assert [one.code for one in found] == ["no_preview"]


@pytest.mark.parametrize(
    ("state", "closes_on", "revision", "words"),
    [
        ("scheduled", None, None, "Chưa mở"),
        ("open", None, None, "Tạm tính"),
        ("open", date(2026, 12, 7), None, "Dự kiến, còn nhận ý kiến đến 07/12/2026"),
        ("open", CLOSES, None, "Dự kiến, hết hạn nêu ý kiến 04/12/2026"),
        ("closed", CLOSES, 2, "Đã chốt, bản 2"),
        ("closed", None, None, "Đã chốt"),
    ],
)
def test_figures_say_how_far_they_stand(
    state: str, closes_on: date | None, revision: int | None, words: str
) -> None:
    assert standing_of(state, closes_on, READY.today, revision).words == words
