"""Holds what people were told against what the portal kept: honest ones all there, junk in no score.

``python -m bench.flood_books JOURNAL`` with the database of ``DATABASE_URL``; prints one line of JSON.
"""

import json
import sys
from datetime import timedelta

import django


def main(path: str) -> None:
    """Count kept, counted and set aside, before and after the night."""
    django.setup()
    from django.db import connection

    from core import clock
    from feedback.actions.suspicions.settle import settle_traces
    from feedback.models import FeedbackCase, Rating, RatingSuspicion, RatingTrace

    with open(path, encoding="utf-8") as file:
        told = json.load(file)
    honest, junk = told["honest"], told["junk"]
    before_night = Rating.objects.filter(pk__in=junk).counted().count()
    traces = RatingTrace.objects.count()
    aside, _deleted = settle_traces(at=clock.now() + timedelta(days=1))
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        size = cursor.fetchone()[0]
    print(
        json.dumps(
            {
                "honest_kept": Rating.objects.filter(pk__in=honest).count(),
                "honest_counted": Rating.objects.filter(pk__in=honest).counted().count(),
                "junk_kept": Rating.objects.filter(pk__in=junk).count(),
                "junk_counted_at_once": before_night,
                "junk_counted": Rating.objects.filter(pk__in=junk).counted().count(),
                "set_aside_at_night": aside,
                "traces": traces,
                "traces_left": RatingTrace.objects.count(),
                "suspicions": RatingSuspicion.objects.count(),
                "cases": FeedbackCase.objects.count(),
                "suspect_cases": FeedbackCase.objects.filter(is_suspect=True).count(),
                "database_bytes": size,
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1])
