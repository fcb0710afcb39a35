"""Reports and sentences in a flood are kept and marked; their photos are not even unpacked."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from pytest_django.asserts import assertNumQueries

from core.daily_key import DailyKey
from feedback.actions.floods import comes_in_flood, note_case, note_remark
from feedback.enums import MarkKind
from feedback.gather import sources
from feedback.gather.sources import mark_of
from feedback.models import DayMark
from feedback.tests.conftest import AT

DAY = AT.date()
A, B = "a" * 32, "b" * 32


@pytest.mark.django_db
def test_the_sixth_report_of_a_source_is_part_of_a_flood() -> None:
    assert [note_case(source=A, at=AT) for _ in range(7)] == [False] * 5 + [True] * 2
    assert note_case(source=B, at=AT) is False


@pytest.mark.django_db
def test_the_twenty_first_sentence_of_a_source_is_part_of_a_flood() -> None:
    assert [note_remark(source=A, at=AT) for _ in range(22)] == [False] * 20 + [True] * 2
    assert note_case(source=A, at=AT) is False


@pytest.mark.django_db
def test_a_machine_at_a_counter_is_many_people() -> None:
    assert [note_case(source=A, at=AT, is_kiosk=True) for _ in range(21)] == [False] * 20 + [True]
    assert comes_in_flood(source=A, at=AT, is_kiosk=True) is True
    assert [note_remark(source=A, at=AT, is_kiosk=True) for _ in range(61)] == [False] * 60 + [True]


@pytest.mark.django_db
def test_a_province_wide_burst_marks_what_comes_within_the_ten_minutes(settings: Any) -> None:
    settings.FLOOD_CASES_BURST = 3
    sent = [note_case(source=f"{number:032x}", at=AT) for number in range(5)]
    assert sent == [False, False, False, True, True]
    assert note_case(source=B, at=AT + timedelta(minutes=10)) is False


@pytest.mark.django_db
def test_the_next_day_begins_anew() -> None:
    for _ in range(6):
        note_case(source=A, at=AT)
    assert note_case(source=A, at=AT + timedelta(days=1)) is False


@pytest.mark.django_db
def test_asking_beforehand_counts_nothing() -> None:
    for _ in range(5):
        assert comes_in_flood(source=A, at=AT) is False
        note_case(source=A, at=AT)
    assert comes_in_flood(source=A, at=AT) is True
    assert DayMark.objects.filter(kind=MarkKind.CASE).count() == 5


@pytest.mark.django_db
def test_two_statements_note_a_report() -> None:
    with assertNumQueries(2):
        note_case(source=A, at=AT)


@pytest.mark.django_db
def test_the_traces_are_kept_out_of_the_archived_log() -> None:
    """An archived log would remember the ten minutes of a rating long after its trace is gone."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, relpersistence FROM pg_class "
            "WHERE relname IN ('feedback_ratingtrace', 'feedback_daymark') ORDER BY relname"
        )
        kept = [(name, str(how)) for name, how in cursor.fetchall()]
    assert kept == [("feedback_daymark", "u"), ("feedback_ratingtrace", "u")]


def test_a_mark_tells_the_same_device_today_and_nobody_tomorrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "SERVER", DailyKey())  # other tests may have turned the server's far ahead
    today = mark_of("10.0.0.1", "Máy A", DAY, "rating")
    assert today == mark_of("10.0.0.1", "Máy A", DAY, "rating")
    assert today != mark_of("10.0.0.2", "Máy A", DAY, "rating")
    assert today != mark_of("10.0.0.1", "Máy A", DAY, "report")
    assert len(today) == 32
    assert mark_of("10.0.0.1", "Máy A", DAY + timedelta(days=1), "rating") != today


@pytest.mark.django_db
def test_the_mark_of_a_sentence_does_not_lead_to_its_rating() -> None:
    for _one in range(2):
        note_remark(source=A, at=AT)
    (mark,) = set(DayMark.objects.values_list("source", flat=True))
    assert mark != A
    assert len(mark) == 32
