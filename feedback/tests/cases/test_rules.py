"""Extensions, the ladder of reminders, templates: tables."""

from datetime import date

import pytest

from feedback.rules.case_ladder import Digest, digest, due_words, is_escalated, rung_reached
from feedback.rules.extensions import extended_to, why_not_extend
from feedback.rules.reply_templates import filled, unknown_placeholders

DUE = date(2026, 11, 23)  # a Monday; the 24th is a holiday (Vietnamese Culture Day)


@pytest.mark.parametrize(
    ("given", "on", "home_affairs", "allowed"),
    [
        (0, date(2026, 11, 20), False, True),
        (0, DUE, False, True),
        (1, DUE, False, False),
        (1, DUE, True, True),
        (2, DUE, True, False),
        (0, date(2026, 11, 24), False, False),
        (0, date(2026, 11, 24), True, False),
    ],
)
def test_the_head_extends_once_and_home_affairs_a_second_time(given, on, home_affairs, allowed):
    assert (why_not_extend(given=given, due_on=DUE, on=on, home_affairs=home_affairs) == "") is allowed


def test_an_extension_counts_working_days():
    assert extended_to(DUE, 5) == date(2026, 12, 1)
    with pytest.raises(ValueError, match="bounds"):
        extended_to(DUE, 11)


@pytest.mark.parametrize(
    ("on", "rung"),
    [
        (date(2026, 11, 19), None),
        (date(2026, 11, 20), date(2026, 11, 20)),
        (date(2026, 11, 22), date(2026, 11, 20)),
        (DUE, DUE),
        (date(2026, 11, 24), DUE),
        (date(2026, 11, 25), date(2026, 11, 25)),
        (date(2026, 11, 26), date(2026, 11, 25)),
        (date(2026, 11, 27), date(2026, 11, 27)),
    ],
)
def test_a_rung_is_reached_one_working_day_before_on_the_day_and_after(on, rung):
    assert rung_reached(DUE, on) == rung


def test_a_digest_counts_what_comes_what_is_due_and_what_is_late():
    days = [date(2026, 11, 23), date(2026, 11, 20), date(2026, 11, 17), date(2026, 12, 10)]
    assert digest(days, date(2026, 11, 20)) == Digest(date(2026, 11, 20), 1, 1, 1, 3)
    assert digest([date(2026, 12, 10)], date(2026, 11, 20)) is None


@pytest.mark.parametrize(("on", "told"), [(date(2026, 11, 30), False), (date(2026, 12, 1), True)])
def test_home_affairs_is_told_from_five_working_days_late(on, told):
    assert is_escalated(DUE, on) is told


def test_a_due_day_in_words():
    assert due_words(DUE, date(2026, 11, 20)) == "còn 3 ngày"
    assert due_words(DUE, DUE) == "hôm nay"
    assert due_words(DUE, date(2026, 11, 25)) == "quá hạn 2 ngày"
    assert due_words(None, DUE) == ""


def test_a_template_is_filled_and_says_what_it_cannot_fill():
    text = "Kính gửi Ông/bà, về phản ánh {ma} tại {co_quan} ({bo_phan}); {x} giữ nguyên."
    assert filled(text, {"ma": "A1B2C3", "co_quan": "Sở Tư pháp"}) == (
        "Kính gửi Ông/bà, về phản ánh A1B2C3 tại Sở Tư pháp (…); {x} giữ nguyên."
    )
    assert unknown_placeholders(text) == ["x"]
