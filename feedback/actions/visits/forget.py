"""What each night takes away: the order in which codes were used and citizens wrote, and whole months."""

import secrets
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, connection, models, transaction
from django.db.models import F, Q

from core.clock import next_month
from feedback.models import (
    ContactHanding,
    DayMark,
    FeedbackCase,
    Rating,
    RatingTrace,
    Remark,
    Sealed,
    SpentToken,
    Visit,
    VisitKey,
)
from feedback.rules.visits.days import GRACE, live_months

MANY, FEW = 500, 20
"""Rows in memory at once; few where each holds an envelope."""
VACUUMED = (
    Visit,
    VisitKey,
    SpentToken,
    Rating,
    RatingTrace,
    DayMark,
    Remark,
    FeedbackCase,
    Sealed,
    ContactHanding,
)


def shuffle_visits(*, on: date, since: date | None = None) -> int:
    """Write what came from ``since`` (yesterday unless given) to ``on`` anew in random order: used codes,
    spent tokens, ratings, sentences, reports and their envelopes.

    One transaction a table and day, so afterwards its rows bear one mark of it, in an order that chance made.
    What comes in meanwhile waits for the next night. Returns how many rows were written.
    """
    months = live_months(on)
    first, end = months[-1], next_month(on)
    since = on - timedelta(days=1) if since is None else since
    written = _rewrite(Visit.objects.used().between(first, end))
    written += _rewrite(SpentToken.objects.filter(month__in=months))
    for back in range((on - since).days + 1):
        day = on - timedelta(days=back)
        written += _rewrite(Rating.objects.filter(day=day))
        written += _rewrite(Remark.objects.filter(day=day), FEW)
        written += _rewrite(Sealed.objects.filter(day=day), FEW)
    written += _move_cases(FeedbackCase.objects.filter(Q(received_on__gte=since) | Q(released_on=None)))
    _clean_pages()
    return written


def forget_months(*, on: date) -> int:
    """Destroy the keys of months that are over, and what led to persons and codes; how many keys.

    What stays of a visit is that it was: agency, counter, day, its number's digest.
    """
    over = [
        (key.agency_id, key.month)
        for key in VisitKey.objects.exclude(private_key="").filter(month__lte=on - GRACE).order_by("pk")
        if key.month not in live_months(on)
    ]
    with transaction.atomic():
        for agency_id, month in over:
            visits = Visit.objects.filter(agency=agency_id).between(month, next_month(month))
            visits.update(code_digest=None, blinded_digest="", person="")
            VisitKey.objects.filter(agency=agency_id, month=month).update(private_key="")
        SpentToken.objects.exclude(month__in=live_months(on)).filter(month__lt=on).delete()
    return len(over)


def _rewrite(rows: models.QuerySet[Any], at_once: int = MANY) -> int:
    """Delete and insert ``rows``; those of a month that is closed stay as they are."""
    manager = rows.model._default_manager
    try:
        with transaction.atomic():
            keys = list(rows.select_for_update().order_by("pk").values_list("pk", flat=True))
            secrets.SystemRandom().shuffle(keys)
            for start in range(0, len(keys), at_once):
                some = keys[start : start + at_once]
                held = manager.in_bulk(some)
                manager.filter(pk__in=some).delete()
                manager.bulk_create([held[key] for key in some])
    except IntegrityError as error:
        if "period_closed" in str(error):
            return 0
        raise
    return len(keys)


def _move_cases(cases: models.QuerySet[FeedbackCase]) -> int:
    """Give reports other places in their table; other rows hang on them, so they are not deleted."""
    with transaction.atomic():
        keys = list(cases.select_for_update().order_by("pk").values_list("pk", flat=True))
        secrets.SystemRandom().shuffle(keys)
        if connection.vendor == "postgresql":
            for key in keys:  # an update writes the row anew behind the others
                FeedbackCase.objects.filter(pk=key).update(shuffle=F("shuffle"))
        elif keys:
            table = connection.ops.quote_name(FeedbackCase._meta.db_table)
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT max(rowid) FROM {table}")  # noqa: S608
                last = cursor.fetchone()[0]
                cursor.executemany(
                    f"UPDATE {table} SET rowid = %s WHERE id = %s",  # noqa: S608
                    [(last + place, key.hex) for place, key in enumerate(keys, start=1)],
                )
    return len(keys)


def _clean_pages() -> None:
    """Let PostgreSQL overwrite what the old rows left in its pages; it does so only outside a transaction."""
    if connection.vendor == "postgresql" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            for model in VACUUMED:
                cursor.execute(f"VACUUM {connection.ops.quote_name(model._meta.db_table)}")
