"""Fields: a row of scores in one column, and text that is stored in one form."""

import pytest
from django.db import connection, models
from hypothesis import given
from hypothesis import strategies as st

from core.fields import NFCCharField, NFCTextField, PositionalScores
from core.models import Notification

SCORES = st.lists(st.one_of(st.none(), st.integers(0, 100)), max_size=60)


def round_trip(value):
    """Write a value through the field into a real column and read it back."""
    field = PositionalScores()
    prepared = field.get_db_prep_value(value, connection)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT %s::smallint[]", [prepared])
        else:
            cursor.execute("SELECT CAST(%s AS text)", [prepared])
        [stored] = cursor.fetchone()
    return field.from_db_value(stored, None, connection)


@pytest.mark.parametrize("value", [(None, 0, 100, 50), (), (None,), (None,) * 40, (0,) * 40, None])
def test_scores_come_back_as_they_went(db, value):
    assert round_trip(value) == value


@pytest.mark.usefixtures("db")
def test_any_scores_come_back_as_they_went():
    @given(SCORES)
    def check(scores):
        assert round_trip(scores) == tuple(scores)

    check()


def test_unanswered_is_not_zero(db):
    assert round_trip((None, 0))[0] is None
    assert round_trip((None, 0))[1] == 0


def test_scores_take_any_of_their_forms():
    field = PositionalScores()
    assert field.to_python("[1,null,3]") == field.to_python([1, None, 3]) == field.to_python((1, None, 3))
    assert field.to_python(None) is None


def test_the_column_is_small(db):
    kind = PositionalScores().db_type(connection)
    assert kind == {"postgresql": "smallint[]", "sqlite": "text"}[connection.vendor]


@pytest.mark.parametrize(
    ("field", "text", "stored"),
    [
        (NFCCharField(), " Ho\u0300a\u00a0 Bi\u0300nh\n", "Hòa Bình"),
        (NFCTextField(), "Do\u0300ng 1\n  dòng 2 ", "Dòng 1\n  dòng 2 "),
        (NFCCharField(), None, None),
        (NFCTextField(), None, None),
    ],
)
def test_text_is_stored_in_one_form(field: models.Field, text, stored):
    assert field.get_prep_value(text) == stored


def test_text_is_searched_for_in_the_form_in_which_it_is_stored(make_person):
    from datetime import UTC, datetime

    at = datetime(2026, 1, 1, tzinfo=UTC)
    Notification.objects.create(
        recipient=make_person("hoa"), kind="x", key="x", subject="Kỳ  tháng\n3", body="x", created_at=at
    )
    assert Notification.objects.get(subject="Ky\u0300 tháng 3").subject == "Kỳ tháng 3"
