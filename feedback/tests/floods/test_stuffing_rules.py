"""Caps per source, bursts and swollen days, as tables; no database."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from feedback.enums import StuffingPattern
from feedback.rules.floods import FloodLimits, is_flood
from feedback.rules.stuffing import (
    Beyond,
    Limits,
    Seen,
    beyond,
    burst_limit,
    day_limit,
    is_refused,
    may_exceed,
    source_limit,
    source_words,
    window_of,
)

LIMITS = Limits()
SOURCE, BURST, DAY = StuffingPattern.SOURCE, StuffingPattern.BURST, StuffingPattern.DAY


@pytest.mark.parametrize(
    ("channel", "usual", "limit"),
    [
        ("qr", None, 20),
        ("qr", 0, 20),
        ("qr", 40, 20),
        ("qr", 41, 21),
        ("qr", 300, 150),
        ("kiosk", None, 60),
        ("kiosk", 100, 60),
        ("kiosk", 130, 65),
    ],
)
def test_a_source_is_believed_up_to_its_cap_or_half_of_the_usual_day(channel, usual, limit):
    assert source_limit(LIMITS, channel, None if usual is None else Decimal(usual)) == limit


@pytest.mark.parametrize(
    ("usual", "burst", "day"),
    [
        (None, 30, 150),
        ("0.5", 30, 150),
        (30, 30, 150),
        ("30.2", 30, 151),
        (288, 30, 1440),
        (289, 31, 1445),
        (480, 50, 2400),
    ],
)
def test_a_burst_and_a_day_are_five_times_the_usual_and_never_below_their_floor(usual, burst, day):
    mean = None if usual is None else Decimal(usual)
    assert (burst_limit(LIMITS, mean), day_limit(LIMITS, mean)) == (burst, day)


@pytest.mark.parametrize(
    ("seen", "channel", "found"),
    [
        (Seen(1, 1, 1, 1), "qr", None),
        (Seen(20, 30, 150, 150), "qr", None),
        (Seen(21, 21, 21, 21), "qr", Beyond(SOURCE, 1)),
        (Seen(60, 20, 60, 60), "kiosk", None),
        (Seen(61, 20, 61, 61), "kiosk", Beyond(SOURCE, 1)),
        (Seen(1, 31, 31, 31), "qr", Beyond(BURST, 1)),
        (Seen(1, 45, 45, 45), "qr", Beyond(BURST, 15)),
        (Seen(1, 10, 151, 151), "qr", Beyond(DAY, 1)),
        (Seen(1, 31, 151, 151), "qr", Beyond(BURST, 1)),
        (Seen(25, 40, 200, 200), "qr", Beyond(SOURCE, 5)),
        # a hall of 480 a day behind one Wi-Fi: 45 of one telephone, 50 in ten minutes, 2,000 in a day
        (Seen(45, 50, 2000, 2000, Decimal(480)), "qr", None),
        (Seen(45, 51, 2000, 2000, Decimal(480)), "qr", Beyond(BURST, 1)),
        (Seen(241, 50, 2401, 2401, Decimal(480)), "qr", Beyond(SOURCE, 1)),
        # four in five telephones of a hall are one source: believed as long as the day is an ordinary one
        (Seen(32, 4, 40, 40, Decimal(40)), "qr", None),
        (Seen(56, 4, 70, 70, Decimal(40)), "qr", None),
        (Seen(57, 4, 71, 71, Decimal(40)), "qr", Beyond(SOURCE, 37)),
        (Seen(32, 4, 140, 140, Decimal(40), light=108), "qr", None),
        (Seen(32, 4, 190, 190, Decimal(40), light=70), "qr", Beyond(SOURCE, 12)),
        (Seen(360, 20, 460, 460, Decimal(300)), "qr", None),
        (Seen(361, 20, 461, 461, Decimal(300)), "qr", Beyond(SOURCE, 211)),
    ],
)
def test_the_narrowest_pattern_sets_aside(seen, channel, found):
    assert beyond(seen, LIMITS, channel) == found
    assert found is None or may_exceed(seen, LIMITS)


@pytest.mark.parametrize(
    ("of_source", "usual", "refused"),
    [
        (0, None, False),
        (199, None, False),
        (200, None, True),
        (10_000, 126, True),
        (200, 126, True),
        (240, 300, False),
        (460, 300, True),
    ],
)
def test_beyond_the_hard_cap_and_an_ordinary_day_nothing_is_taken(of_source, usual, refused):
    assert is_refused(of_source, LIMITS, None if usual is None else Decimal(usual)) is refused


@pytest.mark.parametrize(
    ("of_source", "in_window", "flood"),
    [(1, 1, False), (5, 30, False), (6, 6, True), (1, 31, True)],
)
def test_the_sixth_report_of_a_day_and_the_province_s_thirty_first_in_ten_minutes_are_a_flood(
    of_source, in_window, flood
):
    assert is_flood(of_source, in_window, FloodLimits(5, 30)) is flood


@pytest.mark.parametrize(
    ("at", "window"),
    [
        (datetime(2026, 11, 19, 17, 0, tzinfo=UTC), 0),
        (datetime(2026, 11, 20, 3, 9, 59, tzinfo=UTC), 60),
        (datetime(2026, 11, 20, 3, 10, tzinfo=UTC), 61),
        (datetime(2026, 11, 20, 16, 59, tzinfo=UTC), 143),
    ],
)
def test_windows_are_ten_minutes_of_the_day_in_vietnam(at, window):
    assert window_of(at) == window


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("10.0.0.1", "A"), ("10.0.0.1", "A"), True),
        (("10.0.0.1", "A"), ("10.0.0.1", "B"), False),
        (("10.0.0.1", "A"), ("10.0.0.2", "A"), False),
        (("2001:db8:1:2::1", "A"), ("2001:db8:1:2:ffff::9", "A"), True),
        (("2001:db8:1:2::1", "A"), ("2001:db8:1:3::1", "A"), False),
        (("::ffff:10.0.0.1", "A"), ("10.0.0.1", "A"), True),
        (("", "A"), ("không phải địa chỉ", "A"), True),
        (("10.0.0.1", "A" * 300), ("10.0.0.1", "A" * 300 + "B" * 9_000), True),
    ],
)
def test_a_source_is_an_address_or_a_household_s_network_and_a_browser(one, other, same):
    assert (source_words(*one) == source_words(*other)) is same
