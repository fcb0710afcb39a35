"""Take away the order in which turns and ballots came: each night both are written anew in random order."""

import secrets
from datetime import date

from django.db import connection, models, transaction

from evaluations.models import Survey, SurveyBallot, SurveyTurn

MODELS: tuple[type[models.Model], ...] = (SurveyTurn, SurveyBallot)


def shuffle_surveys(*, on: date) -> int:
    """Rewrite the turns and ballots of every survey that is open on a day; how many rows were written.

    One transaction, so afterwards all rows bear the same mark of it, in an order that chance made. What
    comes in meanwhile stays and waits for the next night.
    """
    written = 0
    with transaction.atomic():
        surveys = list(Survey.objects.open_on(on).order_by("pk").values_list("pk", flat=True))
        for model in MODELS:
            rows = list(model._default_manager.select_for_update().filter(survey__in=surveys).order_by("pk"))
            secrets.SystemRandom().shuffle(rows)
            model._default_manager.filter(pk__in=[row.pk for row in rows]).delete()
            model._default_manager.bulk_create(rows)
            written += len(rows)
    _clean_pages()
    return written


def _clean_pages() -> None:
    """Let PostgreSQL overwrite what the old rows left in its pages; it does so only outside a transaction."""
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            for model in MODELS:
                cursor.execute(f"VACUUM {connection.ops.quote_name(model._meta.db_table)}")
