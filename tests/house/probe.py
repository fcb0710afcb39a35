"""A task that leaves a row, for the tests that drive real workers."""

from datetime import UTC, datetime

import redis
from celery import shared_task


@shared_task(name="tests.house.leave_session")
def leave_session(key: str, tell: str = "") -> None:
    """Store a row of that key in the table of sessions, then tell the Redis named; twice is harmless."""
    from django.contrib.sessions.models import Session

    values = {"session_data": "left by a worker", "expire_date": datetime(2100, 1, 1, tzinfo=UTC)}
    Session.objects.update_or_create(session_key=key, defaults=values)
    if tell:
        with redis.from_url(tell) as server:
            server.rpush("told", key)
