"""Numbers as Vietnamese readers expect them; missing is never zero."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.numbers import format_integer, format_percent, format_points, format_signed, half_up


@pytest.mark.parametrize(
    ("value", "rounded"),
    [("0.005", "0.01"), ("0.0049", "0.00"), ("-0.005", "-0.01"), ("2.675", "2.68"), ("99.995", "100.00")],
)
def test_rounding_is_half_up(value, rounded):
    assert half_up(Decimal(value)) == Decimal(rounded)


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (Decimal("87.425"), 2, "87,43"),
        (Decimal("1234567.8"), 2, "1.234.567,80"),
        (Decimal("-1234.5"), 1, "-1.234,5"),
        (Decimal(0), 2, "0,00"),
        (Decimal(5), 0, "5"),
        (None, 2, "—"),
    ],
)
def test_points(value, places, text):
    assert format_points(value, places) == text


@pytest.mark.parametrize(
    ("value", "text"), [(31000, "31.000"), (999, "999"), (0, "0"), (-1234, "-1.234"), (None, "—")]
)
def test_counts(value, text):
    assert format_integer(value) == text


@pytest.mark.parametrize(
    ("ratio", "places", "text"),
    [(Decimal("0.935"), 0, "94%"), (Decimal("0.9351"), 1, "93,5%"), (Decimal(1), 0, "100%"), (None, 0, "—")],
)
def test_per_cents(ratio, places, text):
    assert format_percent(ratio, places) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(Decimal("1.2"), "+1,20"), (Decimal("-0.35"), "−0,35"), (Decimal(0), "0,00"), (None, "—")],
)
def test_differences_carry_their_sign(value, text):
    assert format_signed(value) == text


@pytest.mark.parametrize("value", ["0.004", "-0.004"])
def test_a_difference_that_rounds_to_nothing_has_no_sign(value):
    assert format_signed(Decimal(value)) == "0,00"


@given(st.decimals(-(10**9), 10**9, places=2))
def test_what_is_written_can_be_read_back(value):
    assert Decimal(format_points(value).replace(".", "").replace(",", ".")) == value
