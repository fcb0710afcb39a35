"""What PostgreSQL keeps beside the columns: after a night no row tells when or after which it came."""

import pytest
from django.db import connection

from evaluations.actions.survey import shuffle_surveys
from evaluations.models import SurveyBallot, SurveyTurn
from evaluations.tests.survey.conftest import OPENS, Asking

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def _hidden(table: str, column: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column}::text FROM {table} ORDER BY ctid")
        return [value for (value,) in cursor.fetchall()]


@pytest.mark.parametrize(("model", "key"), [(SurveyTurn, "id"), (SurveyBallot, "token")])
def test_all_rows_are_of_one_transaction_in_another_order(
    asking: Asking, model: type[SurveyTurn | SurveyBallot], key: str
) -> None:
    asking.votes(*[(4, 4)] * 6)
    table = model._meta.db_table
    order, written = _hidden(table, key), _hidden(table, "xmin")
    assert len(set(written)) == 6
    orders = []
    for _ in range(3):
        shuffle_surveys(on=OPENS)
        assert len(set(_hidden(table, "xmin"))) == 1
        orders.append(_hidden(table, key))
    assert all(sorted(one) == sorted(order) for one in orders)
    # the chance that three shuffles of six all leave the order as it was is 1 in 373 million
    assert any(one != order for one in orders)


def test_the_pages_keep_no_dead_row(asking: Asking) -> None:
    asking.votes(*[(4, 4)] * 6)
    shuffle_surveys(on=OPENS)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT n_dead_tup, vacuum_count FROM pg_stat_user_tables WHERE relname = %s",
            [SurveyBallot._meta.db_table],
        )
        assert cursor.fetchone()[1] >= 1
