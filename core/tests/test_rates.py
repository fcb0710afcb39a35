"""The limit on public requests."""

from datetime import UTC, datetime, timedelta

import time_machine

from core.rates import within_rate

AT = datetime(2026, 4, 2, 1, 0, tzinfo=UTC)


def test_an_address_is_stopped_after_its_share_and_free_again_in_the_next_window():
    with time_machine.travel(AT, tick=False):
        assert [within_rate("x", "1.2.3.4", most=3) for _ in range(5)] == [True] * 3 + [False] * 2
    with time_machine.travel(AT + timedelta(seconds=60), tick=False):
        assert within_rate("x", "1.2.3.4", most=3)


def test_addresses_and_actions_are_counted_apart():
    with time_machine.travel(AT, tick=False):
        assert within_rate("y", "1.2.3.4", most=1)
        assert not within_rate("y", "1.2.3.4", most=1)
        assert within_rate("y", "1.2.3.5", most=1)
        assert within_rate("z", "1.2.3.4", most=1)
